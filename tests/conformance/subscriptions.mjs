// SPDX-License-Identifier: MIT
// Subscriptions (dodo-api.md 2.7, 3.4): what they are, how they change and end.
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';
import { cards, recurringPrice, usagePrice } from './shop.mjs';

const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };
const refusal = (code) => ({ type: DodoPayments.UnprocessableEntityError, status: 422, code });

const limited = ({ customer_id: id, email, name, metadata, phone_number: phone }) => ({
  customer_id: id,
  email,
  name,
  metadata,
  phone_number: phone,
});

const whole = (sale) => ({
  subscription_id: sale.subscription,
  product_id: sale.product.product_id,
  brand_id: sale.product.brand_id,
  status: 'active',
  customer: limited(sale.customer),
  currency: 'USD',
  quantity: 1,
  recurring_pre_tax_amount: 4900,
  billing: { country: 'US', city: null, state: null, street: null, zipcode: null },
  tax_inclusive: false,
  created_at: an.time,
  previous_billing_date: an.time,
  next_billing_date: an.time,
  payment_frequency_count: 1,
  payment_frequency_interval: 'Month',
  subscription_period_count: 10,
  subscription_period_interval: 'Year',
  trial_period_days: 0,
  on_demand: false,
  cancel_at_next_billing_date: false,
  metadata: {},
  addons: [],
  meters: [
    {
      meter_id: sale.meter.id,
      name: 'Images',
      currency: 'USD',
      free_threshold: 10,
      measurement_unit: 'images',
      description: null,
      price_per_unit: '5',
    },
  ],
  credit_entitlement_cart: [],
  meter_credit_entitlement_cart: [],
  has_payment_method: true,
  cancelled_at: null,
  expires_at: an.time,
  paused_at: null,
  discount_id: null,
  discount_cycles_remaining: null,
  discounts: [],
  payment_method_id: /^pm_[0-9a-f]{21}$/,
  scheduled_change: null,
  tax_id: null,
  trial_amount: null,
  customer_business_name: null,
  custom_field_responses: null,
  cancellation_comment: null,
  cancellation_feedback: null,
});

async function read(shop) {
  const { client } = shop;
  const sale = await shop.sale({ price: { fixed_price: 4900 } });
  await scenario('subscriptions: a usage-priced one is read whole', async () => {
    const subscription = await client.subscriptions.retrieve(sale.subscription);
    same(subscription, whole(sale));
    assert.equal(subscription.previous_billing_date, subscription.created_at);
  });
  await scenario(
    'subscriptions: a list item leaves out what only its own GET gives, and names the product',
    async () => {
      const subscription = await client.subscriptions.retrieve(sale.subscription);
      for (const key of [
        'addons',
        'brand_id',
        'meters',
        'credit_entitlement_cart',
        'meter_credit_entitlement_cart',
        'expires_at',
        'cancellation_comment',
        'cancellation_feedback',
        'custom_field_responses',
      ])
        delete subscription[key];
      const { items } = await client.subscriptions.list({ customer_id: sale.customer.customer_id });
      assert.deepEqual(items, [{ ...subscription, product_name: sale.product.name }]);
    },
  );
  await scenario('subscriptions: every filter of the list chooses', async () => {
    const second = await shop.sale();
    await client.subscriptions.update(second.subscription, { cancel_at_next_billing_date: true });
    const { created_at: at } = await client.subscriptions.retrieve(second.subscription);
    const ids = async (query) =>
      (await collect(client.subscriptions.list({ page_size: 100, ...query }))).map((row) => row.subscription_id);
    assert.deepEqual(await ids({}), [second.subscription, sale.subscription]);
    for (const query of [
      { customer_id: second.customer.customer_id },
      { product_id: second.product.product_id },
      { cancel_at_next_billing_date: true },
      { created_at_gte: at },
    ])
      assert.deepEqual(await ids(query), [second.subscription]);
    assert.deepEqual(await ids({ status: 'cancelled' }), []);
    assert.deepEqual(
      await ids({ created_at_lte: at, cancel_at_next_billing_date: false, brand_id: sale.product.brand_id }),
      [sale.subscription],
    );
    await refused(() => client.subscriptions.list({ status: 'dormant' }), refusal('INVALID_QUERY_PARAMS'));
  });
  await scenario('subscriptions: unknown ids are 404 on every call', async () => {
    const plan = { product_id: 'pdt_1', quantity: 1, proration_billing_mode: 'full_immediately' };
    for (const id of ['sub_nobody', 'sub/1 %']) {
      for (const call of [
        () => client.subscriptions.retrieve(id),
        () => client.subscriptions.update(id, { tax_id: 'x' }),
        () => client.subscriptions.retrieveUsageHistory(id),
        () => client.subscriptions.retrieveCreditUsage(id),
        () => client.subscriptions.changePlan(id, plan),
        () => client.subscriptions.previewChangePlan(id, plan),
        () => client.subscriptions.cancelChangePlan(id),
        () => client.subscriptions.charge(id, { product_price: 100 }),
      ])
        await refused(call, notFound);
    }
  });
}

