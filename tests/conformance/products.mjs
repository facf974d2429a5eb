// SPDX-License-Identifier: MIT
// Products and their prices (dodo-api.md 2.4), and add-ons in passing (2.12).
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';
import { oneTimePrice, productFields, recurringPrice, usagePrice } from './shop.mjs';

const bad = { type: DodoPayments.UnprocessableEntityError, status: 422, code: 'INVALID_REQUEST_BODY' };
const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };

const everyPrice = { discount: 0, discount_bps: null, purchasing_power_parity: false, tax_inclusive: null };
const blank = {
  business_id: an.business,
  brand_id: an.brand,
  created_at: an.time,
  updated_at: an.time,
  license_key_enabled: false,
  metadata: {},
  credit_entitlements: [],
  entitlements: [],
  description: null,
  image: null,
  addons: null,
  pricing_mode: null,
  product_collection_id: null,
  digital_product_delivery: null,
  license_key_activation_message: null,
  license_key_activations_limit: null,
  license_key_duration: null,
};

async function created(shop) {
  const { client } = shop;
  await scenario('products: a usage-priced one comes back whole, its meters filled in', async () => {
    const meter = await shop.meter({ description: 'One for each picture' });
    const asked = usagePrice([{ meter_id: meter.id, price_per_unit: '10.50', free_threshold: 1000 }], {
      fixed_price: 4900,
    });
    const { data, response } = await client.products.create(productFields(asked)).withResponse();
    assert.equal(response.status, 200);
    same(data, {
      ...blank,
      product_id: an.product,
      name: 'PixelGen AI',
      tax_category: 'saas',
      is_recurring: true,
      price: {
        ...asked,
        ...everyPrice,
        meters: [
          {
            meter_id: meter.id,
            price_per_unit: '10.5',
            free_threshold: 1000,
            credit_entitlement_id: null,
            meter_units_per_credit: null,
            name: meter.name,
            description: meter.description,
            measurement_unit: meter.measurement_unit,
          },
        ],
      },
    });
    assert.deepEqual(await client.products.retrieve(data.product_id), data);
  });
  await scenario('products: a subscription and a single payment come back whole', async () => {
    const recurring = await shop.product(recurringPrice(1900, { discount_bps: 1250, tax_inclusive: true }));
    same(recurring.price, {
      ...recurringPrice(1900),
      ...everyPrice,
      discount_bps: 1250,
      tax_inclusive: true,
      trial_amount: null,
      trial_apply_discounts: null,
      trial_payment_method_optional: false,
      zero_amount_payment_method_optional: false,
    });
    const once = await shop.product(oneTimePrice(500), {
      description: 'Once',
      metadata: { a: 1, b: true, c: 'x', d: 0.5 },
    });
    same(once, {
      ...blank,
      product_id: an.product,
      name: 'PixelGen AI',
      description: 'Once',
      tax_category: 'saas',
      metadata: { a: 1, b: true, c: 'x', d: 0.5 },
      is_recurring: false,
      price: { ...oneTimePrice(500), ...everyPrice, pay_what_you_want: false, suggested_price: null },
    });
  });
  await scenario('products: discount and purchasing_power_parity may be absent, and are always answered', async () => {
    const { discount, purchasing_power_parity: parity, ...price } = oneTimePrice(500);
    const made = await shop.product(price);
    assert.deepEqual([made.price.discount, made.price.purchasing_power_parity], [discount, parity]);
  });
  await scenario('products: a free threshold above 2^31 is kept', async () => {
    const meter = await shop.meter();
    const free = 5_000_000_000;
    const made = await shop.product(usagePrice([{ meter_id: meter.id, price_per_unit: '5', free_threshold: free }]));
    assert.equal((await client.products.retrieve(made.product_id)).price.meters[0].free_threshold, free);
  });
  await scenario('products: ten meters on one product', async () => {
    const meters = [];
    for (let i = 0; i < 10; i += 1) meters.push({ meter_id: (await shop.meter()).id, price_per_unit: '1' });
    const made = await shop.product(usagePrice(meters));
    assert.deepEqual(
      made.price.meters.map((entry) => entry.meter_id),
      meters.map((entry) => entry.meter_id),
    );
  });
}

