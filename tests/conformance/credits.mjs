// SPDX-License-Identifier: MIT
// Credit entitlements (dodo-api.md 2.9).
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';

const bad = { type: DodoPayments.UnprocessableEntityError, status: 422, code: 'INVALID_REQUEST_BODY' };
const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };

let number = 0;
export const creditFields = (more = {}) => {
  number += 1;
  return {
    name: `Credit ${number}`,
    unit: 'credit',
    precision: 2,
    rollover_enabled: false,
    overage_enabled: false,
    ...more,
  };
};

const blank = {
  description: null,
  expires_after_days: null,
  rollover_percentage: null,
  rollover_timeframe_count: null,
  rollover_timeframe_interval: null,
  max_rollover_count: null,
  overage_limit: null,
  price_per_unit: null,
  currency: null,
};
export const full = {
  description: 'For pictures',
  expires_after_days: 30,
  rollover_enabled: true,
  rollover_percentage: 75,
  rollover_timeframe_count: 1,
  rollover_timeframe_interval: 'Month',
  max_rollover_count: 3,
  overage_enabled: true,
  overage_limit: 5000000000,
  overage_behavior: 'invoice_at_billing',
  price_per_unit: '0.024',
  currency: 'USD',
};

async function entitlements(shop) {
  const { client } = shop;
  const { creditEntitlements: credits } = client;
  await scenario('credits: one comes back whole, with status 201', async () => {
    const asked = creditFields();
    const { data, response } = await credits.create(asked).withResponse();
    assert.equal(response.status, 201);
    same(data, {
      id: an.credit,
      business_id: an.business,
      ...asked,
      ...blank,
      overage_behavior: 'forgive_at_reset',
      created_at: an.time,
      updated_at: data.created_at,
    });
    assert.deepEqual(await credits.retrieve(data.id), data);
  });
  await scenario('credits: every field is kept', async () => {
    const asked = creditFields(full);
    const made = await credits.create(asked);
    same(made, { id: an.credit, business_id: an.business, ...asked, created_at: an.time, updated_at: an.time });
  });
  await scenario('credits: a patch answers without a body, null clears, precision stays', async () => {
    const made = await credits.create(creditFields(full));
    const { data, response } = await credits
      .update(made.id, { name: `${made.name} b`, expires_after_days: null })
      .withResponse();
    assert.deepEqual([data, response.status], ['', 200]);
    const after = await credits.retrieve(made.id);
    assert.deepEqual(after, {
      ...made,
      name: `${made.name} b`,
      expires_after_days: null,
      updated_at: after.updated_at,
    });
  });
  await scenario('credits: what a patch leaves is checked as a whole', async () => {
    const made = await credits.create(creditFields(full));
    await refused(() => credits.update(made.id, { price_per_unit: null }), { status: 422 });
    await refused(() => credits.update(made.id, { rollover_timeframe_count: null }), { status: 422 });
    assert.deepEqual(await credits.retrieve(made.id), made);
  });
  await scenario('credits: deleted without a body, 404 then, 410 the second time, undeleted', async () => {
    const made = await credits.create(creditFields());
    const gone = await credits.delete(made.id).withResponse();
    assert.deepEqual([gone.data, gone.response.status], ['', 200]);
    await refused(() => credits.retrieve(made.id), { ...notFound, code: undefined });
    await refused(() => credits.delete(made.id), { status: 410, code: 'CREDIT_ENTITLEMENT_IS_DELETED' });
    const ids = async (query) => (await collect(credits.list({ page_size: 100, ...query }))).map(({ id }) => id);
    assert.ok((await ids({ deleted: true })).includes(made.id));
    assert.ok(!(await ids({})).includes(made.id));
    const back = await credits.undelete(made.id).withResponse();
    assert.deepEqual([back.data, back.response.status], ['', 200]);
    assert.equal((await credits.retrieve(made.id)).name, made.name);
  });
  await scenario('credits: lists are newest first and whole', async () => {
    const [first, second] = [await credits.create(creditFields()), await credits.create(creditFields())];
    assert.deepEqual((await credits.list({ page_size: 2 })).items, [second, first]);
    await refused(() => credits.list({ deleted: 'maybe' }), { ...bad, code: 'INVALID_QUERY_PARAMS' });
  });
  await scenario('credits: a name is taken once', async () => {
    const asked = creditFields();
    await credits.create(asked);
    await refused(() => credits.create({ ...asked, unit: 'other' }), {
      code: 'CREDIT_ENTITLEMENT_NAME_ALREADY_EXISTS',
      status: 422,
    });
  });
}

async function refusals({ client }) {
  const { creditEntitlements: credits } = client;
  const rows = [
    ...['name', 'unit', 'precision', 'rollover_enabled', 'overage_enabled'].map((key) => [
      `no ${key}`,
      { [key]: undefined },
    ]),
    ['a name of 256 characters', { name: 'n'.repeat(256) }],
    ['a unit of 51 characters', { unit: 'u'.repeat(51) }],
    ['a description of 1001 characters', { description: 'd'.repeat(1001) }],
    ['a precision of 11', { precision: 11 }],
    ['a precision of 1.5', { precision: 1.5 }],
    ['overage without a price', { overage_enabled: true }],
    ['a price without a currency', { price_per_unit: '4' }],
    ['a rollover count without an interval', { rollover_timeframe_count: 1 }],
    ['a rollover of 101 percent', { rollover_percentage: 101 }],
    ['an overage limit as a text', { overage_limit: '10' }],
    ['a fifth overage behaviour', { overage_behavior: 'sell_the_debt' }],
  ];
  for (const [name, fields] of rows) {
    await scenario(`credits: ${name} is refused`, () =>
      refused(() => credits.create(creditFields(fields)), { status: 422 }),
    );
  }
  await scenario('credits: unknown ids are 404 on every call', async () => {
    for (const id of ['cde_nobody', 'cde/1 %']) {
      const of = { credit_entitlement_id: id };
      for (const call of [
        () => credits.retrieve(id),
        () => credits.update(id, { name: 'x' }),
        () => credits.delete(id),
        () => credits.undelete(id),
        () => credits.balances.list(id),
        () => credits.balances.retrieve('cus_1', of),
        () => credits.balances.listGrants('cus_1', of),
        () => credits.balances.listLedger('cus_1', of),
        () => credits.balances.createLedgerEntry('cus_1', { ...of, amount: '1', entry_type: 'credit' }),
      ])
        await refused(call, notFound);
    }
  });
}

export async function credits(shop) {
  await entitlements(shop);
  await refusals(shop);
}