async function changed(shop) {
  const { client } = shop;
  await scenario('subscriptions: a patch gives the whole subscription and keeps the rest', async () => {
    const sale = await shop.sale();
    const before = await client.subscriptions.retrieve(sale.subscription);
    const fields = { metadata: { seats: 3 }, tax_id: 'DE123456789' };
    const after = await client.subscriptions.update(sale.subscription, fields);
    assert.deepEqual(after, { ...before, ...fields });
    assert.deepEqual(await client.subscriptions.retrieve(sale.subscription), after);
  });
  await scenario('subscriptions: the next billing date must lie ahead', async () => {
    const sale = await shop.sale();
    for (const date of ['2020-01-01T00:00:00Z', new Date().toISOString()]) {
      await refused(() => client.subscriptions.update(sale.subscription, { next_billing_date: date }), {
        ...refusal('INVALID_REQUEST_PARAMETERS'),
        says: /next_billing_date/,
      });
    }
    await refused(
      () => client.subscriptions.update(sale.subscription, { next_billing_date: 'soon' }),
      refusal('INVALID_REQUEST_BODY'),
    );
  });
  await scenario('subscriptions: a patched product changes no running subscription', async () => {
    const sale = await shop.sale();
    const price = usagePrice([{ meter_id: sale.meter.id, price_per_unit: '9', free_threshold: 0 }], {
      fixed_price: 700,
    });
    await client.products.update(sale.product.product_id, { price });
    const {
      meters: [meter],
      recurring_pre_tax_amount: fee,
    } = await client.subscriptions.retrieve(sale.subscription);
    assert.deepEqual([meter.price_per_unit, meter.free_threshold, fee], ['5', 10, 0]);
  });
  await scenario('subscriptions: the boolean pause is always refused', async () => {
    const sale = await shop.sale();
    for (const pause of [true, false]) {
      await refused(() => client.subscriptions.update(sale.subscription, { pause }), { ...refusal(), says: /pause/ });
    }
  });
}

async function ended(shop) {
  const { client } = shop;
  await scenario(
    'subscriptions: cancelled at the next billing date, it ends there with a last bill of usage only',
    async () => {
      const sale = await shop.sale({ price: { fixed_price: 4900 } });
      const why = { cancellation_comment: 'Too dear', cancellation_feedback: 'too_expensive' };
      const told = await client.subscriptions.update(sale.subscription, { cancel_at_next_billing_date: true, ...why });
      assert.deepEqual(
        [told.status, told.cancel_at_next_billing_date, told.cancellation_feedback],
        ['active', true, 'too_expensive'],
      );
      await shop.ingest(...Array.from({ length: 12 }, (_, i) => shop.event(sale.customer, `last ${i}`)));
      await shop.advance('1 month');
      const after = await client.subscriptions.retrieve(sale.subscription);
      assert.deepEqual(
        [after.status, after.cancelled_at, after.cancellation_comment],
        ['cancelled', told.next_billing_date, 'Too dear'],
      );
      const {
        items: [payment],
      } = await client.payments.list({ subscription_id: sale.subscription });
      assert.deepEqual([payment.total_amount, payment.created_at], [10, told.next_billing_date]);
      await shop.today();
    },
  );
  await scenario('subscriptions: cancelled now, its usage is billed and no change is taken any more', async () => {
    const sale = await shop.sale();
    await shop.ingest(...Array.from({ length: 12 }, (_, i) => shop.event(sale.customer, `now ${i}`)));
    const after = await client.subscriptions.update(sale.subscription, { status: 'cancelled' });
    assert.equal(after.status, 'cancelled');
    same(after.cancelled_at, an.time);
    const {
      items: [payment],
    } = await client.payments.list({ subscription_id: sale.subscription });
    assert.equal(payment.total_amount, 10);
    await refused(
      () => client.subscriptions.update(sale.subscription, { metadata: {} }),
      refusal('SUBSCRIPTION_INACTIVE'),
    );
  });
  await scenario('subscriptions: it expires when its term is over', async () => {
    const sale = await shop.sale({
      price: { subscription_period_count: 2, subscription_period_interval: 'Month', fixed_price: 100 },
    });
    const { expires_at: end, status } = await client.subscriptions.retrieve(sale.subscription);
    await shop.advance('2 months');
    const after = await client.subscriptions.retrieve(sale.subscription);
    assert.deepEqual(
      [status, after.status, after.expires_at, after.next_billing_date],
      ['active', 'expired', end, end],
    );
    await refused(
      () => client.subscriptions.update(sale.subscription, { metadata: {} }),
      refusal('SUBSCRIPTION_EXPIRED'),
    );
    await shop.today();
  });
  await scenario('subscriptions: a declined renewal puts it on hold, its period stays the last one', async () => {
    const sale = await shop.sale({ price: { fixed_price: 4900 }, card: cards.failsLater });
    const before = await client.subscriptions.retrieve(sale.subscription);
    await shop.advance('2 months');
    const after = await client.subscriptions.retrieve(sale.subscription);
    assert.deepEqual(after, { ...before, status: 'on_hold' });
    const {
      items: [failed, first],
    } = await client.payments.list({ subscription_id: sale.subscription });
    assert.deepEqual([failed.status, failed.total_amount, first.status], ['failed', 4900, 'succeeded']);
    await shop.today();
  });
}