async function listed(shop) {
  const { client } = shop;
  const ids = async (query) =>
    (await collect(client.products.list({ page_size: 100, ...query }))).map((row) => row.product_id);
  await scenario('products: a list item shows the one amount and the price behind it', async () => {
    const meter = await shop.meter();
    const made = await shop.product(usagePrice([{ meter_id: meter.id, price_per_unit: '5' }], { fixed_price: 1900 }));
    const {
      items: [item],
    } = await client.products.list({ page_size: 1 });
    assert.deepEqual(item, {
      product_id: made.product_id,
      business_id: made.business_id,
      created_at: made.created_at,
      updated_at: made.updated_at,
      name: made.name,
      description: null,
      image: null,
      tax_category: 'saas',
      is_recurring: true,
      entitlements: [],
      metadata: {},
      currency: 'USD',
      price: 1900,
      price_detail: made.price,
      pricing_mode: null,
      tax_inclusive: null,
    });
  });
  await scenario('products: recurring, archived and brand_id choose', async () => {
    const once = await shop.product(oneTimePrice(500));
    const monthly = await shop.product(recurringPrice(500));
    assert.deepEqual((await ids({})).slice(0, 2), [monthly.product_id, once.product_id]);
    assert.equal((await ids({ recurring: true }))[0], monthly.product_id);
    assert.equal((await ids({ recurring: false }))[0], once.product_id);
    assert.deepEqual(await ids({ brand_id: 'brnd_other' }), []);
    assert.equal((await ids({ brand_id: once.brand_id })).length, (await ids({})).length);
    await client.products.archive(once.product_id);
    assert.deepEqual(await ids({ archived: true }), [once.product_id]);
    await refused(() => client.products.list({ recurring: 'no' }), { ...bad, code: 'INVALID_QUERY_PARAMS' });
  });
}

async function changed(shop) {
  const { client } = shop;
  await scenario('products: a patch answers without a body and leaves the rest as it was', async () => {
    const made = await shop.product(oneTimePrice(500), { description: 'Before', metadata: { a: 1 } });
    const { data, response } = await client.products.update(made.product_id, { name: 'After' }).withResponse();
    assert.deepEqual([data, response.status], ['', 200]);
    const after = await client.products.retrieve(made.product_id);
    assert.ok(after.updated_at > made.updated_at);
    assert.deepEqual(after, { ...made, name: 'After', updated_at: after.updated_at });
  });
  await scenario('products: a patched price and patched metadata replace the old ones whole', async () => {
    const made = await shop.product(oneTimePrice(500), { metadata: { a: 1, b: 2 } });
    await client.products.update(made.product_id, { price: recurringPrice(700), metadata: { c: 3 } });
    const after = await client.products.retrieve(made.product_id);
    assert.deepEqual(
      [after.price.type, after.price.price, after.is_recurring, after.metadata],
      ['recurring_price', 700, true, { c: 3 }],
    );
  });
  await scenario('products: archived without a body, 410 the second time, brought back', async () => {
    const { product_id: id } = await shop.product(oneTimePrice(500));
    assert.equal(await client.products.archive(id), '');
    await refused(() => client.products.archive(id), { status: 410, code: 'PRODUCT_IS_DELETED' });
    assert.equal((await client.products.retrieve(id)).product_id, id);
    const back = await client.products.unarchive(id).withResponse();
    assert.deepEqual([back.data, back.response.status], ['', 200]);
    assert.equal(await client.products.unarchive(id), '');
  });
  await scenario('products: unknown ids are 404 on every call', async () => {
    for (const id of ['pdt_nobody', 'pdt/1 %']) {
      for (const call of ['retrieve', 'archive', 'unarchive']) await refused(() => client.products[call](id), notFound);
      await refused(() => client.products.update(id, { name: 'x' }), notFound);
    }
  });
}

