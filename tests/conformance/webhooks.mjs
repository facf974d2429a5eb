// SPDX-License-Identifier: MIT
// Webhook endpoints (dodo-api.md 2.10) through the SDK: registered, changed, listed, refused.
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';

const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };
const bad = { type: DodoPayments.UnprocessableEntityError, status: 422, code: 'INVALID_REQUEST_BODY' };

async function registered({ client, address }) {
  const asked = { url: 'https://example.com/hooks', description: 'Mine', metadata: { team: 'a' } };
  let webhook;
  await scenario('webhooks: one is created and read back whole', async () => {
    webhook = await client.webhooks.create(asked);
    same(webhook, {
      id: an.webhook,
      ...asked,
      disabled: false,
      filter_types: null,
      rate_limit: null,
      created_at: an.time,
      updated_at: an.time,
    });
    assert.deepEqual(await client.webhooks.retrieve(webhook.id), webhook);
    assert.deepEqual(await client.webhooks.retrieveSecret(webhook.id), { secret: address.webhook_key });
  });
  await scenario('webhooks: a change keeps the rest, null takes a value back', async () => {
    const fields = { description: 'Yours', filter_types: ['credit.balance_low'], rate_limit: 7, disabled: true };
    const changed = await client.webhooks.update(webhook.id, fields);
    assert.ok(changed.updated_at > webhook.updated_at);
    assert.deepEqual(changed, { ...webhook, ...fields, updated_at: changed.updated_at });
    const cleared = await client.webhooks.update(webhook.id, { filter_types: null, rate_limit: null, disabled: false });
    assert.deepEqual(cleared, { ...webhook, description: 'Yours', updated_at: cleared.updated_at });
  });
  await scenario('webhooks: headers are added, one that is given again is replaced', async () => {
    assert.equal(await client.webhooks.headers.update(webhook.id, { headers: { 'X-Shop': 'a', 'X-Two': '2' } }), '');
    await client.webhooks.headers.update(webhook.id, { headers: { 'X-Shop': 'pixelgen' } });
    const { headers, sensitive } = await client.webhooks.headers.retrieve(webhook.id);
    assert.deepEqual([headers, sensitive], [{ 'X-Shop': 'pixelgen', 'X-Two': '2' }, []]);
  });
  await scenario('webhooks: the same idempotency_key makes one webhook', async () => {
    const again = { url: 'https://example.com/once', idempotency_key: 'order 1', filter_types: [] };
    const first = await client.webhooks.create(again);
    assert.deepEqual(await client.webhooks.create(again), first);
  });
}

async function listed(shop) {
  const { client } = shop;
  await scenario('webhooks: the iterator ends the list', async () => {
    const before = await collect(client.webhooks.list({ limit: 100 }));
    for (let i = 0; i < 12; i += 1) await client.webhooks.create({ url: `https://example.com/${i}`, filter_types: [] });
    const rows = await collect(client.webhooks.list({ limit: 5 }));
    assert.deepEqual(
      rows.slice(0, 12).map((row) => row.url.split('/').at(-1)),
      [...Array(12).keys()].reverse().map(String),
    );
    assert.deepEqual(rows.slice(12), before);
  });
  await scenario('webhooks: pages go forwards and backwards', async () => {
    const at = async (query) => (await shop.call('GET', `/webhooks?limit=4${query}`)).json;
    const first = await at('');
    assert.deepEqual([first.data.length, first.done, first.prev_iterator], [4, false, null]);
    const second = await at(`&iterator=${first.iterator}`);
    assert.deepEqual(await at(`&iterator=${second.prev_iterator}`), first);
    const last = await at(`&iterator=${(await at(`&iterator=${second.iterator}`)).iterator}`);
    assert.deepEqual([last.done, last.iterator], [true, null]);
  });
  await scenario('webhooks: deleted with no body, then unknown', async () => {
    const { id } = await client.webhooks.create({ url: 'https://example.com/gone', filter_types: [] });
    assert.equal(await client.webhooks.delete(id), '');
    for (const call of [
      () => client.webhooks.retrieve(id),
      () => client.webhooks.update(id, { description: 'x' }),
      () => client.webhooks.delete(id),
      () => client.webhooks.retrieveSecret(id),
      () => client.webhooks.headers.retrieve(id),
      () => client.webhooks.headers.update(id, { headers: {} }),
      () => client.webhooks.retrieve('whk/not %'),
    ])
      await refused(call, notFound);
  });
}

async function refusals({ client }) {
  const url = 'https://example.com/';
  const rows = [
    ['no url', {}],
    ['an address that is no web address', { url: 'ftp://example.com/' }],
    ['an event that there is not', { url, filter_types: ['payment.refunded'] }],
    ['metadata that is no text', { url, metadata: { a: 1 } }],
    ['a header that signs', { url, headers: { 'webhook-id': 'x' } }],
    ['a rate limit in words', { url, rate_limit: 'many' }],
  ];
  for (const [name, fields] of rows) {
    await scenario(`webhooks: ${name} is refused`, () => refused(() => client.webhooks.create(fields), bad));
  }
  await scenario('webhooks: a page of 0 or a foreign iterator is refused', async () => {
    const query = { ...bad, code: 'INVALID_QUERY_PARAMS' };
    await refused(() => client.webhooks.list({ limit: 0 }), query);
    await refused(() => client.webhooks.list({ iterator: 'from elsewhere' }), query);
  });
}

export async function webhooks(shop) {
  await registered(shop);
  await listed(shop);
  await refusals(shop);
}
