// SPDX-License-Identifier: MIT
// What ingest refuses, and what it stores without counting: one check per row of the published rules.
import DodoPayments from 'dodopayments';
import { assertThirteen, usageEvent } from './billing.mjs';
import { assert, check, refused } from './check.mjs';

const badRequest = { type: DodoPayments.BadRequestError, status: 400 };
const badBody = { ...badRequest, code: 'INVALID_REQUEST_BODY' };
const badShape = { type: DodoPayments.UnprocessableEntityError, status: 422, code: 'INVALID_REQUEST_BODY' };
const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };
const unauthorized = { type: DodoPayments.AuthenticationError, status: 401, code: 'UNAUTHORIZED' };

const minutes = (n) => new Date(Date.now() + n * 60_000).toISOString();
const pairs = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]));

async function storedNotCounted(send, world, other) {
  await check('H3 another case of the name is stored', async () => {
    const wrongCase = { ...usageEvent(world, 'h3'), event_name: 'Image.Generated' };
    assert.equal((await send([wrongCase])).ingested_count, 1);
  });
  await check('H4 quality draft is stored', async () => {
    assert.equal((await send([usageEvent(world, 'h4', { quality: 'draft' })])).ingested_count, 1);
  });
  await check('H8 1000 events in one request', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => other(`h8_${i}`));
    assert.equal((await send(many)).ingested_count, 1000);
  });
  await check('H10 59 minutes old, 4 ahead, no timestamp', async () => {
    const at = (id, timestamp) => ({ ...other(id), timestamp });
    const events = [at('h10a', minutes(-59)), at('h10b', minutes(4)), other('h10c')];
    assert.equal((await send(events)).ingested_count, 3);
  });
  await check('H12 50 metadata pairs', async () => {
    assert.equal((await send([other('h12b', pairs(50))])).ingested_count, 1);
  });
}

function refusals(other) {
  const at = (id, timestamp) => ({ ...other(id), timestamp });
  const tooMany = Array.from({ length: 1001 }, (_, i) => other(`h7_${i}`));
  const { event_name: _, ...nameless } = other('h16');
  return [
    ['H5 the same id twice in one request', ['h5a', 'h5b', 'h5', 'h5', 'h5c'].map((id) => other(id)), badBody],
    ['H7 no event', [], badShape],
    ['H7 1001 events', tooMany, badShape],
    ['H9 61 minutes old', [at('h9a', minutes(-61))], badBody],
    ['H9 6 minutes ahead', [at('h9b', minutes(6))], badBody],
    ['H11 a timestamp without a zone', [at('h11', '2026-01-05T10:30:00')], { ...badShape, says: /timestamp/ }],
    ['H12 51 metadata pairs', [other('h12a', pairs(51))], { ...badRequest, code: 'MAXIMUM_KEYS_REACHED' }],
    ['H13 a key of 101 characters', [other('h13a', { ['k'.repeat(101)]: 1 })], badRequest],
    ['H13 a value of 501 characters', [other('h13b', { k: 'v'.repeat(501) })], badRequest],
    ['H13 a nested value', [other('h13c', { k: { a: 1 } })], badShape],
    ['H13 null', [other('h13d', { k: null })], badShape],
    ['H14 an unknown customer', [{ ...other('h14'), customer_id: 'cus_nobody' }], badRequest],
    ['H16 no event_name', [nameless], { ...badShape, says: /event_name/ }],
    ['H18 a timestamp of 2024', [at('h18', '2024-01-15T10:30:00Z')], badBody],
  ];
}

async function keys(shop, other) {
  for (const [name, key] of [
    ['no key', ' '],
    ['a live key', 'dodo_live_0123456789'],
  ]) {
    const client = shop.clientWith({ bearerToken: key });
    await check(`H15 ${name}`, () =>
      refused(() => client.usageEvents.ingest({ events: [other('h15')] }), unauthorized),
    );
  }
}

async function brokenJson(shop) {
  await check('H16 broken JSON', async () => {
    const answer = await shop.call('POST', '/events/ingest', '{"events":[');
    assert.equal(answer.status, 422);
    assert.equal(answer.json.code, 'INVALID_REQUEST_BODY');
  });
}

export async function ingest(shop, world) {
  const { client } = shop;
  const { customer_id } = await client.customers.create({ email: 'other@example.com', name: 'Other' });
  const other = (id, metadata) => ({ ...usageEvent(world, id, metadata), customer_id });
  const send = (events) => client.usageEvents.ingest({ events });
  await storedNotCounted(send, world, other);
  for (const [name, events, wanted] of refusals(other)) {
    await check(name, () => refused(() => send(events), wanted));
  }
  await keys(shop, other);
  await brokenJson(shop);
  await check('a refused batch stores nothing of it', () =>
    refused(() => client.usageEvents.retrieve('h5a'), notFound),
  );
  await check('H6 a known id with other content: the first content stays', async () => {
    assert.equal((await send([usageEvent(world, 'h4', { quality: 'hd' })])).ingested_count, 0);
    assert.equal((await client.usageEvents.retrieve('h4')).metadata.quality, 'draft');
  });
  await check('none of it changed the bill', () => assertThirteen(client, world));
}
