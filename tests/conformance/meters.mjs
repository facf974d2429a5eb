// SPDX-License-Identifier: MIT
// Meters (dodo-api.md 2.2, 3.3).
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';
import { meterFields, usagePrice } from './shop.mjs';

const bad = { type: DodoPayments.UnprocessableEntityError, status: 422, code: 'INVALID_REQUEST_BODY' };
const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };

const is = (key, value, operator = 'equals') => ({ key, operator, value });
const group = (conjunction, ...clauses) => ({ conjunction, clauses });

async function created(shop) {
  const { client } = shop;
  await scenario('meters: a count meter comes back whole, with status 201', async () => {
    const { data, response } = await client.meters.create(meterFields).withResponse();
    assert.equal(response.status, 201);
    same(data, {
      id: an.meter,
      business_id: an.business,
      ...meterFields,
      aggregation: { type: 'count', key: null },
      description: null,
      filter: null,
      created_at: an.time,
      updated_at: data.created_at,
    });
    assert.deepEqual(await client.meters.retrieve(data.id), data);
  });
  for (const type of ['sum', 'max', 'last']) {
    await scenario(`meters: ${type} keeps the property it reads`, async () => {
      const aggregation = { type, key: 'tokens' };
      const made = await shop.meter({ aggregation, description: 'What a request costs' });
      assert.deepEqual([made.aggregation, made.description], [aggregation, 'What a request costs']);
    });
  }
  await scenario('meters: every operator and type of value of a filter comes back as it was sent', async () => {
    const filter = group(
      'and',
      is('plan', 'pro'),
      is('calls', 5, 'greater_than'),
      is('calls', 5.5, 'greater_than_or_equals'),
      is('calls', 100, 'less_than'),
      is('calls', -1, 'less_than_or_equals'),
      is('free', false, 'not_equals'),
      is('path', '/v1/', 'contains'),
      is('path', 'test', 'does_not_contain'),
      is('beta', true),
      is('ratio', 0.25),
    );
    assert.deepEqual((await shop.meter({ filter })).filter, filter);
  });
  await scenario('meters: a filter may have three levels below its root, no fourth', async () => {
    const deepest = group('or', is('a', 1), is('b', 'x'));
    const nested = (levels) => (levels === 0 ? deepest : group('and', nested(levels - 1)));
    const made = await shop.meter({ filter: nested(3) });
    assert.deepEqual((await client.meters.retrieve(made.id)).filter, nested(3));
    await refused(() => shop.meter({ filter: nested(4) }), bad);
  });
  await scenario('meters: conditions beside groups are taken, and written as groups', async () => {
    const pair = group('and', is('b', 2), is('c', 3));
    const { filter } = await shop.meter({ filter: group('or', is('a', 1), pair) });
    assert.deepEqual(filter, group('or', group('and', is('a', 1)), pair));
  });
}

async function refusals(shop) {
  const without = (key) => Object.fromEntries(Object.entries(meterFields).filter(([name]) => name !== key));
  const filtered = (filter) => ({ ...meterFields, filter });
  const eleven = Array.from({ length: 11 }, (_, i) => is(`k${i}`, i));
  const rows = [
    ...Object.keys(meterFields).map((key) => [`no ${key}`, without(key)]),
    ['an empty name', { ...meterFields, name: '' }],
    ['an average', { ...meterFields, aggregation: { type: 'average', key: 'a' } }],
    ['a sum of nothing', { ...meterFields, aggregation: { type: 'sum' } }],
    ['a filter with no clause', filtered(group('and'))],
    ['a filter with 11 clauses', filtered(group('and', ...eleven))],
    ['a third conjunction', filtered(group('xor', is('a', 1)))],
    ['an unknown operator', filtered(group('and', is('a', 1, 'starts_with')))],
    ['a value that is null', filtered(group('and', is('a', null)))],
    ['a value that is a list', filtered(group('and', is('a', [1])))],
    ['an empty key', filtered(group('and', is('', 1)))],
    ['a key of 101 characters', filtered(group('and', is('k'.repeat(101), 1)))],
  ];
  for (const [name, fields] of rows) {
    await scenario(`meters: ${name} is refused`, () => refused(() => shop.client.meters.create(fields), bad));
  }
  await scenario('meters: broken JSON and a body that is no object are 422', async () => {
    for (const body of ['{"name":', '[]', '"meter"', '{"name":"a","name":"b"}']) {
      const { status, json } = await shop.call('POST', '/meters', body);
      assert.deepEqual([status, json.code], [422, 'INVALID_REQUEST_BODY'], body);
    }
  });
}

