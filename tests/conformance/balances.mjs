// SPDX-License-Identifier: MIT
// Balances, grants and ledgers of credits (dodo-api.md 2.9, 3.5).
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';
import { creditFields } from './credits.mjs';

const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };

export async function balances(shop) {
  const { client } = shop;
  const { balances: ledgers } = client.creditEntitlements;
  const credit = await client.creditEntitlements.create(creditFields());
  const { customer_id: customer } = await shop.customer();
  const of = { credit_entitlement_id: credit.id };
  const owner = { ...of, customer_id: customer };
  const enter = (entry) => ledgers.createLedgerEntry(customer, { ...of, ...entry });
  let first;
  await scenario('balances: none before the first entry, then a credit makes a grant', async () => {
    await refused(() => ledgers.retrieve(customer, of), notFound);
    const { data, response } = await enter({
      amount: '100.5',
      entry_type: 'credit',
      reason: 'Welcome',
      metadata: { a: 1 },
    }).withResponse();
    assert.equal(response.status, 201);
    first = data;
    same(data, {
      id: an.entry,
      ...owner,
      amount: '100.5',
      entry_type: 'credit',
      is_credit: true,
      balance_before: '0',
      balance_after: '100.5',
      overage_before: '0',
      overage_after: '0',
      created_at: an.time,
      grant_id: an.grant,
      reason: 'Welcome',
      metadata: { a: 1 },
    });
    same(await ledgers.retrieve(customer, of), {
      id: an.balance,
      ...owner,
      balance: '100.5',
      overage: '0',
      created_at: an.time,
      updated_at: an.time,
      last_transaction_at: an.time,
    });
  });
  await scenario('balances: the grant is read whole', async () => {
    const { items } = await ledgers.listGrants(customer, of);
    same(items, [
      {
        id: first.grant_id,
        ...owner,
        initial_amount: '100.5',
        remaining_amount: '100.5',
        source_type: 'api',
        is_expired: false,
        is_rolled_over: false,
        rollover_count: 0,
        created_at: an.time,
        updated_at: an.time,
        expires_at: null,
        parent_grant_id: null,
        source_id: items[0].source_id,
        metadata: { a: 1 },
      },
    ]);
  });
  await scenario('balances: a debit draws the oldest grant first', async () => {
    const second = await enter({ amount: '10', entry_type: 'credit' });
    const debit = await enter({ amount: '105', entry_type: 'debit' });
    assert.deepEqual([debit.is_credit, debit.balance_before, debit.balance_after], [false, '110.5', '5.5']);
    const grants = await collect(ledgers.listGrants(customer, { ...of, page_size: 100 }));
    assert.deepEqual(
      grants.map((grant) => [grant.id, grant.remaining_amount]),
      [
        [second.grant_id, '5.5'],
        [first.grant_id, '0'],
      ],
    );
    const ids = async (status) =>
      (await collect(ledgers.listGrants(customer, { ...of, status, page_size: 100 }))).map(({ id }) => id);
    assert.deepEqual(
      [await ids('active'), await ids('depleted'), await ids('expired')],
      [[second.grant_id], [first.grant_id], []],
    );
  });
  await scenario('balances: a debit beyond the balance is 400 and changes nothing', async () => {
    await refused(() => enter({ amount: '5.51', entry_type: 'debit' }), {
      type: DodoPayments.BadRequestError,
      status: 400,
    });
    assert.equal((await ledgers.retrieve(customer, of)).balance, '5.5');
  });
  await scenario('balances: the same idempotency_key is a 409 that is not asked again', async () => {
    const entry = { amount: '1', entry_type: 'credit', idempotency_key: 'order 7' };
    await enter(entry);
    const error = await enter(entry).catch((caught) => caught);
    assert.ok(error instanceof DodoPayments.ConflictError, String(error));
    assert.equal(error.headers.get('x-should-retry'), 'false');
    assert.equal((await ledgers.retrieve(customer, of)).balance, '6.5');
  });
  await scenario('balances: the ledger is newest first, whole, and chosen from', async () => {
    const entries = await collect(ledgers.listLedger(customer, { ...of, page_size: 100 }));
    assert.deepEqual(
      entries.map((entry) => [entry.amount, entry.is_credit, entry.balance_before, entry.balance_after]),
      [
        ['1', true, '5.5', '6.5'],
        ['105', false, '110.5', '5.5'],
        ['10', true, '100.5', '110.5'],
        ['100.5', true, '0', '100.5'],
      ],
    );
    const last = entries.at(-1);
    same(last, {
      id: an.entry,
      business_id: an.business,
      brand_id: an.brand,
      ...owner,
      transaction_type: last.transaction_type,
      amount: '100.5',
      is_credit: true,
      balance_before: '0',
      balance_after: '100.5',
      overage_before: '0',
      overage_after: '0',
      metadata: { a: 1 },
      created_at: an.time,
      description: 'Welcome',
      grant_id: first.grant_id,
      reference_id: last.reference_id,
      reference_type: last.reference_type,
    });
    assert.equal(last.id, first.id);
    const count = async (query) =>
      (await collect(ledgers.listLedger(customer, { ...of, page_size: 100, ...query }))).length;
    assert.equal(await count({ start_date: entries[0].created_at }), 1);
    assert.equal(await count({ end_date: entries[1].created_at }), 3);
    assert.equal((await count({ transaction_type: last.transaction_type })) > 0, true);
    assert.equal(await count({ transaction_type: 'refund' }), 0);
  });
  await scenario('balances: wrong entries are refused', async () => {
    const wrong = [
      { amount: '0' },
      { amount: '-1' },
      { amount: 'ten' },
      { amount: 5 },
      { amount: undefined },
      { amount: '10000000000' },
      { entry_type: 'gift' },
      { entry_type: 'debit', expires_at: '2030-01-01T00:00:00Z' },
    ];
    for (const fields of wrong) {
      const error = await enter({ amount: '1', entry_type: 'credit', ...fields }).catch((caught) => caught);
      assert.ok([400, 422].includes(error.status), JSON.stringify(fields));
    }
  });
  await scenario('balances: all balances of a credit, and of one customer', async () => {
    const { customer_id: other } = await shop.customer();
    await ledgers.createLedgerEntry(other, { ...of, amount: '3', entry_type: 'credit' });
    const rows = await collect(ledgers.list(credit.id, { page_size: 100 }));
    assert.deepEqual(
      rows.map((row) => [row.customer_id, row.balance]),
      [
        [other, '3'],
        [customer, '6.5'],
      ],
    );
    const { items } = await ledgers.list(credit.id, { customer_id: customer });
    assert.deepEqual(items, [await ledgers.retrieve(customer, of)]);
    const { items: own } = await client.customers.listCreditEntitlements(customer);
    assert.deepEqual(own, [
      {
        credit_entitlement_id: credit.id,
        name: credit.name,
        unit: credit.unit,
        description: null,
        balance: '6.5',
        overage: '0',
      },
    ]);
  });
  await scenario('balances: a manual entry is told by webhook', async () => {
    const events = await shop.messagesOf(() => enter({ amount: '2', entry_type: 'credit' }));
    assert.deepEqual(new Set(events.map((event) => event.type)), new Set(['credit.added', 'credit.manual_adjustment']));
    assert.deepEqual(
      new Set(events.map(({ data }) => `${data.payload_type} ${data.amount}`)),
      new Set(['CreditLedgerEntry 2']),
    );
  });
  await scenario('balances: a grant with a time of its own expires then', async () => {
    const { customer_id: own } = await shop.customer();
    const { now } = await shop.control('GET', 'clock');
    const at = new Date(Date.parse(now) + 86_400_000).toISOString();
    await ledgers.createLedgerEntry(own, { ...of, amount: '7', entry_type: 'credit', expires_at: at });
    const events = await shop.messagesOf(() => shop.advance('2 days'));
    assert.deepEqual(
      events.filter(({ data }) => data.customer_id === own).map((event) => event.type),
      ['credit.expired'],
    );
    assert.equal((await ledgers.retrieve(own, of)).balance, '0');
    const {
      items: [grant],
    } = await ledgers.listGrants(own, { ...of, status: 'expired' });
    assert.deepEqual([grant.is_expired, grant.remaining_amount], [true, grant.remaining_amount]);
    await shop.today();
  });
}
