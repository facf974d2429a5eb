// SPDX-License-Identifier: MIT
// Customers (dodo-api.md 2.5) with their portal and their money wallets.
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';

const bad = { type: DodoPayments.UnprocessableEntityError, status: 422, code: 'INVALID_REQUEST_BODY' };
const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };

const ada = {
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  phone_number: '+44 20 7946 0000',
  metadata: { seats: 3, vip: true, plan: 'pro', ratio: 0.5 },
};

async function created(shop) {
  const { client } = shop;
  await scenario('customers: one comes back whole, with status 200', async () => {
    const { data, response } = await client.customers.create(ada).withResponse();
    assert.equal(response.status, 200);
    same(data, {
      customer_id: an.customer,
      business_id: an.business,
      created_at: an.time,
      ...ada,
      blocked_at: null,
      blocklist_entry_id: null,
    });
    assert.deepEqual(await client.customers.retrieve(data.customer_id), data);
  });
  await scenario('customers: without a phone number and metadata they are null and {}', async () => {
    const made = await client.customers.create({ email: 'b@example.com', name: 'B' });
    assert.deepEqual([made.phone_number, made.metadata], [null, {}]);
  });
  await scenario('customers: two may have one e-mail address', async () => {
    const [first, second] = [await client.customers.create(ada), await client.customers.create(ada)];
    assert.notEqual(first.customer_id, second.customer_id);
  });
  await scenario('customers: a patch gives the whole customer and keeps the rest', async () => {
    const made = await client.customers.create(ada);
    const changed = await client.customers.update(made.customer_id, { name: 'Ada', metadata: { plan: 'free' } });
    assert.deepEqual(changed, { ...made, name: 'Ada', metadata: { plan: 'free' } });
    assert.deepEqual(await client.customers.retrieve(made.customer_id), changed);
  });
}

async function listed(shop) {
  const { client } = shop;
  const names = async (query) =>
    (await collect(client.customers.list({ page_size: 100, ...query }))).map((row) => row.name);
  await scenario('customers: email and name look for a part in any case', async () => {
    for (const name of ['Grace Hopper', 'Alan Turing', 'Grace Kelly']) {
      await client.customers.create({ email: `${name.split(' ')[1].toLowerCase()}@list.example.com`, name });
    }
    assert.deepEqual(await names({ name: 'GRACE' }), ['Grace Kelly', 'Grace Hopper']);
    assert.deepEqual(await names({ email: '@LIST.' }), ['Grace Kelly', 'Alan Turing', 'Grace Hopper']);
    assert.deepEqual(await names({ email: 'turing', name: 'alan' }), ['Alan Turing']);
    assert.deepEqual(await names({ name: '%' }), []);
  });
  await scenario('customers: created_at_gte and created_at_lte hold both ends', async () => {
    const made = [];
    for (const name of ['One', 'Two', 'Three'])
      made.push(await client.customers.create({ email: 'r@range.example.com', name }));
    const [first, second, third] = made.map((customer) => customer.created_at);
    const range = { email: 'range.example.com' };
    assert.deepEqual(await names({ ...range, created_at_gte: second }), ['Three', 'Two']);
    assert.deepEqual(await names({ ...range, created_at_lte: second }), ['Two', 'One']);
    assert.deepEqual(await names({ ...range, created_at_gte: third, created_at_lte: first }), []);
    const zone = second.replace('Z', '+00:00');
    assert.deepEqual(await names({ ...range, created_at_gte: zone, created_at_lte: zone }), ['Two']);
    await refused(() => client.customers.list({ created_at_gte: 'yesterday' }), {
      ...bad,
      code: 'INVALID_QUERY_PARAMS',
    });
  });
}