async function cycles(shop) {
  const { client } = shop;
  for (const { subscription_id: id } of await collect(
    client.subscriptions.list({ status: 'active', page_size: 100 }),
  )) {
    await client.subscriptions.update(id, { status: 'cancelled' });
  }
  const dates = (periods) => periods.map((period) => period.start_date.slice(0, 10)).reverse();
  const boughtAt = async (set, price) => {
    await shop.today();
    await shop.clock({ set, mode: 'frozen' });
    return shop.sale({ price });
  };
  const rows = [
    [
      'the 31st is clamped to the month and comes back',
      '2027-01-31T10:00:00Z',
      { payment_frequency_count: 1 },
      '3 months',
      ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'],
    ],
    [
      'every second week',
      '2027-03-01T00:00:00Z',
      { payment_frequency_count: 2, payment_frequency_interval: 'Week' },
      '5 weeks',
      ['2027-03-01', '2027-03-15', '2027-03-29'],
    ],
    [
      'every day',
      '2028-02-28T23:30:00Z',
      { payment_frequency_interval: 'Day' },
      '2 days',
      ['2028-02-28', '2028-02-29', '2028-03-01'],
    ],
    [
      'every year, also from 29 February',
      '2028-02-29T00:00:00Z',
      { payment_frequency_interval: 'Year' },
      '2 years',
      ['2028-02-29', '2029-02-28', '2030-02-28'],
    ],
  ];
  for (const [name, at, price, by, expected] of rows) {
    await scenario(`subscriptions: billing dates: ${name}`, async () => {
      const sale = await boughtAt(at, price);
      await shop.advance(by);
      const periods = await shop.periods(sale.subscription);
      assert.deepEqual(dates(periods), expected);
      for (let i = 1; i < periods.length; i += 1) assert.equal(periods[i].end_date, periods[i - 1].start_date);
      const { previous_billing_date: from, next_billing_date: to } = await client.subscriptions.retrieve(
        sale.subscription,
      );
      assert.deepEqual([periods[0].start_date, periods[0].end_date], [from, to]);
      await client.subscriptions.update(sale.subscription, { status: 'cancelled' });
    });
  }
  await scenario('subscriptions: a period that costs nothing is renewed without a payment', async () => {
    const sale = await boughtAt('2027-05-01T00:00:00Z', {});
    const events = await shop.messagesOf(() => shop.advance('next_renewal'));
    const own = events.filter(({ data }) => data.subscription_id === sale.subscription).map((event) => event.type);
    assert.deepEqual(own, ['subscription.renewed', 'subscription.updated']);
    assert.equal(
      (await collect(client.payments.list({ subscription_id: sale.subscription, page_size: 100 }))).length,
      1,
    );
  });
  await scenario('subscriptions: usage-history: a range, a meter, pages and refusals', async () => {
    const sale = await boughtAt('2027-06-15T00:00:00Z', {});
    await shop.advance('3 months');
    const starts = async (query) => dates(await shop.periods(sale.subscription, query));
    const all = ['2027-06-15', '2027-07-15', '2027-08-15', '2027-09-15'];
    assert.deepEqual(await starts({}), all);
    assert.deepEqual(
      await starts({ start_date: '2027-07-20T00:00:00Z', end_date: '2027-08-15T00:00:00Z' }),
      all.slice(1, 3),
    );
    assert.deepEqual(await starts({ meter_id: sale.meter.id }), all);
    assert.deepEqual(await starts({ meter_id: null }), all);
    assert.deepEqual(await starts({ page_size: 1, page_number: 0 }), all);
    const history = (query) => () => client.subscriptions.retrieveUsageHistory(sale.subscription, query);
    await refused(history({ meter_id: 'mtr_nobody' }), notFound);
    await refused(history({ start_date: 'June' }), { status: 400, code: 'INVALID_QUERY_PARAMS' });
    await refused(history({ start_date: '2027-08-01T00:00:00Z', end_date: '2027-07-01T00:00:00Z' }), { status: 400 });
    await refused(history({ page_size: 101 }), refusal('INVALID_QUERY_PARAMS'));
  });
  await scenario('subscriptions: one that is not usage-priced has no usage history', async () => {
    const bought = await shop.buy(await shop.product(recurringPrice(1900)), await shop.customer());
    assert.deepEqual(await shop.periods(bought.subscription), []);
  });
  await shop.today();
}

export async function subscriptions(shop) {
  await read(shop);
  await changed(shop);
  await ended(shop);
  await cycles(shop);
}
