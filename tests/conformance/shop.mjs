// SPDX-License-Identifier: MIT
// A sandbox of its own with a client, and the steps that most scenarios begin with.
import DodoPayments from 'dodopayments';
import { assert, collect } from './check.mjs';
import { receiver } from './receiver.mjs';
import { start } from './server.mjs';

export const cards = {
  works: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  noFunds: '4000 0000 0000 9995',
  failsLater: '4000 0000 0000 0341',
};

export const meterFields = {
  name: 'Images',
  event_name: 'image.generated',
  measurement_unit: 'images',
  aggregation: { type: 'count' },
};

export const usagePrice = (meters, more = {}) => ({
  type: 'usage_based_price',
  currency: 'USD',
  fixed_price: 0,
  discount: 0,
  purchasing_power_parity: false,
  payment_frequency_count: 1,
  payment_frequency_interval: 'Month',
  subscription_period_count: 10,
  subscription_period_interval: 'Year',
  meters,
  ...more,
});

export const productFields = (price, more = {}) => ({ name: 'PixelGen AI', tax_category: 'saas', price, ...more });

export const recurringPrice = (price, more = {}) => {
  const { fixed_price: _, meters: __, ...rest } = usagePrice([]);
  return { ...rest, type: 'recurring_price', price, trial_period_days: 0, ...more };
};

export const oneTimePrice = (price, more = {}) => ({
  type: 'one_time_price',
  currency: 'USD',
  price,
  discount: 0,
  purchasing_power_parity: false,
  ...more,
});

export class Shop {
  #server;
  #number = 0;
  #kept; // the snapshot of before the clock was moved

  static async open(program, witness) {
    const shop = new Shop();
    shop.#server = await start(program);
    shop.address = shop.#server.address;
    shop.witness = witness;
    shop.client = shop.clientWith({});
    shop.hooks = await receiver(shop.client, shop.address.webhook_key);
    await shop.client.webhooks.create({ url: shop.hooks.url, description: 'Everything' });
    return shop;
  }

  clientWith(options) {
    const { api_key: bearerToken, dodo_url: baseURL } = this.address;
    return new DodoPayments({ bearerToken, baseURL, fetch: this.witness.fetch, ...options });
  }

  // A call as it stands, for what the SDK does not send; a `body` that is a text goes as it is.
  async call(method, path, body, headers = {}) {
    const answer = await this.witness.fetch(this.address.dodo_url + path, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${this.address.api_key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : undefined;
    return { status: answer.status, headers: answer.headers, text, json };
  }

  // One of the sandbox's own controls.
  async control(method, path, body) {
    const { status, text, json } = await this.call(method, `/_sandbox/${path}`, body);
    assert.ok(status < 300, text);
    return json;
  }

  // The sandbox's time, moved. What was billed meanwhile cannot be undone by turning the clock back, so the first
  // move keeps the world as it is, and `today` puts it back.
  async clock(order) {
    this.#kept ??= (await this.control('POST', 'snapshots')).id;
    return this.control('POST', 'clock', order);
  }

  advance(by) {
    return this.clock({ advance: by });
  }

  async today() {
    if (this.#kept) await this.control('POST', `snapshots/${this.#kept}/restore`);
    this.#kept = undefined;
    return this.control('POST', 'clock', { mode: 'real' });
  }

  meter(fields = {}) {
    return this.client.meters.create({ ...meterFields, ...fields });
  }

  product(price, fields = {}) {
    return this.client.products.create(productFields(price, fields));
  }

  customer(fields = {}) {
    this.#number += 1;
    return this.client.customers.create({ email: `buyer${this.#number}@example.com`, name: 'A buyer', ...fields });
  }

  async pay(session, card = cards.works, more = {}) {
    const path = new URL(session.checkout_url).pathname;
    return this.call('POST', path, { card, ...more });
  }

  // From the cart to what was bought: the paid session, its subscription where there is one, its payment.
  async buy(product, customer, { card, cart = {}, ...more } = {}) {
    const session = await this.client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1, ...cart }],
      customer: { customer_id: customer.customer_id },
      ...more,
    });
    const paid = await this.pay(session, card);
    assert.equal(paid.json?.payment_status, 'succeeded', paid.text);
    return { session, payment: paid.json.payment_id, subscription: paid.json.subscription_id };
  }

  // A meter on a product, bought.
  async sale({ meter = {}, terms = {}, price = {}, card } = {}) {
    const made = await this.meter(meter);
    const meters = [{ meter_id: made.id, price_per_unit: '5', free_threshold: 10, ...terms }];
    const product = await this.product(usagePrice(meters, price));
    const customer = await this.customer();
    const bought = await this.buy(product, customer, { card });
    return { meter: made, product, customer, ...bought };
  }

  event(customer, id, more = {}) {
    return { event_id: id, customer_id: customer.customer_id, event_name: meterFields.event_name, ...more };
  }

  async ingest(...events) {
    const { ingested_count: count } = await this.client.usageEvents.ingest({ events });
    return count;
  }

  periods(subscription, query = {}) {
    const pages = this.client.subscriptions.retrieveUsageHistory(subscription, { page_size: 100, ...query });
    return collect(pages);
  }

  async usage(subscription, period = 0) {
    return (await this.periods(subscription))[period].meters[0];
  }

  // What arrived after `work`, once nothing more is due.
  async messagesOf(work) {
    await this.settled();
    const before = this.hooks.messages.length;
    await work();
    await this.settled();
    return this.hooks.messages.slice(before).map((message) => message.event);
  }

  // The clock answers when all that was due is sent.
  async settled() {
    const { now, mode } = await this.control('GET', 'clock');
    await this.control('POST', 'clock', mode === 'real' ? { mode } : { set: now, mode });
  }

  // Reads the record of all that was asked here, and ends the sandbox.
  async close() {
    await this.settled();
    for (let after = 0; ;) {
      const { items, next } = await this.control('GET', `exchanges?after=${after}&limit=1000`);
      for (const exchange of items) this.witness.seeRecord(exchange);
      if (items.length === 0) break;
      after = next;
    }
    this.hooks.stop();
    return this.#server.stop();
  }

  stop() {
    this.hooks?.stop();
    return this.#server?.stop();
  }
}
