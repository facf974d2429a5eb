// SPDX-License-Identifier: MIT
// The sandbox's own controls: the whole world out and in, snapshots, reset, clock, faults and the record.
import { assert, collect, same, scenario } from './check.mjs';
import { usageOf } from './worldfile.mjs';

async function state(shop) {
  const { client } = shop;
  const sale = await shop.sale();
  await shop.ingest(...Array.from({ length: 12 }, (_, i) => shop.event(sale.customer, `world ${i}`)));
  await scenario('world: taken out and put back it answers the same', async () => {
    const world = await shop.control('GET', 'state');
    const before = await shop.periods(sale.subscription);
    const subscription = await client.subscriptions.retrieve(sale.subscription);
    const replaced = await shop.control('PUT', 'state', world);
    assert.match(replaced.snapshot, /^[0-9a-f-]{36}$/);
    assert.deepEqual(await shop.periods(sale.subscription), before);
    assert.deepEqual(await client.subscriptions.retrieve(sale.subscription), subscription);
    assert.equal(await shop.ingest(shop.event(sale.customer, 'world 3'), shop.event(sale.customer, 'world new')), 1);
    const again = await shop.control('GET', 'state');
    assert.deepEqual(again.meters, world.meters);
    assert.equal(again.events.length, world.events.length + 1);
  });
  await scenario('world: ids may be anything: a slash, a percent sign, a space', async () => {
    const world = await shop.control('GET', 'state');
    const ids = {
      meter: 'meter/1 %',
      product: 'product/1 %',
      customer: 'customer/1 %',
      subscription: 'subscription/1 %',
    };
    await shop.control('PUT', 'state', usageOf(world, ids));
    assert.equal((await client.meters.retrieve(ids.meter)).id, ids.meter);
    assert.equal((await client.products.retrieve(ids.product)).price.meters[0].meter_id, ids.meter);
    assert.equal((await client.customers.retrieve(ids.customer)).customer_id, ids.customer);
    assert.equal((await client.customers.update(ids.customer, { name: 'Renamed' })).name, 'Renamed');
    assert.equal((await client.subscriptions.retrieve(ids.subscription)).customer.name, 'Renamed');
    await shop.ingest(shop.event({ customer_id: ids.customer }, 'odd/1 %'));
    assert.equal((await shop.usage(ids.subscription)).consumed_units, '1');
    assert.equal((await collect(client.usageEvents.list({ meter_id: ids.meter, page_size: 100 }))).length, 1);
    assert.equal(await client.meters.archive(ids.meter), null);
    assert.equal(await client.meters.unarchive(ids.meter), '');
    assert.equal(await client.products.archive(ids.product), '');
  });
  await scenario('world: one that does not hold together is refused and changes nothing', async () => {
    const world = await shop.control('GET', 'state');
    const broken = [
      {
        ...world,
        events: [{ event_id: 'x', customer_id: 'cus_nobody', event_name: 'a', timestamp: '2026-01-01T00:00:00Z' }],
      },
      { ...world, meters: [{ id: 'mtr_1' }] },
      { ...world, customers: [...world.customers, world.customers[0]] },
    ];
    for (const body of broken) {
      const { status, json } = await shop.call('PUT', '/_sandbox/state', body);
      assert.deepEqual([status, typeof json.message], [422, 'string']);
    }
    assert.deepEqual((await shop.control('GET', 'state')).customers, world.customers);
  });
}

async function snapshots(shop) {
  const { client } = shop;
  await scenario('world: a snapshot brings back what was there, and another branch can be gone back to', async () => {
    const names = async () => (await collect(client.customers.list({ page_size: 100 }))).map((row) => row.name);
    await shop.customer({ name: 'Before' });
    const before = await names();
    const { id: first } = await shop.control('POST', 'snapshots');
    await shop.customer({ name: 'Left' });
    const { id: left } = await shop.control('POST', 'snapshots');
    const { items } = await shop.control('GET', 'snapshots');
    assert.ok([first, left].every((id) => items.some((item) => item.id === id)));
    await shop.control('POST', `snapshots/${first}/restore`);
    assert.deepEqual(await names(), before);
    await shop.customer({ name: 'Right' });
    await shop.control('POST', `snapshots/${left}/restore`);
    assert.deepEqual(await names(), ['Left', ...before]);
    assert.equal((await shop.call('POST', '/_sandbox/snapshots/nobody/restore')).status, 404);
  });
  await scenario('world: reset leaves nothing, and names the way back', async () => {
    const before = (await collect(client.customers.list({ page_size: 100 }))).length;
    const { snapshot } = await shop.control('POST', 'reset');
    for (const list of ['meters', 'products', 'customers', 'subscriptions', 'payments', 'usageEvents']) {
      assert.deepEqual((await client[list].list()).items, [], list);
    }
    await shop.control('POST', `snapshots/${snapshot}/restore`);
    assert.equal((await collect(client.customers.list({ page_size: 100 }))).length, before);
  });
}

