// SPDX-License-Identifier: MIT
// Checkout sessions (dodo-api.md 2.6), their pay page and the static links.
import DodoPayments from 'dodopayments';
import { an, assert, refused, same, scenario } from './check.mjs';
import { cards, oneTimePrice, recurringPrice, usagePrice } from './shop.mjs';

const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };
const cartOf = (product, quantity = 1) => [{ product_id: product.product_id, quantity }];

async function paid(shop) {
  const { client, address } = shop;
  await scenario('checkouts: a session is created whole, and its state is told before and after', async () => {
    const product = await shop.product(oneTimePrice(500));
    const asked = {
      product_cart: cartOf(product, 3),
      customer: { email: 'new@example.com', name: 'New' },
      metadata: { order: 7 },
    };
    const { data: session, response } = await client.checkoutSessions.create(asked).withResponse();
    assert.equal(response.status, 200);
    same(session, {
      session_id: an.checkout,
      checkout_url: `${address.dodo_url}/session/${session.session_id}`,
      payment_id: null,
      client_secret: null,
      publishable_key: null,
    });
    const open = await client.checkoutSessions.retrieve(session.session_id);
    same(open, {
      id: session.session_id,
      created_at: an.time,
      payment_id: null,
      payment_status: null,
      customer_email: 'new@example.com',
      customer_name: 'New',
    });
    const { json } = await shop.pay(session);
    const done = { ...open, payment_id: json.payment_id, payment_status: 'succeeded' };
    assert.deepEqual(json, { ...done, subscription_id: null });
    assert.deepEqual(await client.checkoutSessions.retrieve(session.session_id), done);
    const payment = await client.payments.retrieve(json.payment_id);
    assert.deepEqual(
      [payment.total_amount, payment.metadata, payment.checkout_session_id, payment.product_cart],
      [1500, { order: 7 }, session.session_id, asked.product_cart],
    );
  });
  await scenario('checkouts: a paid session is used up', async () => {
    const product = await shop.product(oneTimePrice(500));
    const { session } = await shop.buy(product, await shop.customer());
    const { status, json } = await shop.pay(session);
    assert.deepEqual([status, json.code], [422, 'CHECKOUT_SESSION_CONSUMED']);
  });
  for (const [card, code] of [
    ['declined', 'CARD_DECLINED'],
    ['noFunds', 'INSUFFICIENT_FUNDS'],
  ]) {
    await scenario(`checkouts: the card ${cards[card]} makes a failed payment, and another card can pay`, async () => {
      const { customer_id: id } = await shop.customer();
      const session = await client.checkoutSessions.create({
        product_cart: cartOf(await shop.product(recurringPrice(1900))),
        customer: { customer_id: id },
      });
      const { json } = await shop.pay(session, cards[card]);
      assert.deepEqual([json.payment_status, json.subscription_id], ['failed', null]);
      const failed = await client.payments.retrieve(json.payment_id);
      assert.deepEqual(
        [failed.status, failed.error_code, failed.card_last_four, failed.subscription_id],
        ['failed', code, cards[card].slice(-4), null],
      );
      const again = await shop.pay(session);
      assert.equal(again.json.payment_status, 'succeeded');
      assert.match(again.json.subscription_id, an.subscription);
    });
  }
  await scenario('checkouts: a session is valid for 24 hours', async () => {
    const session = await client.checkoutSessions.create({
      product_cart: cartOf(await shop.product(oneTimePrice(500))),
    });
    await shop.advance('1 day');
    const { status, json } = await shop.pay(session, cards.works, { email: 'late@example.com' });
    assert.deepEqual([status, json.code], [422, 'INVALID_REQUEST_PARAMETERS']);
    await shop.today();
  });
}

async function buyers(shop) {
  const { client } = shop;
  const buyerOf = async (fields, more) => {
    const product = await shop.product(oneTimePrice(500));
    const session = await client.checkoutSessions.create({ product_cart: cartOf(product), ...fields });
    const { json } = await shop.pay(session, cards.works, more);
    return (await client.payments.retrieve(json.payment_id)).customer;
  };
  await scenario(
    'checkouts: the newest customer with the e-mail address buys, unless a new one is wanted',
    async () => {
      const email = 'again@example.com';
      await client.customers.create({ email, name: 'Older' });
      const newest = await client.customers.create({ email, name: 'Newest' });
      assert.equal((await buyerOf({ customer: { email } })).customer_id, newest.customer_id);
      const flags = { always_create_new_customer: true };
      const made = await buyerOf({ customer: { email, name: 'Third' }, feature_flags: flags });
      assert.notEqual(made.customer_id, newest.customer_id);
      assert.equal((await client.customers.retrieve(made.customer_id)).name, 'Third');
    },
  );
  await scenario('checkouts: without a customer the pay page asks for one', async () => {
    const buyer = await buyerOf({}, { email: 'typed@example.com', name: 'Typed' });
    same(buyer, {
      customer_id: an.customer,
      email: 'typed@example.com',
      name: 'Typed',
      metadata: {},
      phone_number: null,
    });
  });
}

