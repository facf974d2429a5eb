// SPDX-License-Identifier: MIT
// Failures to order: the SDK's own retries carry an event through them, counted once.
import DodoPayments from 'dodopayments';
import { usage, usageEvent } from './billing.mjs';
import { assert, check, refused } from './check.mjs';

export async function failures(shop, world) {
  const { client } = shop;
  const consumed = async () => Number((await usage(client, world)).consumed_units);
  const fault = (fields) => shop.control('POST', 'faults', { path: '/events/ingest', ...fields });
  await check('a dropped answer: sent again, counted once', async () => {
    const before = await consumed();
    await fault({ answer: 'drop' });
    const answer = await client.usageEvents.ingest({ events: [usageEvent(world, 'fault_drop')] });
    assert.equal(answer.ingested_count, 0); // the first try had stored it
    assert.equal(await consumed(), before + 1);
  });
  await check('503 twice: the third try is taken', async () => {
    const before = await consumed();
    await fault({ status: 503, times: 2 });
    const answer = await client.usageEvents.ingest({ events: [usageEvent(world, 'fault_503')] });
    assert.equal(answer.ingested_count, 1);
    assert.equal(await consumed(), before + 1);
  });
  await check('500 three times reaches the caller', async () => {
    await fault({ status: 500, times: 3 });
    await refused(() => client.usageEvents.ingest({ events: [usageEvent(world, 'fault_500')] }), {
      type: DodoPayments.InternalServerError,
      status: 500,
    });
    await refused(() => client.usageEvents.retrieve('fault_500'), { type: DodoPayments.NotFoundError, status: 404 });
  });
}

export async function subscriptionChanges(shop, world) {
  const { client } = shop;
  await check('a moved billing date brings the bill', async () => {
    const { now } = await shop.advance('1 day');
    const moved = new Date(Date.parse(now) + 3_600_000).toISOString();
    const changed = await client.subscriptions.update(world.subscription, { next_billing_date: moved });
    assert.equal(Date.parse(changed.next_billing_date), Date.parse(moved));
    await shop.advance('next_renewal');
    const after = await client.subscriptions.retrieve(world.subscription);
    assert.equal(Date.parse(after.previous_billing_date), Date.parse(moved));
  });
  await check('cancelled now: no call works on it any more', async () => {
    const ended = await client.subscriptions.update(world.subscription, { status: 'cancelled' });
    assert.equal(ended.status, 'cancelled');
    await refused(() => client.subscriptions.update(world.subscription, { cancel_at_next_billing_date: true }), {
      type: DodoPayments.UnprocessableEntityError,
      status: 422,
      code: 'SUBSCRIPTION_INACTIVE',
    });
    await shop.today();
  });
}
