// SPDX-License-Identifier: MIT
// What is sent to webhooks (dodo-api.md 2.10, 2.11): which events, with which data, and again when not taken.
import { assert, refused, same, scenario } from './check.mjs';
import { judged, receiver } from './receiver.mjs';
import { cards } from './shop.mjs';

const typesOf = (events) => events.map((event) => event.type);
const asPayment = (payment) => ({ ...payment, payload_type: 'Payment' });
const asSubscription = (subscription) => ({ ...subscription, payload_type: 'Subscription', past_due_ends_at: null });

async function purchases(shop) {
  const { client } = shop;
  await scenario('deliveries: a purchase sends the payment and the subscription as their GET gives them', async () => {
    let sale;
    const events = await shop.messagesOf(async () => (sale = await shop.sale()));
    const bought = ['payment.succeeded', 'subscription.active', 'subscription.renewed', 'subscription.updated'];
    assert.deepEqual(typesOf(events), bought);
    assert.deepEqual(events[0].data, asPayment(await client.payments.retrieve(sale.payment)));
    const subscription = asSubscription(await client.subscriptions.retrieve(sale.subscription));
    for (const event of events.slice(1)) assert.deepEqual(event.data, subscription);
    assert.deepEqual(new Set(events.map((event) => event.business_id)), new Set([sale.product.business_id]));
  });
  await scenario('deliveries: a declined card sends payment.failed alone', async () => {
    const product = await shop.product({ type: 'one_time_price', currency: 'USD', price: 500 });
    const buyer = await shop.customer();
    const events = await shop.messagesOf(async () => {
      const session = await client.checkoutSessions.create({
        product_cart: [{ product_id: product.product_id, quantity: 1 }],
        customer: { customer_id: buyer.customer_id },
      });
      await shop.pay(session, cards.declined);
    });
    assert.deepEqual(typesOf(events), ['payment.failed']);
    assert.deepEqual([events[0].data.status, events[0].data.error_code], ['failed', 'CARD_DECLINED']);
  });
  await scenario(
    'deliveries: a change of a subscription sends subscription.updated, an end subscription.cancelled',
    async () => {
      const sale = await shop.sale();
      await shop.settled();
      const change = (fields) => shop.messagesOf(() => client.subscriptions.update(sale.subscription, fields));
      const [updated, ...others] = await change({ metadata: { seat: 4 } });
      assert.deepEqual([updated.type, updated.data.metadata, others.length], ['subscription.updated', { seat: 4 }, 0]);
      const ended = await change({ status: 'cancelled' });
      assert.deepEqual(typesOf(ended), ['subscription.cancelled', 'subscription.updated']);
      assert.deepEqual(new Set(ended.map((event) => event.data.status)), new Set(['cancelled']));
    },
  );
}

async function months(shop) {
  const { client } = shop;
  await scenario('deliveries: a month passes: its usage is paid and told', async () => {
    const sale = await shop.sale();
    await shop.ingest(...Array.from({ length: 13 }, (_, i) => shop.event(sale.customer, `month ${i}`)));
    const all = await shop.messagesOf(() => shop.advance('1 month'));
    const events = all.filter(({ data }) => data.subscription_id === sale.subscription);
    assert.deepEqual(typesOf(events), ['payment.succeeded', 'subscription.renewed', 'subscription.updated']);
    const payment = await client.payments.retrieve(events[0].data.payment_id);
    assert.deepEqual(events[0].data, asPayment(payment));
    assert.equal(payment.total_amount, 15);
    const subscription = await client.subscriptions.retrieve(sale.subscription);
    assert.equal(subscription.previous_billing_date, events[1].timestamp);
    assert.equal(payment.created_at, events[0].timestamp);
    await shop.today();
  });
  await scenario('deliveries: a card that fails later puts the subscription on hold', async () => {
    const sale = await shop.sale({ price: { fixed_price: 4900 }, card: cards.failsLater });
    const all = await shop.messagesOf(() => shop.advance('1 month'));
    const events = all.filter(({ data }) => data.subscription_id === sale.subscription);
    assert.deepEqual(typesOf(events), ['payment.failed', 'subscription.on_hold', 'subscription.updated']);
    assert.deepEqual(
      events.map(({ data }) => data.status),
      ['failed', 'on_hold', 'on_hold'],
    );
    await shop.today();
  });
}

async function chosen(shop) {
  const { client, address } = shop;
  const hooks = await receiver(client, address.webhook_key);
  const made = [];
  const register = async (path, fields) =>
    made.push(await client.webhooks.create({ url: `${hooks.url}/${path}`, ...fields }));
  try {
    await scenario('deliveries: an endpoint gets what it chose, with its headers', async () => {
      await register('payments', { filter_types: ['payment.succeeded'], headers: { 'X-Shop': 'pixelgen' } });
      await register('nothing', { filter_types: [] });
      await register('off', { disabled: true });
      await shop.messagesOf(() => shop.sale());
      assert.deepEqual(
        hooks.messages.map((message) => message.path),
        ['/hooks/payments'],
      );
      assert.equal(hooks.messages[0].headers['x-shop'], 'pixelgen');
      assert.equal(hooks.messages[0].headers['content-type'], 'application/json');
    });
  } finally {
    for (const { id } of made) await client.webhooks.delete(id);
    hooks.stop();
  }
}