async function refusals(shop) {
  const { client } = shop;
  const meter = await shop.meter();
  const once = (price, fields) => productFields({ ...oneTimePrice(500), ...price }, fields);
  const usage = (price) => productFields(usagePrice([{ meter_id: meter.id, price_per_unit: '5' }], price));
  const { name: _, ...nameless } = once();
  const rows = [
    ['no name', nameless],
    ['a name of 101 characters', once({}, { name: 'n'.repeat(101) })],
    ['a description of 1001 characters', once({}, { description: 'd'.repeat(1001) })],
    ['a price of no type', once({ type: 'tiered_price' })],
    ['a negative price', once({ price: -1 })],
    ['a price beyond 32 bits', once({ price: 2 ** 31 })],
    ['a discount of 101 percent', once({ discount: 101 })],
    ['a usage price with no fixed price', usage({ fixed_price: undefined })],
    ['an interval in small letters', usage({ payment_frequency_interval: 'month' })],
    [
      'eleven meters',
      usage({ meters: Array.from({ length: 11 }, (__, i) => ({ meter_id: `m${i}`, price_per_unit: '5' })) }),
    ],
    ['a negative free threshold', usage({ meters: [{ meter_id: meter.id, price_per_unit: '5', free_threshold: -1 }] })],
    ['no price per unit', usage({ meters: [{ meter_id: meter.id }] })],
    ['metadata with a key of 41 characters', once({}, { metadata: { ['k'.repeat(41)]: 1 } })],
    ['metadata with a list in it', once({}, { metadata: { a: [1] } })],
  ];
  for (const [name, fields] of rows) {
    await scenario(`products: ${name} is refused`, () =>
      refused(() => client.products.create(fields), { status: 422 }),
    );
  }
  const metered = (text) => usage({ meters: [{ meter_id: meter.id, price_per_unit: text }] });
  for (const text of ['0', '-1', '100000', '0.0000000000001', '1e-5', '5,0', '']) {
    await scenario(`products: C14 a price per unit of “${text}” is refused`, () =>
      refused(() => client.products.create(metered(text)), { status: 422 }),
    );
  }
  await scenario('products: C14 5, 5.0 and 5.000000000000 are one price', async () => {
    for (const text of ['5', '5.0', '5.000000000000']) {
      assert.equal((await client.products.create(metered(text))).price.meters[0].price_per_unit, '5');
    }
  });
}

async function addons({ client }) {
  const fields = { name: 'Seat', currency: 'USD', price: 900, tax_category: 'saas' };
  await scenario('add-ons: created, read, changed and listed whole', async () => {
    const { data: made, response } = await client.addons.create(fields).withResponse();
    assert.equal(response.status, 200);
    same(made, {
      id: an.addon,
      business_id: an.business,
      ...fields,
      description: null,
      image: null,
      created_at: an.time,
      updated_at: made.created_at,
    });
    assert.deepEqual(await client.addons.retrieve(made.id), made);
    const changed = await client.addons.update(made.id, { price: 1000, description: 'One more' });
    assert.deepEqual(changed, { ...made, price: 1000, description: 'One more', updated_at: changed.updated_at });
    const second = await client.addons.create({ ...fields, name: 'Second' });
    assert.deepEqual((await client.addons.list()).items, [second, changed]);
  });
  await scenario('add-ons: unknown ids and broken fields are refused', async () => {
    await refused(() => client.addons.retrieve('adn/1'), notFound);
    await refused(() => client.addons.update('adn_nobody', { price: 1 }), notFound);
    await refused(() => client.addons.create({ ...fields, price: -1 }), bad);
    await refused(() => client.addons.create({ ...fields, currency: 'XXX' }), {
      status: 422,
      code: 'UNSUPPORTED_CURRENCY',
    });
  });
}

export async function products(shop) {
  await created(shop);
  await listed(shop);
  await changed(shop);
  await refusals(shop);
}

export const addOns = addons;
