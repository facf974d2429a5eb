// SPDX-License-Identifier: MIT
// Webhooks through the SDK: registered, sent, unwrapped, and a month that passes.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import DodoPayments from 'dodopayments';
import { usage } from './billing.mjs';
import { check, collect, control, refused } from './check.mjs';

// A receiver as a merchant writes it: the raw body is kept, because the signature is over its bytes.
async function receiver() {
  const messages = [];
  const waiting = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      messages.push({ headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"received":true}');
      waiting.splice(0).forEach((wake) => wake());
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const atLeast = async (count) => {
    while (messages.length < count) await new Promise((resolve) => waiting.push(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/hooks`, messages, atLeast, stop: () => server.close() };
}

async function registered(client, address, hooks) {
  let webhook;
  await check('webhooks: one is created and read back', async () => {
    webhook = await client.webhooks.create({ url: hooks.url, description: 'Mine', metadata: { team: 'a' } });
    assert.match(webhook.id, /^whk_/);
    assert.deepEqual(await client.webhooks.retrieve(webhook.id), webhook);
    for (const key of ['id', 'url', 'description', 'metadata', 'created_at', 'updated_at']) assert.ok(key in webhook);
    assert.equal((await client.webhooks.retrieveSecret(webhook.id)).secret, address.webhook_key);
  });
  await check('webhooks: changed, with headers', async () => {
    const changed = await client.webhooks.update(webhook.id, { description: 'Yours' });
    assert.equal(changed.description, 'Yours');
    await client.webhooks.headers.update(webhook.id, { headers: { 'X-Shop': 'pixelgen' } });
    assert.deepEqual(await client.webhooks.headers.retrieve(webhook.id), {
      headers: { 'X-Shop': 'pixelgen' },
      sensitive: [],
    });
  });
}

async function listed(client) {
  await check('webhooks: the iterator ends the list', async () => {
    const extra = [];
    for (let i = 0; i < 12; i += 1) {
      extra.push(await client.webhooks.create({ url: `https://example.com/${i}`, filter_types: [] }));
    }
    const ids = (await collect(client.webhooks.list({ limit: 5 }))).map((row) => row.id);
    assert.equal(new Set(ids).size, 13);
    assert.equal(ids.length, 13);
    for (const { id } of extra) await client.webhooks.delete(id);
    await refused(() => client.webhooks.retrieve(extra[0].id), {
      type: DodoPayments.NotFoundError,
      status: 404,
      code: 'NOT_FOUND',
    });
  });
}

const headersOf = (message) =>
  Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, message.headers[name]]));

export async function webhooks(client, address, world) {
  const hooks = await receiver();
  const key = address.webhook_key;
  try {
    await registered(client, address, hooks);
    await listed(client);
    await check('webhooks: a test message is unwrapped', async () => {
      const told = await control(address, 'deliveries', { url: hooks.url, type: 'subscription.active' });
      assert.equal(told.status, 200);
      const [message] = hooks.messages.splice(0);
      const event = client.webhooks.unwrap(message.body, { headers: headersOf(message), key });
      assert.equal(event.type, 'subscription.active');
      assert.equal(event.data.payload_type, 'Subscription');
      assert.equal(event.data.subscription_id, world.subscription);
      const changed = message.body.replace('active', 'paused');
      assert.throws(() => client.webhooks.unwrap(changed, { headers: headersOf(message), key }));
    });
    await check('a month passes: its usage is paid and told', async () => {
      const { total_price: price } = await usage(client, world);
      assert.ok(price >= 15);
      await control(address, 'clock', { advance: 'next_renewal' });
      await hooks.atLeast(3);
      const events = hooks.messages.map((message) => {
        assert.equal(message.headers['x-shop'], 'pixelgen');
        return client.webhooks.unwrap(message.body, { headers: headersOf(message), key });
      });
      const types = events.map((event) => event.type);
      assert.deepEqual(types, ['payment.succeeded', 'subscription.renewed', 'subscription.updated']);
      const payment = await client.payments.retrieve(events[0].data.payment_id);
      assert.deepEqual({ ...payment, payload_type: 'Payment' }, events[0].data);
      assert.equal(payment.total_amount, price);
      const lines = await client.payments.retrieveLineItems(payment.payment_id);
      assert.deepEqual(lines.items.map((line) => line.amount), [price]);
      const subscription = await client.subscriptions.retrieve(world.subscription);
      assert.equal(subscription.previous_billing_date, events[1].timestamp);
      await control(address, 'clock', { mode: 'real' });
    });
  } finally {
    hooks.stop();
  }
}
