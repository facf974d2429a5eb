// SPDX-License-Identifier: MIT
// From a meter to a bill, with the figures of the image generator example.
import { assert, check, collect } from './check.mjs';

const condition = (value) => ({ key: 'quality', operator: 'equals', value });

const meterFields = {
  name: 'Image Generation Meter',
  event_name: 'image.generated',
  measurement_unit: 'images',
  aggregation: { type: 'count' },
  filter: { conjunction: 'or', clauses: [condition('standard'), condition('hd')] },
};

const productFields = (meterId) => ({
  name: 'PixelGen AI - Image Generation',
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
    meters: [{ meter_id: meterId, price_per_unit: '5', free_threshold: 10 }],
  },
});

async function buy(shop, world) {
  const { client } = shop;
  await check('a meter is created', async () => {
    world.meter = await client.meters.create(meterFields);
    assert.match(world.meter.id, /^mtr_/);
    assert.deepEqual((await client.meters.retrieve(world.meter.id)).filter, meterFields.filter);
  });
  await check('a product links it', async () => {
    world.product = await client.products.create(productFields(world.meter.id));
    assert.match(world.product.product_id, /^pdt_/);
    const [linked] = world.product.price.meters;
    assert.deepEqual([linked.name, linked.price_per_unit, linked.free_threshold], [meterFields.name, '5', 10]);
  });
  await check('a customer is created', async () => {
    world.customer = await client.customers.create({ email: 'customer@example.com', name: 'Test customer' });
    assert.match(world.customer.customer_id, /^cus_/);
  });
  await check('a checkout is paid with one POST', async () => {
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: world.product.product_id, quantity: 1 }],
      customer: { customer_id: world.customer.customer_id },
    });
    assert.equal((await client.checkoutSessions.retrieve(session.session_id)).payment_status, null);
    const { json: paid } = await shop.pay(session);
    assert.equal(paid.payment_status, 'succeeded');
    world.subscription = paid.subscription_id;
    const status = await client.checkoutSessions.retrieve(session.session_id);
    assert.equal(status.payment_status, 'succeeded');
    assert.equal(status.customer_email, 'customer@example.com');
  });
  await check('the subscription is active', async () => {
    const subscription = await client.subscriptions.retrieve(world.subscription);
    assert.equal(subscription.status, 'active');
    assert.equal(subscription.customer.customer_id, world.customer.customer_id);
    assert.equal(subscription.meters[0].price_per_unit, '5');
  });
}

export const usageEvent = (world, id, metadata = { quality: 'hd' }) => ({
  event_id: id,
  customer_id: world.customer.customer_id,
  event_name: 'image.generated',
  metadata,
});

export async function usage(client, world) {
  const periods = await collect(client.subscriptions.retrieveUsageHistory(world.subscription, { page_size: 100 }));
  return periods[0].meters[0];
}

export async function assertThirteen(client, world) {
  const line = await usage(client, world);
  assert.deepEqual(
    [line.consumed_units, line.free_threshold, line.chargeable_units, line.price_per_unit, line.total_price],
    ['13', 10, '3', '5', 15],
  );
}

export async function billing(shop, world) {
  const { client } = shop;
  await buy(shop, world);
  const qualities = ['standard', 'hd'];
  const ids = Array.from({ length: 13 }, (_, i) => `gen:a/${i} %`);
  const events = ids.map((id, i) => usageEvent(world, id, { quality: qualities[i % 2] }));
  await check('H1 13 events one by one', async () => {
    for (const event of events) {
      assert.equal((await client.usageEvents.ingest({ events: [event] })).ingested_count, 1);
    }
  });
  await check('H2 the same 13 in one batch store nothing new', async () => {
    assert.equal((await client.usageEvents.ingest({ events })).ingested_count, 0);
  });
  await check('I2 listed by meter: 13 at page_size 100, 10 at the default', async () => {
    const query = { meter_id: world.meter.id };
    const all = await collect(client.usageEvents.list({ ...query, page_size: 100 }));
    assert.deepEqual(all.map((row) => row.event_id).sort(), [...ids].sort());
    assert.equal((await collect(client.usageEvents.list(query))).length, 10);
  });
  await check('an id with an encoded slash is found', async () => {
    assert.equal((await client.usageEvents.retrieve(ids[0])).event_id, ids[0]);
  });
  await check('A2 usage: consumed 13, chargeable 3, 15 cents', () => assertThirteen(client, world));
}
