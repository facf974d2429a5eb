// SPDX-License-Identifier: MIT
// Every status and code of dodo-api.md 1.6 that one of these routes can meet, and how it is met.
import { assert, refused, scenario } from './check.mjs';
import { creditFields } from './credits.mjs';
import { cards, oneTimePrice, recurringPrice, usagePrice } from './shop.mjs';

// What the rows need, made once.
async function made(shop) {
  const { client } = shop;
  const meter = await shop.meter();
  const other = await shop.meter({ event_name: 'other' });
  const gone = {
    meter: await shop.meter(),
    product: await shop.product(oneTimePrice(500)),
    credit: await client.creditEntitlements.create(creditFields()),
  };
  await client.meters.archive(gone.meter.id);
  await client.products.archive(gone.product.product_id);
  await client.creditEntitlements.delete(gone.credit.id);
  const customer = await shop.customer();
  const once = await shop.product(oneTimePrice(500));
  const usage = await shop.product(usagePrice([{ meter_id: meter.id, price_per_unit: '5' }]));
  const capped = await client.creditEntitlements.create(
    creditFields({ overage_enabled: true, price_per_unit: '4', currency: 'USD', overage_limit: 5 }),
  );
  return { meter, other, gone, customer, once, usage, capped };
}

async function soldOnce(shop, { once, customer }) {
  const { session } = await shop.buy(once, customer);
  return new URL(session.checkout_url).pathname;
}

async function endedPlan(shop, { customer }, how) {
  const term = { subscription_period_count: 1, subscription_period_interval: 'Month' };
  const { subscription } = await shop.buy(await shop.product(recurringPrice(500, term)), customer);
  if (how === 'cancelled') await shop.client.subscriptions.update(subscription, { status: 'cancelled' });
  return subscription;
}

function priceRows(is) {
  const metered = (...meters) => ['POST', '/products', { name: 'P', tax_category: 'saas', price: usagePrice(meters) }];
  const at = (meter, price = '5') => ({ meter_id: meter.id ?? meter, price_per_unit: price });
  const priced = (fields, more) => [
    'POST',
    '/products',
    { name: 'P', tax_category: 'saas', price: oneTimePrice(500, fields), ...more },
  ];
  const attached = (id) => ({ credit_entitlements: [{ credit_entitlement_id: id, credits_amount: '5' }] });
  return [
    [422, 'DUPLICATE_METER_IDS_IN_REQUEST', 'a meter twice in one price', metered(at(is.meter), at(is.meter))],
    [422, 'MISSING_METER_IDS', 'an empty list of meters', metered()],
    [422, 'MISSING_METER_IDS', 'an unknown meter', metered(at('mtr_nobody'))],
    [422, 'METER_IS_DELETED', 'an archived meter', metered(at(is.gone.meter))],
    [422, 'INTEGER_CONVERSION_FAILURE', 'a price that is no number', metered(at(is.meter, 'five'))],
    [422, 'UNSUPPORTED_CURRENCY', 'a currency there is not', priced({ currency: 'XXX' })],
    [422, 'UNSUPPORTED_TAX_CATEGORY', 'a tax category there is not', priced({}, { tax_category: 'food' })],
    [422, 'CREDIT_ENTITLEMENT_IS_DELETED', 'a deleted credit', priced({}, attached(is.gone.credit.id))],
    [422, 'INVALID_REQUEST_BODY', 'a body that lacks a field', ['POST', '/products', { name: 'P' }]],
    [422, 'INVALID_REQUEST_BODY', 'broken JSON', ['POST', '/products', '{"name"']],
  ];
}

function cartRows(is) {
  const cart = (product, more = {}, rest = {}) => [
    'POST',
    '/checkouts',
    { product_cart: [{ product_id: product.product_id, quantity: 1, ...more }], ...rest },
  ];
  return [
    [422, 'PRODUCT_CART_EMTPY', 'an empty cart', ['POST', '/checkouts', { product_cart: [] }]],
    [422, 'INVALID_QUANTITY', 'two of a usage-priced product', cart(is.usage, { quantity: 2 })],
    [
      422,
      'ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED',
      'add-ons with it',
      cart(is.usage, { addons: [{ addon_id: 'adn_1', quantity: 1 }] }),
    ],
    [
      422,
      'ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED',
      'on demand with it',
      cart(is.usage, {}, { subscription_data: { on_demand: { mandate_only: true } } }),
    ],
    [422, 'PRODUCT_IS_DELETED', 'an archived product', cart(is.gone.product)],
    [422, 'UNSUPPORTED_COUNTRY', 'a country there is not', cart(is.once, {}, { billing_address: { country: 'XX' } })],
    [404, 'NOT_FOUND', 'an unknown product', cart({ product_id: 'pdt_nobody' })],
    [
      400,
      'MAXIMUM_KEYS_REACHED',
      '51 metadata pairs',
      cart(is.once, {}, { metadata: Object.fromEntries([...Array(51).keys()].map((i) => [`k${i}`, i])) }),
    ],
  ];
}