const waits = [0, 0, 5, 300, 1800, 7200, 18000, 36000, 36000]; // seconds between the attempts

async function again(shop) {
  const { client, address } = shop;
  const refusals = { left: 0 };
  const hooks = await receiver(client, address.webhook_key, () => ((refusals.left -= 1) >= 0 ? 500 : 200));
  const hook = await client.webhooks.create({ url: hooks.url, filter_types: ['payment.succeeded'] });
  const newest = async () =>
    (await shop.control('GET', 'deliveries?page_size=100')).items.find((item) => item.webhook_id === hook.id);
  const seconds = (attempts) =>
    attempts.map(({ at }, i) => (i ? Date.parse(at) - Date.parse(attempts[i - 1].at) : 0) / 1000);
  try {
    await scenario(
      'deliveries: eight retries at the documented times, one id, one body, then it is given up',
      async () => {
        await shop.clock({ mode: 'frozen' });
        refusals.left = 100;
        await shop.messagesOf(() => shop.sale());
        for (const step of [
          '5 seconds',
          '5 minutes',
          '30 minutes',
          '2 hours',
          '5 hours',
          '10 hours',
          '10 hours',
          '1 day',
        ])
          await shop.advance(step);
        const { attempts, state, next_attempt_at: next } = await newest();
        assert.deepEqual([seconds(attempts), state, next], [waits, 'failed', null]);
        assert.deepEqual(new Set(attempts.map((attempt) => attempt.status)), new Set([500]));
        assert.equal(hooks.messages.length, 9);
        assert.equal(new Set(hooks.messages.map(({ headers, body }) => headers['webhook-id'] + body)).size, 1);
        await shop.today();
      },
    );
    await scenario('deliveries: taken at the second try, then nothing more is sent', async () => {
      refusals.left = 1;
      hooks.messages.length = 0;
      await shop.messagesOf(() => shop.sale());
      const { id, attempts, state } = await newest();
      assert.deepEqual([attempts.map((attempt) => attempt.status), state], [[500, 200], 'accepted']);
      same((await shop.control('GET', `deliveries/${id}`)).attempts, attempts);
    });
    await scenario('deliveries: one is sent again by hand, under its id', async () => {
      const { id, body } = await newest();
      hooks.messages.length = 0;
      const resent = await shop.control('POST', `deliveries/${id}/resend`);
      assert.deepEqual([resent.attempts.length, resent.status, resent.response_body], [3, 200, '{"received":true}']);
      assert.deepEqual([hooks.messages[0].headers['webhook-id'], hooks.messages[0].body], [id, body]);
    });
  } finally {
    await client.webhooks.delete(hook.id);
    hooks.stop();
  }
}

async function tests(shop) {
  const { client, address, hooks } = shop;
  await scenario('deliveries: a test message is signed and unwrapped', async () => {
    const { subscription } = await shop.sale();
    await shop.settled();
    const before = hooks.messages.length;
    const order = { url: hooks.url, type: 'subscription.on_hold', subscription_id: subscription };
    const told = await shop.control('POST', 'deliveries', order);
    assert.deepEqual([told.status, told.state, told.attempts.length], [200, 'accepted', 1]);
    const event = judged(client, address.webhook_key, hooks.messages[before]);
    assert.deepEqual(
      [event.type, event.data.subscription_id, event.data.status],
      ['subscription.on_hold', subscription, 'on_hold'],
    );
  });
  await scenario('deliveries: only loopback is sent to', async () => {
    const url = 'https://example.com/hooks';
    const test = await shop.call('POST', '/_sandbox/deliveries', { url, type: 'payment.succeeded' });
    assert.equal(test.status, 422);
    const hook = await client.webhooks.create({ url, filter_types: ['payment.succeeded'] });
    await shop.messagesOf(() => shop.sale());
    const { items } = await shop.control('GET', 'deliveries');
    const { state, status, problem } = items.find((item) => item.webhook_id === hook.id);
    assert.deepEqual([state, status], ['failed', null]);
    assert.match(problem, /127\.0\.0\.1|loopback|localhost/);
    await client.webhooks.delete(hook.id);
  });
  await scenario('deliveries: an unknown one is 404, an unknown type 422', async () => {
    assert.equal((await shop.call('GET', '/_sandbox/deliveries/msg_nobody')).status, 404);
    assert.equal((await shop.call('POST', '/_sandbox/deliveries', { url: hooks.url, type: 'a.b' })).status, 422);
    await refused(() => client.webhooks.retrieve('whk_nobody'), { status: 404, code: 'NOT_FOUND' });
  });
}

export async function deliveries(shop) {
  await purchases(shop);
  await chosen(shop);
  await again(shop);
  await tests(shop);
  await months(shop);
}