async function refusals({ client }) {
  const pairs = (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]));
  const rows = [
    ['no email', { name: 'A' }, bad],
    ['no name', { email: 'a@example.com' }, bad],
    ['a name that is a number', { email: 'a@example.com', name: 1 }, bad],
    ['51 metadata pairs', { ...ada, metadata: pairs(51) }, { status: 400, code: 'MAXIMUM_KEYS_REACHED' }],
    ['a metadata key of 41 characters', { ...ada, metadata: { ['k'.repeat(41)]: 1 } }, { status: 422 }],
    ['a metadata value of 501 characters', { ...ada, metadata: { k: 'v'.repeat(501) } }, { status: 422 }],
    ['metadata that is null inside', { ...ada, metadata: { k: null } }, { status: 422 }],
  ];
  for (const [name, fields, wanted] of rows) {
    await scenario(`customers: ${name} is refused`, () => refused(() => client.customers.create(fields), wanted));
  }
  await scenario('customers: 50 pairs, a key of 40 and a value of 500 characters are taken', async () => {
    const metadata = { ...pairs(49), ['k'.repeat(40)]: 'v'.repeat(500) };
    assert.deepEqual((await client.customers.create({ ...ada, metadata })).metadata, metadata);
  });
  await scenario('customers: unknown ids are 404 on every call', async () => {
    for (const id of ['cus_nobody', 'cus/1', 'cus 1%']) {
      for (const call of [
        () => client.customers.retrieve(id),
        () => client.customers.update(id, { name: 'x' }),
        () => client.customers.listCreditEntitlements(id),
        () => client.customers.customerPortal.create(id),
        () => client.customers.wallets.list(id),
        () => client.customers.wallets.ledgerEntries.list(id),
        () => client.customers.wallets.ledgerEntries.create(id, { amount: 1, currency: 'USD', entry_type: 'credit' }),
      ])
        await refused(call, notFound);
    }
  });
}

export async function customers(shop) {
  await created(shop);
  await listed(shop);
  await refusals(shop);
}

export async function portal(shop) {
  const { client } = shop;
  await scenario('portal: a link for a customer, by a POST without a body', async () => {
    const { customer_id: id } = await shop.customer();
    const query = { send_email: true, return_url: 'https://example.com/back' };
    const { data, response } = await client.customers.customerPortal.create(id, query).withResponse();
    assert.equal(response.status, 200);
    assert.deepEqual(Object.keys(data), ['link']);
    assert.ok(URL.canParse(data.link), data.link);
    assert.ok((await client.customers.customerPortal.create(id)).link);
  });
}

export async function wallets(shop) {
  const { client } = shop;
  const { ledgerEntries } = client.customers.wallets;
  await scenario('wallets: none at first, then one for each currency, in cents', async () => {
    const { customer_id: id } = await shop.customer();
    assert.deepEqual(await client.customers.wallets.list(id), { items: [], total_balance_usd: 0 });
    const wallet = await ledgerEntries.create(id, {
      amount: 5000,
      currency: 'USD',
      entry_type: 'credit',
      reason: 'Welcome',
    });
    same(wallet, { customer_id: id, currency: 'USD', balance: 5000, created_at: an.time, updated_at: an.time });
    const less = await ledgerEntries.create(id, { amount: 1200, currency: 'USD', entry_type: 'debit' });
    assert.deepEqual(less, { ...wallet, balance: 3800, updated_at: less.updated_at });
    assert.deepEqual(await client.customers.wallets.list(id), { items: [less], total_balance_usd: 3800 });
    const entries = await collect(ledgerEntries.list(id, { page_size: 100 }));
    assert.deepEqual(
      entries.map((row) => [row.is_credit, row.amount, row.before_balance, row.after_balance, row.reason]),
      [
        [false, 1200, 5000, 3800, null],
        [true, 5000, 0, 5000, 'Welcome'],
      ],
    );
    assert.deepEqual(new Set(entries.map((row) => row.event_type)), new Set(['merchant_adjustment']));
  });
  await scenario('wallets: a debit beyond the balance is 400 and changes nothing', async () => {
    const { customer_id: id } = await shop.customer();
    await ledgerEntries.create(id, { amount: 100, currency: 'USD', entry_type: 'credit' });
    await refused(() => ledgerEntries.create(id, { amount: 101, currency: 'USD', entry_type: 'debit' }), {
      type: DodoPayments.BadRequestError,
      status: 400,
      code: 'INSUFFICIENT_WALLET_FUNDS',
    });
    assert.equal((await client.customers.wallets.list(id)).total_balance_usd, 100);
  });
  await scenario('wallets: a negative amount, no currency and a third type are refused', async () => {
    const { customer_id: id } = await shop.customer();
    const fields = { amount: 1, currency: 'USD', entry_type: 'credit' };
    await refused(() => ledgerEntries.create(id, { ...fields, amount: -1 }), {
      status: 400,
      code: 'NEGATIVE_BALANCE_ADJUSTMENT',
    });
    for (const wrong of [{ currency: undefined }, { entry_type: 'gift' }]) {
      await refused(() => ledgerEntries.create(id, { ...fields, ...wrong }), { status: 422 });
    }
    await refused(() => ledgerEntries.create(id, { ...fields, currency: 'XXX' }), {
      status: 422,
      code: 'UNSUPPORTED_CURRENCY',
    });
  });
}