function plainRows(is) {
  const customer = is.customer.customer_id;
  const entry = { amount: '1', entry_type: 'credit' };
  const ledger = (credit) => `/credit-entitlements/${credit.id}/balances/${customer}/ledger-entries`;
  return [
    [404, 'NOT_FOUND', 'an unknown object', ['GET', '/payments/pay_nobody']],
    [404, 'NOT_FOUND', 'an unknown path', ['GET', '/v7/meters']],
    [410, 'PRODUCT_IS_DELETED', 'a product archived twice', ['DELETE', `/products/${is.gone.product.product_id}`]],
    [
      410,
      'CREDIT_ENTITLEMENT_IS_DELETED',
      'a credit deleted twice',
      ['DELETE', `/credit-entitlements/${is.gone.credit.id}`],
    ],
    [422, 'INVALID_QUERY_PARAMS', 'a page of 101', ['GET', '/meters?page_size=101']],
    [
      400,
      'INVALID_QUERY_PARAMS',
      'a meter and another event name',
      ['GET', `/events?meter_id=${is.meter.id}&event_name=other`],
    ],
    [
      400,
      'INVALID_REQUEST_BODY',
      'an event of an unknown customer',
      ['POST', '/events/ingest', { events: [{ event_id: 'x', customer_id: 'cus_nobody', event_name: 'x' }] }],
    ],
    [
      413,
      undefined,
      'a body of five million bytes',
      ['POST', '/events/ingest', JSON.stringify({ events: 'x'.repeat(5_000_000) })],
    ],
    [
      400,
      'OVERAGE_LIMIT_EXCEEDED',
      'a debit beyond the overage limit',
      ['POST', ledger(is.capped), { ...entry, entry_type: 'debit', amount: '6' }],
    ],
    [
      400,
      'INSUFFICIENT_WALLET_FUNDS',
      'a debit of an empty wallet',
      ['POST', `/customers/${customer}/wallets/ledger-entries`, { amount: 1, currency: 'USD', entry_type: 'debit' }],
    ],
  ];
}

async function keys(shop) {
  const rows = [
    ['no key', { authorization: '' }],
    ['a live key', { authorization: 'Bearer dodo_live_123456' }],
    ['another scheme', { authorization: `Basic ${shop.address.api_key}` }],
  ];
  for (const [name, headers] of rows) {
    await scenario(`codes: 401 UNAUTHORIZED by ${name}, on every kind of call`, async () => {
      for (const [method, path, body] of [
        ['GET', '/meters'],
        ['POST', '/customers', {}],
        ['DELETE', '/webhooks/whk_1'],
        ['PATCH', '/products/pdt_1', {}],
        ['GET', '/nowhere'],
        ['GET', '/_sandbox/clock'],
      ]) {
        const { status, json } = await shop.call(method, path, body, headers);
        if (path === '/nowhere') assert.ok([401, 404].includes(status));
        else assert.deepEqual([status, json.code], [401, 'UNAUTHORIZED'], `${method} ${path}`);
      }
    });
  }
  await scenario('codes: 403 by a page of another site, 415 by a body that is no JSON', async () => {
    assert.equal((await shop.call('GET', '/meters', undefined, { origin: 'https://example.com' })).status, 403);
    assert.equal((await shop.call('POST', '/meters', 'name=x', { 'content-type': 'text/plain' })).status, 415);
  });
}

async function states(shop, is) {
  const { client } = shop;
  await scenario('codes: 422 CHECKOUT_SESSION_CONSUMED by a second payment', async () => {
    const { status, json } = await shop.call('POST', await soldOnce(shop, is), { card: cards.works });
    assert.deepEqual([status, json.code], [422, 'CHECKOUT_SESSION_CONSUMED']);
  });
  await scenario('codes: 422 SUBSCRIPTION_INACTIVE by a change of a cancelled one', async () => {
    const id = await endedPlan(shop, is, 'cancelled');
    await refused(() => client.subscriptions.update(id, { metadata: {} }), {
      status: 422,
      code: 'SUBSCRIPTION_INACTIVE',
    });
  });
  await scenario('codes: 422 SUBSCRIPTION_EXPIRED by a change of one whose term is over', async () => {
    const id = await endedPlan(shop, is, 'expired');
    await shop.advance('1 month');
    await refused(() => client.subscriptions.update(id, { metadata: {} }), {
      status: 422,
      code: 'SUBSCRIPTION_EXPIRED',
    });
    await shop.today();
  });
  await scenario('codes: 422 INVALID_REQUEST_PARAMETERS by a billing date that is past', async () => {
    const { subscription } = await shop.buy(is.usage, is.customer);
    const call = () => client.subscriptions.update(subscription, { next_billing_date: '2020-01-01T00:00:00Z' });
    await refused(call, { status: 422, code: 'INVALID_REQUEST_PARAMETERS' });
  });
  await scenario('codes: 422 UNSUPPORTED_ACTION by a plan change of a usage-priced one', async () => {
    const { subscription } = await shop.buy(is.usage, is.customer);
    const plan = { product_id: is.usage.product_id, quantity: 1, proration_billing_mode: 'do_not_bill' };
    await refused(() => client.subscriptions.changePlan(subscription, plan), {
      status: 422,
      code: 'UNSUPPORTED_ACTION',
    });
  });
  await scenario('codes: 422 CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS by a name that is taken', () =>
    refused(() => client.creditEntitlements.create({ ...creditFields(), name: is.capped.name }), {
      status: 422,
      code: 'CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS',
    }),
  );
}

export async function codes(shop) {
  const is = await made(shop);
  for (const [status, code, how, call] of [...priceRows(is), ...cartRows(is), ...plainRows(is)]) {
    await scenario(`codes: ${status}${code ? ` ${code}` : ''} by ${how}`, async () => {
      const { status: got, json } = await shop.call(...call);
      assert.deepEqual([got, code && json.code], [status, code], json?.message);
    });
  }
  await keys(shop);
  await states(shop, is);
}
