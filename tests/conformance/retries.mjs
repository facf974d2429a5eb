// SPDX-License-Identifier: MIT
// What the SDK does with failures (dodo-api.md 1.4), and what the sandbox tells it with them. Tries are counted in
// the sandbox's own record.
import DodoPayments from 'dodopayments';
import { assert, check, refused, scenario } from './check.mjs';

// The tries that reached the server for this path, as the SDK numbered them.
async function triesAt(shop, path) {
  const { items } = await shop.control('GET', 'exchanges?limit=1000');
  const own = items.filter((exchange) => exchange.target === path);
  return own.map(({ request_head: head }) => Number(new Map(head).get('x-stainless-retry-count')));
}

const fault = (shop, fields) => shop.control('POST', 'faults', fields);

async function statuses(shop) {
  const rows = [
    [400, 1],
    [401, 1],
    [403, 1],
    [404, 1],
    [408, 3],
    [409, 3],
    [410, 1],
    [413, 1],
    [422, 1],
    [429, 3],
    [500, 3],
    [502, 3],
    [503, 3],
    [504, 3],
  ];
  const types = {
    400: 'BadRequestError',
    401: 'AuthenticationError',
    403: 'PermissionDeniedError',
    404: 'NotFoundError',
    409: 'ConflictError',
    422: 'UnprocessableEntityError',
    429: 'RateLimitError',
  };
  const told = await Promise.all(
    rows.map(async ([status]) => {
      const path = `/customers/cus_fault_${status}`;
      await fault(shop, { path, status, times: 3 });
      return shop.client.customers.retrieve(`cus_fault_${status}`).catch((error) => error);
    }),
  );
  for (const [i, [status, tries]] of rows.entries()) {
    await scenario(`retries: ${status} is asked ${tries === 1 ? 'once' : 'three times'}`, async () => {
      const type = DodoPayments[types[status] ?? (status >= 500 ? 'InternalServerError' : 'APIError')];
      assert.ok(told[i] instanceof type, String(told[i]));
      assert.equal(told[i].status, status);
      assert.deepEqual(await triesAt(shop, `/customers/cus_fault_${status}`), [0, 1, 2].slice(0, tries));
    });
  }
}

async function waits(shop) {
  const { client } = shop;
  await scenario('retries: without a hint the waits are about half a second and about one', async () => {
    await fault(shop, { path: '/customers/cus_waits', status: 503, times: 2 });
    await refused(() => client.customers.retrieve('cus_waits'), { status: 404 });
    const { items } = await shop.control('GET', 'exchanges?limit=1000');
    const at = items
      .filter(({ target }) => target === '/customers/cus_waits')
      .map((exchange) => Date.parse(exchange.at));
    assert.equal(at.length, 3);
    const gaps = [at[1] - at[0], at[2] - at[1]];
    assert.ok(gaps[0] >= 370 && gaps[1] >= 745, gaps.join()); // no upper bound: the machine may be busy
  });
  await scenario('retries: retry-after is what the SDK waits', async () => {
    await fault(shop, { path: '/customers/cus_after', status: 429, times: 1, retry_after: 2 });
    await refused(() => client.customers.retrieve('cus_after'), { status: 404 });
    const { items } = await shop.control('GET', 'exchanges?limit=1000');
    const [first, second] = items.filter(({ target }) => target === '/customers/cus_after');
    assert.ok(Date.parse(second.at) - Date.parse(first.at) >= 1990, `${first.at} ${second.at}`);
  });
  await scenario('retries: a 429 has its code and no X-RateLimit header', async () => {
    await fault(shop, { path: '/customers/cus_limit', status: 429, times: 1, code: 'TOO_MANY_REQUESTS' });
    const { status, json, headers } = await shop.call('GET', '/customers/cus_limit');
    assert.deepEqual([status, json.code, headers.get('x-ratelimit-limit')], [429, 'TOO_MANY_REQUESTS', null]);
  });
}

