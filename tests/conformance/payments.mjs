// SPDX-License-Identifier: MIT
// Payments, their lines and their invoices (dodo-api.md 2.8).
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';
import { cards, oneTimePrice } from './shop.mjs';

const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };

const limited = ({ customer_id: id, email, name, metadata, phone_number: phone }) => ({
  customer_id: id,
  email,
  name,
  metadata,
  phone_number: phone,
});

async function read(shop) {
  const { client, address } = shop;
  let sale;
  await scenario('payments: one is read whole', async () => {
    sale = await shop.sale({ price: { fixed_price: 4900 } });
    const payment = await client.payments.retrieve(sale.payment);
    same(payment, {
      payment_id: sale.payment,
      business_id: sale.product.business_id,
      brand_id: sale.product.brand_id,
      created_at: an.time,
      updated_at: null,
      status: 'succeeded',
      currency: 'USD',
      total_amount: 4900,
      tax: 0,
      settlement_amount: 4900,
      settlement_currency: 'USD',
      settlement_tax: 0,
      customer: limited(sale.customer),
      billing: { country: 'US', city: null, state: null, street: null, zipcode: null },
      metadata: {},
      disputes: [],
      refunds: [],
      refund_status: null,
      digital_products_delivered: false,
      is_update_payment_method: false,
      payment_provider: 'dodo',
      retry_attempt: 0,
      is_multi_subscription: false,
      subscription_ids: [sale.subscription],
      subscription_id: sale.subscription,
      checkout_session_id: sale.session.session_id,
      product_cart: null,
      invoice_id: an.invoice,
      invoice_url: `${address.dodo_url}/invoices/payments/${sale.payment}`,
      payment_link: null,
      payment_method: 'card',
      payment_method_type: null,
      payment_method_id: /^pm_[0-9a-f]{21}$/,
      card_last_four: '4242',
      card_network: 'VISA',
      card_type: null,
      card_holder_name: null,
      card_issuing_country: null,
      discount_id: null,
      discounts: null,
      error_code: null,
      error_message: null,
      custom_field_responses: null,
    });
  });
  await scenario('payments: a list item is the payment without what only its own GET gives', async () => {
    const payment = await client.payments.retrieve(sale.payment);
    const keys = [
      'payment_id',
      'brand_id',
      'created_at',
      'currency',
      'customer',
      'digital_products_delivered',
      'metadata',
      'payment_provider',
      'total_amount',
      'is_multi_subscription',
      'subscription_ids',
      'status',
      'subscription_id',
      'invoice_id',
      'invoice_url',
      'refund_status',
      'payment_method',
      'payment_method_type',
      'card_last_four',
      'card_network',
    ];
    const expected = Object.fromEntries(keys.map((key) => [key, payment[key]]));
    const { items } = await client.payments.list({ subscription_id: sale.subscription });
    assert.deepEqual(items, [{ ...expected, has_license_key: false, dispute_status: null }]);
  });
  await scenario('payments: every filter of the list chooses', async () => {
    const product = await shop.product(oneTimePrice(700, { currency: 'EUR' }));
    const customer = await shop.customer();
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customer: { customer_id: customer.customer_id },
    });
    const failed = (await shop.pay(session, cards.declined)).json.payment_id;
    const { created_at: at } = await client.payments.retrieve(failed);
    const ids = async (query) =>
      (await collect(client.payments.list({ page_size: 100, ...query }))).map((row) => row.payment_id);
    assert.deepEqual(await ids({}), [failed, sale.payment]);
    for (const query of [
      { customer_id: customer.customer_id },
      { product_id: product.product_id },
      { status: 'failed' },
      { currency: 'EUR' },
      { created_at_gte: at },
    ])
      assert.deepEqual(await ids(query), [failed], JSON.stringify(query));
    assert.deepEqual(await ids({ subscription_id: sale.subscription, status: 'succeeded', created_at_lte: at }), [
      sale.payment,
    ]);
    assert.deepEqual(await ids({ brand_id: 'brnd_other' }), []);
  });
  await scenario('payments: unknown ids are 404 on every call', async () => {
    for (const id of ['pay_nobody', 'pay/1 %']) {
      for (const call of ['retrieve', 'retrieveLineItems']) await refused(() => client.payments[call](id), notFound);
      await refused(() => client.invoices.payments.retrieve(id), notFound);
    }
  });
}

async function lines(shop) {
  const { client } = shop;
  await scenario('payments: line items: each product of a cart, and what can be given back', async () => {
    const pen = await shop.product(oneTimePrice(500), { name: 'Pen' });
    const ink = await shop.product(oneTimePrice(120), { name: 'Ink' });
    const session = await client.checkoutSessions.create({
      product_cart: [
        { product_id: pen.product_id, quantity: 1 },
        { product_id: ink.product_id, quantity: 3 },
      ],
      customer: { email: 'cart@example.com', name: 'Cart' },
    });
    const {
      json: { payment_id: id },
    } = await shop.pay(session);
    const { currency, items } = await client.payments.retrieveLineItems(id);
    assert.deepEqual(
      [currency, items.map((item) => [item.name, item.amount, item.refundable_amount, item.tax, item.description])],
      [
        'USD',
        [
          ['Pen', 500, 500, 0, null],
          ['Ink', 360, 360, 0, null],
        ],
      ],
    );
    assert.equal(new Set(items.map((item) => item.items_id)).size, 2);
  });
  await scenario('payments: line items of a renewal: the fee and each meter, a discount on all of them', async () => {
    const sale = await shop.sale({ price: { fixed_price: 2000, discount: 10 } });
    await shop.ingest(...Array.from({ length: 13 }, (_, i) => shop.event(sale.customer, `line ${i}`)));
    await shop.advance('1 month');
    const {
      items: [payment],
    } = await client.payments.list({ subscription_id: sale.subscription });
    const { items } = await client.payments.retrieveLineItems(payment.payment_id);
    assert.deepEqual(
      items.map((item) => [item.name, item.amount]),
      [
        ['PixelGen AI', 2000],
        ['Images', 15],
        ['Discount', -201],
      ],
    );
    assert.equal(payment.total_amount, 1814);
    await shop.today();
  });
}

export async function payments(shop) {
  await read(shop);
  await lines(shop);
}

export async function invoices(shop) {
  const { client, address } = shop;
  await scenario('invoices: a PDF, also without a key', async () => {
    const sale = await shop.sale({ price: { fixed_price: 4900 } });
    const answer = await client.invoices.payments.retrieve(sale.payment);
    assert.equal(answer.headers.get('content-type'), 'application/pdf');
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    assert.match(bytes.subarray(-32).toString('latin1'), /%%EOF/);
    const { invoice_url: url } = await client.payments.retrieve(sale.payment);
    assert.equal(new URL(url).origin, address.dodo_url);
    const open = await shop.witness.fetch(url);
    assert.deepEqual([open.status, open.headers.get('content-type')], [200, 'application/pdf']);
  });
}