async function clock(shop) {
  await scenario('world: the clock stands, runs on, and comes back', async () => {
    const frozen = await shop.clock({ set: '2030-01-01T00:00:00Z', mode: 'frozen' });
    assert.deepEqual([frozen.now, frozen.mode], ['2030-01-01T00:00:00Z', 'frozen']);
    assert.equal((await shop.customer()).created_at, frozen.now);
    assert.equal((await shop.advance('2 weeks')).now, '2030-01-15T00:00:00Z');
    const ticking = await shop.clock({ mode: 'ticking' });
    assert.ok(Date.parse(ticking.now) >= Date.parse('2030-01-15T00:00:00Z') && ticking.offset_ms > 0);
    const real = await shop.today();
    assert.deepEqual([real.mode, real.offset_ms], ['real', 0]);
    assert.ok(Math.abs(Date.parse(real.now) - Date.now()) < 10_000);
  });
  await scenario('world: clock orders that make no sense are refused', async () => {
    for (const order of [
      {},
      { advance: 'a while' },
      { advance: '0 days' },
      { set: 'noon' },
      { mode: 'dream' },
      { set: '2030-01-01T00:00:00Z', advance: '1 day' },
    ]) {
      assert.equal((await shop.call('POST', '/_sandbox/clock', order)).status, 422, JSON.stringify(order));
    }
  });
}

async function record(shop) {
  const { client } = shop;
  await scenario('world: faults are listed, matched by method and path, used up and cleared', async () => {
    const fault = await shop.control('POST', 'faults', {
      method: 'get',
      path: '/customers/*',
      status: 404,
      times: 2,
      code: 'GONE_FISHING',
    });
    assert.deepEqual([fault.method, fault.times, fault.answer], ['GET', 2, 'whole']);
    const buyer = await shop.customer(); // a POST is not meant
    const told = await client.customers.retrieve(buyer.customer_id).catch((error) => error.error);
    assert.equal(told.code, 'GONE_FISHING');
    assert.deepEqual((await shop.control('GET', 'faults')).items, [{ ...fault, times: 1 }]);
    await shop.control('DELETE', 'faults');
    assert.deepEqual((await shop.control('GET', 'faults')).items, []);
    assert.equal((await client.customers.retrieve(buyer.customer_id)).customer_id, buyer.customer_id);
  });
  await scenario('world: the record holds what was sent and answered, by whom, and never the key', async () => {
    const { next: from } = await shop.control('GET', 'exchanges?limit=1000');
    const buyer = await shop.customer();
    await shop.ingest(shop.event(buyer, 'recorded/1'), shop.event(buyer, 'recorded/2'));
    await client.usageEvents.retrieve('recorded/1');
    const { items } = await shop.control('GET', `exchanges?after=${from}&limit=2`);
    const [, ingest] = items;
    assert.deepEqual(
      [ingest.method, ingest.target, ingest.status, ingest.answer_body],
      ['POST', '/events/ingest', 200, '{"ingested_count":2}'],
    );
    assert.deepEqual(ingest.events, ['recorded/1', 'recorded/2']);
    same(ingest.sender, { kind: 'sdk', name: 'TypeScript', version: '2.52.0' });
    const rest = await shop.control('GET', `exchanges?after=${ingest.seq}`);
    assert.equal(rest.items[0].target, '/events/recorded%2F1');
    assert.ok(!JSON.stringify([items, rest]).includes(shop.address.api_key));
  });
  await scenario('world: the record is also a live stream', async () => {
    const { next: from } = await shop.control('GET', 'exchanges?limit=1000');
    const answer = await shop.witness.fetch(`${shop.address.dodo_url}/_sandbox/exchanges/stream?after=${from}`, {
      headers: { authorization: `Bearer ${shop.address.api_key}` },
    });
    assert.equal(answer.headers.get('content-type'), 'text/event-stream');
    const buyer = await shop.customer();
    let text = '';
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    while (!/\ndata: .*\n/.test(text)) text += decoder.decode((await reader.read()).value, { stream: true });
    await reader.cancel();
    const data = JSON.parse(text.match(/\ndata: (.*)\n/)[1]);
    assert.ok(data.answer_body.includes(buyer.customer_id));
  });
  await scenario('world: verdicts say for each meter whether an event counts', async () => {
    const sale = await shop.sale({ meter: { event_name: 'judged' } });
    await shop.ingest(
      shop.event(sale.customer, 'v1', { event_name: 'judged' }),
      shop.event(sale.customer, 'v2', { event_name: 'Judged' }),
    );
    const { items } = await shop.control('GET', 'verdicts?event_id=v1&event_id=v2');
    const reasons = items.map((item) => item.meters.find((meter) => meter.meter_id === sale.meter.id).reason);
    assert.deepEqual(reasons, ['counted', 'name_differs']);
  });
}

export async function world(shop) {
  await state(shop);
  await snapshots(shop);
  await clock(shop);
  await record(shop);
}
