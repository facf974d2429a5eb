// SPDX-License-Identifier: MIT
// Plan changes, charges and pauses of subscriptions (dodo-api.md 2.7).
import DodoPayments from 'dodopayments';
import { an, assert, refused, same, scenario } from './check.mjs';
import { cards, recurringPrice } from './shop.mjs';

const refusal = (code) => ({ type: DodoPayments.UnprocessableEntityError, status: 422, code });
const nothing = { payment_id: null, payment_link: null, client_secret: null, expires_on: null };

async function usagePriced(shop) {
  const { client } = shop;
  const sale = await shop.sale();
  const plan = { product_id: sale.product.product_id, quantity: 1, proration_billing_mode: 'prorated_immediately' };
  const rows = [
    ['a plan change', () => client.subscriptions.changePlan(sale.subscription, plan), 'UNSUPPORTED_ACTION'],
    ['its preview', () => client.subscriptions.previewChangePlan(sale.subscription, plan), 'UNSUPPORTED_ACTION'],
    [
      'a charge',
      () => client.subscriptions.charge(sale.subscription, { product_price: 500 }),
      'ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED',
    ],
  ];
  for (const [name, call, code] of rows) {
    await scenario(`plans: ${name} of a usage-based subscription is ${code}`, () => refused(call, refusal(code)));
  }
}

async function recurring(shop) {
  const { client } = shop;
  const small = await shop.product(recurringPrice(1000), { name: 'Small' });
  const large = await shop.product(recurringPrice(3000), { name: 'Large' });
  const bought = async () => (await shop.buy(small, await shop.customer())).subscription;
  const plan = (more) => ({
    product_id: large.product_id,
    quantity: 1,
    proration_billing_mode: 'full_immediately',
    ...more,
  });
  await scenario('plans: changed at once: nulls are answered, the subscription is the new plan', async () => {
    const id = await bought();
    const preview = await client.subscriptions.previewChangePlan(id, plan());
    assert.deepEqual(
      [preview.immediate_charge.summary.total_amount, preview.new_plan.product_id],
      [3000, large.product_id],
    );
    assert.equal((await client.subscriptions.retrieve(id)).product_id, small.product_id);
    assert.deepEqual(await client.subscriptions.changePlan(id, plan()), nothing);
    const after = await client.subscriptions.retrieve(id);
    assert.deepEqual(
      [after.product_id, after.recurring_pre_tax_amount, after.status],
      [large.product_id, 3000, 'active'],
    );
    const {
      items: [payment],
    } = await client.payments.list({ subscription_id: id });
    assert.equal(payment.total_amount, 3000);
  });
  await scenario('plans: do_not_bill changes the plan without a payment', async () => {
    const id = await bought();
    assert.deepEqual(
      await client.subscriptions.changePlan(id, plan({ proration_billing_mode: 'do_not_bill' })),
      nothing,
    );
    assert.equal((await client.payments.list({ subscription_id: id })).items.length, 1);
  });
  await scenario(
    'plans: one for the next billing date waits, stops a second one with 409, and can be taken back',
    async () => {
      const id = await bought();
      await client.subscriptions.changePlan(id, plan({ effective_at: 'next_billing_date' }));
      const waiting = await client.subscriptions.retrieve(id);
      assert.deepEqual([waiting.product_id, waiting.scheduled_change.product_id], [small.product_id, large.product_id]);
      assert.equal(waiting.scheduled_change.effective_at, waiting.next_billing_date);
      const { status, headers, json } = await shop.call('POST', `/subscriptions/${id}/change-plan`, plan());
      assert.deepEqual([status, headers.get('x-should-retry')], [409, 'false']);
      assert.match(json.code, /PLAN_CHANGE_EXISTS$/);
      const { data, response } = await client.subscriptions.cancelChangePlan(id).withResponse();
      assert.deepEqual([data, response.status], [null, 204]);
      assert.equal((await client.subscriptions.retrieve(id)).scheduled_change, null);
      await refused(() => client.subscriptions.cancelChangePlan(id), {
        status: 404,
        code: 'SCHEDULED_PLAN_CHANGE_NOT_FOUND',
      });
    },
  );
  await scenario('plans: one for the next billing date is the plan from then on', async () => {
    const id = await bought();
    await client.subscriptions.changePlan(id, plan({ effective_at: 'next_billing_date' }));
    await shop.advance('1 month');
    const after = await client.subscriptions.retrieve(id);
    assert.deepEqual([after.product_id, after.scheduled_change], [large.product_id, null]);
    const {
      items: [payment],
    } = await client.payments.list({ subscription_id: id });
    assert.equal(payment.total_amount, 3000);
    await shop.today();
  });
  await scenario('plans: a quantity of 0, no mode and a plan for one that ended are refused', async () => {
    const id = await bought();
    await refused(() => client.subscriptions.changePlan(id, plan({ quantity: 0 })), { status: 422 });
    await refused(() => client.subscriptions.changePlan(id, plan({ proration_billing_mode: undefined })), {
      status: 422,
    });
    await refused(() => client.subscriptions.changePlan(id, plan({ product_id: 'pdt_nobody' })), { status: 404 });
    await client.subscriptions.update(id, { status: 'cancelled' });
    await refused(() => client.subscriptions.changePlan(id, plan()), refusal('SUBSCRIPTION_INACTIVE'));
  });
  await scenario('plans: a change that waits for its payment stops the next one with 409', async () => {
    const { subscription: id } = await shop.buy(small, await shop.customer(), { card: cards.failsLater });
    await client.subscriptions.changePlan(id, plan({ on_payment_failure: 'prevent_change' }));
    assert.equal((await client.subscriptions.retrieve(id)).product_id, small.product_id);
    const { status, headers, json } = await shop.call('POST', `/subscriptions/${id}/change-plan`, plan());
    assert.deepEqual([status, json.code, headers.get('x-should-retry')], [409, 'PENDING_PLAN_CHANGE_EXISTS', 'false']);
  });
  await scenario('plans: a subscription on demand is charged when asked', async () => {
    const bargain = { subscription_data: { on_demand: { mandate_only: true } } };
    const { subscription: id } = await shop.buy(small, await shop.customer(), bargain);
    assert.equal((await client.subscriptions.retrieve(id)).on_demand, true);
    const { payment_id: payment } = await client.subscriptions.charge(id, { product_price: 777 });
    const { total_amount: amount, subscription_id: of, status } = await client.payments.retrieve(payment);
    assert.deepEqual([amount, of, status], [777, id, 'succeeded']);
  });
  await scenario('plans: a charge needs a subscription on demand', async () => {
    const id = await bought();
    await refused(() => client.subscriptions.charge(id, { product_price: 500 }), { status: 422 });
  });
}