async function connections(shop) {
  const { client } = shop;
  const buyer = await shop.customer();
  const sent = (id) => ({ events: [shop.event(buyer, id)] });
  for (const [answer, name] of [
    ['drop', 'no answer'],
    ['cut', 'half an answer'],
  ]) {
    await scenario(`retries: ${name}: an event is sent again and stored once`, async () => {
      await fault(shop, { path: '/events/ingest', answer });
      const call = client.usageEvents.ingest(sent(answer));
      if (answer === 'cut') await assert.rejects(call);
      else assert.equal((await call).ingested_count, 0);
      assert.equal((await client.usageEvents.ingest(sent(answer))).ingested_count, 0);
      assert.equal(
        (await client.usageEvents.list({ customer_id: buyer.customer_id, event_name: 'image.generated' })).items.filter(
          (event) => event.event_id === answer,
        ).length,
        1,
      );
    });
  }
  await scenario('retries: an answer that is late is a timeout, and is asked again', async () => {
    await fault(shop, { path: '/customers/cus_late', delay_ms: 2000, times: 1 });
    await refused(() => client.customers.retrieve('cus_late', { timeout: 300 }), { status: 404 });
    await shop.control('DELETE', 'faults'); // lets the one that waits go
    let tries = [];
    while (tries.length < 2) tries = await triesAt(shop, '/customers/cus_late');
    assert.deepEqual(tries.sort(), [0, 1]);
  });
  await scenario('retries: switched off by the caller, a failure is told at once', async () => {
    await fault(shop, { path: '/customers/cus_once', status: 503, times: 1 });
    await refused(() => client.customers.retrieve('cus_once', { maxRetries: 0 }), {
      type: DodoPayments.InternalServerError,
      status: 503,
    });
    assert.deepEqual(await triesAt(shop, '/customers/cus_once'), [0]);
  });
}

// The documented limits, when they are asked for (1.7).
export async function rateLimits(shop) {
  await scenario('rate limits: 40 calls a second, then 429 with its headers, and none once switched off', async () => {
    await shop.control('PUT', 'rate-limit', { tier: 0 });
    const many = () => Promise.all(Array.from({ length: 60 }, () => shop.call('GET', '/meters')));
    let refusal;
    for (let i = 0; !refusal && i < 5; i += 1) refusal = (await many()).find(({ status }) => status === 429);
    assert.ok(refusal, 'not one of 300 calls was refused'); // at most 240 a minute, however slow this machine is
    const { json, headers } = refusal;
    assert.equal(json.code, 'TOO_MANY_REQUESTS');
    for (const name of ['limit', 'remaining', 'reset']) assert.match(headers.get(`x-ratelimit-${name}`), /^\d+$/);
    await shop.control('PUT', 'rate-limit', { tier: null });
    assert.deepEqual(new Set((await many()).map(({ status }) => status)), new Set([200]));
  });
}

// A refusal that would come again keeps the SDK from asking again.
export async function shouldRetry(shop) {
  const { client } = shop;
  await check('retries: a deliberate 409 carries x-should-retry: false and is asked once', async () => {
    const credit = await client.creditEntitlements.create({
      name: 'Tokens',
      unit: 'token',
      precision: 0,
      rollover_enabled: false,
      overage_enabled: false,
    });
    const buyer = await shop.customer();
    const entry = { credit_entitlement_id: credit.id, amount: '5', entry_type: 'credit', idempotency_key: 'once' };
    await client.creditEntitlements.balances.createLedgerEntry(buyer.customer_id, entry);
    let error;
    await client.creditEntitlements.balances
      .createLedgerEntry(buyer.customer_id, entry)
      .catch((caught) => (error = caught));
    assert.ok(error instanceof DodoPayments.ConflictError, String(error));
    assert.equal(error.headers.get('x-should-retry'), 'false');
    const path = `/credit-entitlements/${credit.id}/balances/${buyer.customer_id}/ledger-entries`;
    assert.deepEqual(await triesAt(shop, path), [0, 0]);
  });
  await check('retries: undeleting what is not deleted is asked once', async () => {
    const credit = await client.creditEntitlements.create({
      name: 'Live',
      unit: 'token',
      precision: 0,
      rollover_enabled: false,
      overage_enabled: false,
    });
    for (const id of [credit.id, 'cde_nobody']) {
      const error = await client.creditEntitlements.undelete(id).catch((caught) => caught);
      assert.equal(error.headers?.get('x-should-retry') ?? 'false', 'false');
      assert.deepEqual(await triesAt(shop, `/credit-entitlements/${id}/undelete`), [0]);
    }
  });
}

export async function retries(shop) {
  await statuses(shop);
  await waits(shop);
  await connections(shop);
}