async function pages(shop) {
  const { client } = shop;
  const form = (session, card, token) =>
    shop.call('POST', new URL(session.checkout_url).pathname, new URLSearchParams({ token, card }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  await scenario('checkouts: the page in a browser is paid once and returns to return_url', async () => {
    const { customer_id: id, email } = await shop.customer();
    const session = await client.checkoutSessions.create({
      product_cart: cartOf(await shop.product(recurringPrice(1900))),
      customer: { customer_id: id },
      return_url: 'https://shop.example.com/done?from=pay',
    });
    const page = await shop.call('GET', new URL(session.checkout_url).pathname);
    const token = page.text.match(/name="token" value="([^"]+)"/)[1];
    const done = await form(session, cards.works, token);
    assert.equal(done.status, 303);
    const to = new URL(done.headers.get('location'));
    const { subscription_id: subscription, payment_id: payment, ...rest } = Object.fromEntries(to.searchParams);
    assert.deepEqual(
      [to.origin + to.pathname, rest],
      ['https://shop.example.com/done', { from: 'pay', status: 'active', email }],
    );
    assert.equal((await client.payments.retrieve(payment)).subscription_id, subscription);
    const second = await form(session, cards.works, token);
    assert.equal(second.status, 422);
    assert.doesNotMatch(second.text, /<form/);
  });
  await scenario('checkouts: a form without its own token pays nothing', async () => {
    const session = await client.checkoutSessions.create({
      product_cart: cartOf(await shop.product(oneTimePrice(500))),
      customer: { email: 'form@example.com' },
    });
    assert.equal((await form(session, cards.works, 'guessed')).status, 403);
    assert.equal((await client.checkoutSessions.retrieve(session.session_id)).payment_id, null);
  });
  await scenario('checkouts: a single payment returns with its payment and status', async () => {
    const session = await client.checkoutSessions.create({
      product_cart: cartOf(await shop.product(oneTimePrice(500))),
      customer: { email: 'once@example.com' },
      return_url: 'https://shop.example.com/done',
    });
    const page = await shop.call('GET', new URL(session.checkout_url).pathname);
    const done = await form(session, cards.works, page.text.match(/name="token" value="([^"]+)"/)[1]);
    const query = Object.fromEntries(new URL(done.headers.get('location')).searchParams);
    same(query, { payment_id: an.payment, status: 'succeeded', email: 'once@example.com' });
  });
}

async function refusals(shop) {
  const { client } = shop;
  const meter = await shop.meter();
  const once = await shop.product(oneTimePrice(500));
  const usage = await shop.product(usagePrice([{ meter_id: meter.id, price_per_unit: '5' }]));
  const euros = await shop.product(oneTimePrice(500, { currency: 'EUR' }));
  const gone = await shop.product(oneTimePrice(500));
  await client.products.archive(gone.product_id);
  const cart = (product, more = {}) => [{ product_id: product.product_id, quantity: 1, ...more }];
  const rows = [
    ['an empty cart', { product_cart: [] }, 422, 'PRODUCT_CART_EMTPY'],
    ['no cart', {}, 422, 'INVALID_REQUEST_BODY'],
    ['21 products', { product_cart: Array.from({ length: 21 }, () => cart(once)[0]) }, 422, 'INVALID_REQUEST_BODY'],
    ['a quantity of 0', { product_cart: cart(once, { quantity: 0 }) }, 422, 'INVALID_QUANTITY'],
    ['two of a usage-priced product', { product_cart: cart(usage, { quantity: 2 }) }, 422, 'INVALID_QUANTITY'],
    [
      'add-ons with a usage-priced product',
      { product_cart: cart(usage, { addons: [{ addon_id: 'adn_1', quantity: 1 }] }) },
      422,
      'ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED',
    ],
    [
      'on demand with a usage-priced product',
      { product_cart: cart(usage), subscription_data: { on_demand: { mandate_only: true } } },
      422,
      'ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED',
    ],
    ['an archived product', { product_cart: cart(gone) }, 422, 'PRODUCT_IS_DELETED'],
    ['two currencies', { product_cart: [...cart(once), ...cart(euros)] }, 422, 'UNSUPPORTED_CURRENCY'],
    ['an unknown product', { product_cart: cart({ product_id: 'pdt_nobody' }) }, 404, 'NOT_FOUND'],
    ['an unknown customer', { product_cart: cart(once), customer: { customer_id: 'cus_nobody' } }, 404, 'NOT_FOUND'],
    ['a country in words', { product_cart: cart(once), billing_address: { country: 'Utopia' } }, 422, undefined],
    [
      'an unknown country',
      { product_cart: cart(once), billing_address: { country: 'XX' } },
      422,
      'UNSUPPORTED_COUNTRY',
    ],
    ['an unknown currency', { product_cart: cart(once), billing_currency: 'XXX' }, 422, 'UNSUPPORTED_CURRENCY'],
    [
      'a discount code and codes',
      { product_cart: cart(once), discount_code: 'A', discount_codes: ['B'] },
      422,
      undefined,
    ],
  ];
  for (const [name, fields, status, code] of rows) {
    await scenario(`checkouts: ${name} is ${status} ${code ?? ''}`.trimEnd(), () =>
      refused(() => client.checkoutSessions.create(fields), { status, code }),
    );
  }
  await scenario('checkouts: unknown sessions and cards that are none are refused', async () => {
    for (const id of ['cks_nobody', 'cks/1 %']) await refused(() => client.checkoutSessions.retrieve(id), notFound);
    const session = await client.checkoutSessions.create({
      product_cart: cart(once),
      customer: { email: 'c@example.com' },
    });
    assert.equal((await shop.pay(session, '4111 1111 1111 1111')).status, 422);
    assert.equal((await shop.call('POST', '/session/cks_nobody', { card: cards.works })).status, 404);
  });
}

export async function checkouts(shop) {
  await paid(shop);
  await buyers(shop);
  await pages(shop);
  await refusals(shop);
}

export async function preview(shop) {
  const { client } = shop;
  await scenario('preview: what a usage-priced cart costs now and each month, and nothing is made', async () => {
    const meter = await shop.meter();
    const terms = { meter_id: meter.id, price_per_unit: '0.5', free_threshold: 10000 };
    const product = await shop.product(usagePrice([terms], { fixed_price: 4900 }));
    const told = await client.checkoutSessions.preview({
      product_cart: cartOf(product),
      billing_address: { country: 'US' },
    });
    assert.deepEqual(
      [told.billing_country, told.currency, told.total_price, told.current_breakup],
      ['US', 'USD', 4900, { discount: 0, subtotal: 4900, total_amount: 4900, tax: told.current_breakup.tax }],
    );
    const [item] = told.product_cart;
    assert.deepEqual(
      [item.product_id, item.is_subscription, item.is_usage_based, item.og_price, item.discounted_price, item.quantity],
      [product.product_id, true, true, 4900, 4900, 1],
    );
    assert.deepEqual(item.meters, [
      { name: meter.name, measurement_unit: 'images', price_per_unit: '0.5', free_threshold: 10000, description: null },
    ]);
    assert.equal(told.recurring_breakup.total_amount, 4900);
    assert.deepEqual((await client.payments.list()).items, []);
  });
  await scenario('preview: quantities and discounts are in the sums, refusals are those of a checkout', async () => {
    const product = await shop.product(oneTimePrice(1000, { discount: 25 }));
    const told = await client.checkoutSessions.preview({ product_cart: cartOf(product, 3) });
    assert.deepEqual(
      [told.total_price, told.current_breakup.subtotal, told.current_breakup.discount],
      [2250, 3000, 750],
    );
    assert.equal(told.recurring_breakup, null);
    await refused(() => client.checkoutSessions.preview({ product_cart: [] }), {
      status: 422,
      code: 'PRODUCT_CART_EMTPY',
    });
  });
}

export async function staticLinks(shop) {
  await scenario('static links: /buy/pdt_…?quantity=2 opens a session that can be paid', async () => {
    const product = await shop.product(oneTimePrice(500));
    const opened = await shop.call(
      'GET',
      `/buy/${product.product_id}?quantity=2&redirect_url=https%3A%2F%2Fshop.example.com%2Fdone`,
    );
    assert.ok([302, 303].includes(opened.status), opened.text);
    const location = new URL(opened.headers.get('location'), shop.address.dodo_url);
    assert.match(location.pathname, /^\/session\/cks_/);
    const paid = await shop.pay({ checkout_url: location.href }, cards.works, {
      email: 'link@example.com',
      name: 'Link',
    });
    assert.equal(paid.json.payment_status, 'succeeded');
    const payment = await shop.client.payments.retrieve(paid.json.payment_id);
    assert.deepEqual([payment.total_amount, payment.customer.email], [1000, 'link@example.com']);
  });
  await scenario('static links: an unknown product has no session', async () => {
    const { status } = await shop.call('GET', '/buy/pdt_nobody?quantity=1');
    assert.equal(status, 404);
  });
}