async function paused(shop) {
  const { client } = shop;
  await scenario('pausing: paused and resumed by status, each with its webhook', async () => {
    const sale = await shop.sale();
    await shop.settled();
    const events = await shop.messagesOf(async () => {
      const stopped = await client.subscriptions.update(sale.subscription, { status: 'paused' });
      assert.equal(stopped.status, 'paused');
      same(stopped.paused_at, an.time);
      const active = await client.subscriptions.update(sale.subscription, { status: 'active' });
      assert.deepEqual([active.status, active.paused_at], ['active', null]);
    });
    const types = events.map((event) => event.type).filter((type) => type !== 'subscription.updated');
    assert.deepEqual(types, ['subscription.paused', 'subscription.unpaused']);
  });
  await scenario('pausing: status goes alone, and a paused one is not renewed', async () => {
    const sale = await shop.sale({ price: { fixed_price: 4900 } });
    await refused(() => client.subscriptions.update(sale.subscription, { status: 'paused', tax_id: 'x' }), {
      status: 422,
    });
    await client.subscriptions.update(sale.subscription, { status: 'paused' });
    await shop.advance('2 months');
    assert.equal((await client.subscriptions.retrieve(sale.subscription)).status, 'paused');
    assert.equal((await client.payments.list({ subscription_id: sale.subscription })).items.length, 1);
    await shop.today();
  });
}

export async function plans(shop) {
  await usagePriced(shop);
  await recurring(shop);
}

export const pausing = paused;
