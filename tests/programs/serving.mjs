// SPDX-License-Identifier: MIT
// A route or a middleware: each request that ends well is one event.
import assert from 'node:assert/strict';
import { check } from '../conformance/check.mjs';
import { closedAddress } from './gate.mjs';
import { until } from './folder.mjs';

const post = (url, body) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

async function serving(folder, work) {
  const server = await folder.serve();
  try {
    await work(server.url);
  } finally {
    await server.stop();
  }
}

export async function requests(name, recipe, { folder, customer, gate }) {
  const counted = (units) => until(`${name}: ${units} counted`, async () => (await customer.consumed(recipe)) === units);
  const measured = recipe.units !== 1;
  await folder.set({ PORT: '0' });

  await check(`${name}: each request is one event, counted`, () =>
    serving(folder, async (url) => {
      assert.equal((await post(url)).status, 200);
      await counted(recipe.units);
      const { event_id } = await (await post(url, measured ? { amount: recipe.units } : undefined)).json();
      await counted(2 * recipe.units);
      assert.ok((await customer.events()).some((event) => event.event_id === event_id));
    }));
}

export async function brokenRequests(name, recipe, { folder, customer, gate }) {
  await check(`${name}: 503, then cut after it was stored: counted once; a failed request is not billed`, () =>
    serving(folder, async (url) => {
      gate.fail(503, 'cut');
      assert.equal((await post(url, { amount: 5 })).status, 200);
      await until('three tries', () => gate.seen.length >= 3);
      assert.equal((await post(url, { amount: 'five' })).status, 400);
      await until('nothing queued', async () => (await folder.queued()).length === 0);
      assert.equal(await customer.consumed(recipe), 2 * recipe.units + 5);
    }));
  await check(`${name}: killed while the service is away, sent at the next start`, async () => {
    await folder.set({ DODO_PAYMENTS_BASE_URL: await closedAddress() });
    await serving(folder, async (url) => {
      assert.equal((await post(url, { amount: 7 })).status, 200);
      await until('one queued', async () => (await folder.queued()).length === 1);
    });
    await folder.set({ DODO_PAYMENTS_BASE_URL: gate.url });
    await serving(folder, async (url) => {
      assert.equal((await post(url, { amount: 'a first request wakes the route' })).status, 400);
      await until('sent', async () => (await folder.queued()).length === 0);
      assert.equal(await customer.consumed(recipe), 2 * recipe.units + 12);
    });
  });
}
