// SPDX-License-Identifier: MIT
// A program of the terminal: one run, one event, whatever the network does.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { check } from '../conformance/check.mjs';
import { closedAddress } from './gate.mjs';

export async function oneEvent(name, recipe, { folder, customer, gate }) {
  await check(`${name}: one run is one event, counted`, async () => {
    await folder.done();
    assert.equal(await customer.consumed(recipe), recipe.units);
    const [event] = await customer.events();
    assert.equal(event.event_name, recipe.meter.event_name);
    assert.deepEqual(new Map(Object.entries(event.metadata)), new Map(Object.entries(recipe.metadata)));
    assert.match(event.timestamp, /Z$/);
    assert.match(gate.seen[0].agent, /^(DodoPayments\/JS 2\.52\.0|usage-(python|go)\/1\.0|curl\/[\d.]+)$/);
  });
}

export async function allWeathers(name, recipe, world) {
  const { folder, customer, gate } = world;
  let expected = await customer.consumed(recipe);
  const counted = async (more) => assert.equal(await customer.consumed(recipe), (expected += more));

  await check(`${name}: a second run is a second event`, async () => {
    await folder.done('3');
    await counted(3);
  });
  await check(`${name}: refused with 429, cut after it was stored: counted once`, async () => {
    gate.fail(429, 'cut');
    assert.match(await folder.done('5'), /1 accepted, 0 of them new/);
    await counted(5);
    assert.equal(gate.seen.length, 3);
    assert.deepEqual(gate.seen.map(({ ids }) => ids), Array(3).fill(gate.seen[0].ids));
    const [first, second, third] = gate.seen.map(({ at }) => at);
    assert.ok(second - first >= 950, 'Retry-After is honoured');
    assert.ok(third - second >= 700, 'the second wait is longer');
  });
  await check(`${name}: queued while nobody listens`, async () => {
    await folder.set({ DODO_PAYMENTS_BASE_URL: await closedAddress() });
    const { code, err } = await folder.run('7');
    assert.notEqual(code, 0);
    assert.match(err, /1 queued/);
    assert.equal((await folder.queued()).length, 1);
    await folder.set({ DODO_PAYMENTS_BASE_URL: gate.url });
    await counted(0);
  });
  await check(`${name}: sent at the next start, after a 503`, async () => {
    await folder.keepQueue();
    gate.fail(503);
    assert.match(await folder.done('send'), /1 accepted, 1 of them new, 0 refused, 0 queued/);
    await counted(7);
  });
  await check(`${name}: the same queue again bills nothing twice`, async () => {
    await folder.restoreQueue();
    assert.match(await folder.done('send'), /1 accepted, 0 of them new, 0 refused, 0 queued/);
    await counted(0);
  });
  await batches(name, recipe, world, counted);
  await refusals(name, recipe, world);
}

const eventOf = (recipe, customer, tokens) => ({
  event_id: randomUUID(),
  customer_id: customer,
  event_name: recipe.meter.event_name,
  timestamp: new Date().toISOString(),
  metadata: { ...recipe.metadata, tokens },
});

async function batches(name, recipe, { folder, customer, gate }, counted) {
  await check(`${name}: 1001 queued events are two requests`, async () => {
    await folder.put(Array.from({ length: 1001 }, () => eventOf(recipe, customer.id, 1)));
    gate.fail();
    assert.match(await folder.done('send'), /1001 accepted, 1001 of them new/);
    assert.deepEqual(gate.seen.map(({ ids }) => ids.length), [1000, 1]);
    await counted(1001);
  });
  await check(`${name}: one bad event is put aside, the others are counted`, async () => {
    const bad = { ...eventOf(recipe, customer.id, 1), customer_id: 'cus_nobody' };
    await folder.put([bad, ...Array.from({ length: 4 }, () => eventOf(recipe, customer.id, 1))]);
    const { code, out, err } = await folder.run('send');
    assert.notEqual(code, 0);
    assert.match(out, /4 accepted, 4 of them new, 1 refused, 0 queued/);
    assert.ok(err.includes(bad.event_id), err);
    assert.deepEqual(await folder.queued('refused'), [`${bad.event_id}.json`]);
    await counted(4);
  });
}

async function refusals(name, recipe, { folder, gate, wrongKey }) {
  await check(`${name}: an amount that is no number sends nothing`, async () => {
    gate.fail();
    const { code, err } = await folder.run('many');
    assert.notEqual(code, 0);
    assert.match(err, /many/);
    assert.deepEqual([gate.seen.length, (await folder.queued()).length], [0, 0]);
  });
  await check(`${name}: a key that is refused keeps the event, and asks once`, async () => {
    const { DODO_PAYMENTS_API_KEY } = folder.env;
    await folder.set({ DODO_PAYMENTS_API_KEY: wrongKey });
    gate.fail();
    assert.notEqual((await folder.run('1')).code, 0);
    assert.deepEqual([gate.seen.length, (await folder.queued()).length], [1, 1]);
    await folder.set({ DODO_PAYMENTS_API_KEY });
  });
  await check(`${name}: no address, no start`, async () => {
    await folder.set({ DODO_PAYMENTS_BASE_URL: '' });
    const { code, err } = await folder.run('1');
    assert.notEqual(code, 0);
    assert.match(err, /without the address line the official client talks to live/);
    assert.equal((await folder.queued()).length, 1);
  });
}