async function archived(shop) {
  const { client } = shop;
  const listed = async (query) => (await collect(client.meters.list({ page_size: 100, ...query }))).map(({ id }) => id);
  await scenario('meters: archived with 204 and no body, kept, and brought back with 200 and no body', async () => {
    const { id } = await shop.meter();
    const { data, response } = await client.meters.archive(id).withResponse();
    assert.deepEqual([data, response.status], [null, 204]);
    assert.ok(!(await listed({})).includes(id));
    assert.ok(!(await listed({ archived: false })).includes(id));
    assert.deepEqual(await listed({ archived: true }), [id]);
    assert.equal((await client.meters.retrieve(id)).id, id);
    const back = await client.meters.unarchive(id).withResponse();
    assert.deepEqual([back.data, back.response.status], ['', 200]);
    assert.ok((await listed({})).includes(id));
  });
  await scenario('meters: archived twice is 204, a live one unarchived 200', async () => {
    const { id } = await shop.meter();
    assert.equal(await client.meters.unarchive(id), '');
    assert.equal(await client.meters.archive(id), null);
    assert.equal(await client.meters.archive(id), null);
  });
  await scenario('meters: one that a product uses can be archived, and no product takes it then', async () => {
    const { meter } = await shop.sale();
    assert.equal(await client.meters.archive(meter.id), null);
    await refused(() => shop.product(usagePrice([{ meter_id: meter.id, price_per_unit: '5' }])), {
      status: 422,
      code: 'METER_IS_DELETED',
      says: new RegExp(meter.id),
    });
  });
  await scenario('meters: unknown ids are 404, also with a slash, a percent sign and a space', async () => {
    for (const id of ['mtr_nobody', 'mtr/1', '100%', 'a b', '%2F', 'mtr_1?x=1']) {
      for (const call of ['retrieve', 'archive', 'unarchive']) await refused(() => client.meters[call](id), notFound);
    }
  });
}

async function listed(shop) {
  const { client } = shop;
  await scenario('meters: lists are newest first, and hold the whole objects', async () => {
    const made = [];
    for (let i = 0; i < 3; i += 1) made.unshift(await shop.meter({ name: `Listed ${i}` }));
    const { items } = await client.meters.list({ page_size: 3 });
    assert.deepEqual(items, made);
  });
  await scenario('meters: page_size 0 answers as without it, 101 and -1 and letters are 422', async () => {
    assert.deepEqual((await client.meters.list({ page_size: 0 })).items, (await client.meters.list()).items);
    const query = { ...bad, code: 'INVALID_QUERY_PARAMS' };
    for (const wrong of [
      { page_size: 101 },
      { page_size: -1 },
      { page_size: 'ten' },
      { page_number: -1 },
      { archived: 'yes' },
    ]) {
      await refused(() => client.meters.list(wrong), query);
    }
  });
  await scenario('meters: an empty id reaches no list', async () => {
    await refused(() => client.meters.retrieve(''), notFound);
    assert.equal((await shop.call('GET', '/meters/')).status, 404);
  });
  await scenario('meters: the 51st is refused until one is archived', async () => {
    const own = await shop.clientWith({});
    let made = 0;
    const full = await (async () => {
      for (; ; made += 1) await own.meters.create(meterFields);
    })().catch((error) => error);
    assert.deepEqual([full.status, full.error.code], [422, 'INVALID_REQUEST_PARAMETERS']);
    const live = await collect(client.meters.list({ page_number: 0, page_size: 100 }));
    assert.equal(live.length, 50);
    await client.meters.archive(live[0].id);
    assert.match((await shop.meter()).id, an.meter);
  });
}

export async function meters(shop) {
  await created(shop);
  await refusals(shop);
  await archived(shop);
  await listed(shop);
}
