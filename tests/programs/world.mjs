// SPDX-License-Identifier: MIT
// A sandbox with one product that links every meter, and a customer for each program, so that each has a bill of
// its own.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const quality = (value) => ({ key: 'quality', operator: 'equals', value });

// Names that would end a literal, a comment or a mark in one of the languages, or hide in it.
const nastyText = 'a"b\'c\\d`e${f}$(id)%s{{metadata}}#//*/"""\n\t\u202e\u2028\u00a0é😀</b>';

export const recipes = {
  images: {
    pictures: true,
    meter: {
      name: 'Image Generation Meter',
      event_name: 'image.generated',
      measurement_unit: 'images',
      aggregation: { type: 'count' },
      filter: { conjunction: 'or', clauses: [quality('standard'), quality('hd')] },
    },
    metadata: { quality: 'standard', provider_quality: 'medium', size: '1024x1024', model: 'demo-painter' },
    units: 1,
  },
  tokens: {
    pictures: false,
    meter: {
      name: 'Tokens',
      event_name: 'ai.tokens',
      measurement_unit: 'tokens',
      aggregation: { type: 'sum', key: 'tokens' },
    },
    metadata: { model: 'small', tokens: 1200, cached: false },
    units: 1200,
  },
  storage: {
    pictures: false,
    meter: {
      name: 'Storage',
      event_name: 'storage.measured',
      measurement_unit: 'GB',
      aggregation: { type: 'last', key: 'gb' },
    },
    metadata: { gb: 12.5, region: 'eu' },
    units: 12.5,
  },
  nasty: {
    pictures: false,
    meter: {
      name: `coding: latin-1 ${nastyText}`,
      event_name: `name ${nastyText}`,
      measurement_unit: `unit ${nastyText}`,
      aggregation: { type: 'sum', key: `key ${nastyText}` },
    },
    metadata: { [`key ${nastyText}`]: 7, ['__proto__']: 'own', [`text ${nastyText}`]: nastyText, yes: true, no: false },
    units: 7,
  },
};

export function orderOf(recipe, customer, address) {
  const { pictures, meter, metadata } = recipe;
  const sample = { event_id: 'sample', customer_id: customer, event_name: meter.event_name, metadata };
  return { pictures, meter, sample, address };
}

export async function makeWorld({ dodo_url, api_key }) {
  const call = async (method, path, body) => {
    const answer = await fetch(new URL(path, dodo_url), {
      method,
      headers: { authorization: `Bearer ${api_key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };

  const linked = [];
  for (const { meter } of Object.values(recipes)) {
    const { id } = await call('POST', '/meters', meter);
    linked.push({ meter_id: id, price_per_unit: '5', free_threshold: 10 });
  }
  const { product_id } = await call('POST', '/products', {
    name: 'Everything',
    tax_category: 'saas',
    price: {
      type: 'usage_based_price',
      currency: 'USD',
      fixed_price: 0,
      discount: 0,
      purchasing_power_parity: false,
      payment_frequency_count: 1,
      payment_frequency_interval: 'Month',
      subscription_period_count: 10,
      subscription_period_interval: 'Year',
      meters: linked,
    },
  });

  const customer = async () => {
    const { customer_id } = await call('POST', '/customers', { name: 'Test', email: `${randomUUID()}@example.com` });
    const session = await call('POST', '/checkouts', { product_cart: [{ product_id, quantity: 1 }], customer: { customer_id } });
    const { subscription_id } = await call('POST', session.checkout_url, { card: '4242424242424242' });
    const consumed = async (recipe) => {
      const { items } = await call('GET', `/subscriptions/${subscription_id}/usage-history`);
      return Number(items[0].meters.find(({ name }) => name === recipe.meter.name).consumed_units);
    };
    const events = async () => (await call('GET', `/events?customer_id=${customer_id}&page_size=100`)).items;
    return { id: customer_id, subscription: subscription_id, consumed, events };
  };
  return { call, customer };
}
