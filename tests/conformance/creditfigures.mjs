// SPDX-License-Identifier: MIT
// The worked figures of credits: each row of creditfigures.json from the entitlement to the bill of the renewal.
import { assert, collect, scenario } from './check.mjs';
import { creditFields } from './credits.mjs';
import { each, ingestAll, rowsOf } from './figures.mjs';
import { usagePrice } from './shop.mjs';

const meterOf = (i) => ({
  name: `Cost ${i}`,
  event_name: `credits.cost.${i}`,
  measurement_unit: 'units',
  aggregation: { type: 'sum', key: 'cost' },
});

async function bought(shop, row, meters) {
  const { client } = shop;
  row.made = await client.creditEntitlements.create(creditFields(row.credit));
  const terms = row.meters.map(({ per, free }, i) => ({
    meter_id: meters[i].id,
    free_threshold: free,
    credit_entitlement_id: row.made.id,
    meter_units_per_credit: per,
  }));
  const attach = { credit_entitlement_id: row.made.id, ...row.attach };
  const sold = await shop.product(usagePrice(terms, { fixed_price: row.fixed }), {
    name: `Row ${row.id}`,
    credit_entitlements: [attach],
  });
  row.customer = await shop.customer();
  row.sale = await shop.buy(sold, row.customer);
}

const balanceOf = (shop, row) =>
  shop.client.creditEntitlements.balances.retrieve(row.customer.customer_id, { credit_entitlement_id: row.made.id });

async function used(shop, row, meters) {
  const eventsOf = (step, n) =>
    step.sent.flatMap((values, i) =>
      values.map((cost, k) =>
        shop.event(row.customer, `${row.id} ${n} ${i} ${k}`, { event_name: meters[i].event_name, metadata: { cost } }),
      ),
    );
  for (const [n, step] of row.steps.entries()) {
    let seen;
    const events = await shop.messagesOf(async () => {
      await ingestAll(shop, eventsOf(step, n));
      seen = await balanceOf(shop, row);
    });
    assert.deepEqual([seen.balance, seen.overage], [step.balance, step.overage], `step ${n + 1}`);
    const own = events.filter(({ data }) => data.customer_id === row.customer.customer_id);
    const types = own.map((event) => event.type);
    if (step.events) assert.deepEqual(types, step.events);
    if (!types.includes('credit.balance_low')) continue;
    const { data } = own.find((event) => event.type === 'credit.balance_low');
    assert.deepEqual(data, {
      payload_type: 'CreditBalanceLow',
      customer_id: row.customer.customer_id,
      subscription_id: row.sale.subscription,
      credit_entitlement_id: row.made.id,
      credit_entitlement_name: row.made.name,
      brand_id: data.brand_id,
      ...row.low,
    });
  }
}

// The ledger tells each step of a balance: every entry begins where the one before ended.
async function ledgerHolds(shop, row) {
  const { balances } = shop.client.creditEntitlements;
  const entries = (
    await collect(balances.listLedger(row.customer.customer_id, { credit_entitlement_id: row.made.id, page_size: 100 }))
  ).reverse();
  let before = { balance: '0', overage: '0' };
  for (const entry of entries) {
    assert.deepEqual(
      [entry.balance_before, entry.overage_before],
      [before.balance, before.overage],
      entry.transaction_type,
    );
    before = { balance: entry.balance_after, overage: entry.overage_after };
  }
  const { balance, overage } = await balanceOf(shop, row);
  assert.deepEqual(before, { balance, overage });
  return entries;
}

async function renewed(shop, row) {
  const { client } = shop;
  const entries = await ledgerHolds(shop, row);
  if (row.after) {
    const { balance, overage } = await balanceOf(shop, row);
    assert.deepEqual({ balance, overage }, row.after);
  }
  if (row.grants) {
    const { items } = await client.creditEntitlements.balances.listGrants(row.customer.customer_id, {
      credit_entitlement_id: row.made.id,
      status: 'active',
    });
    assert.deepEqual(items.map((grant) => [grant.source_type, grant.remaining_amount]).sort(), row.grants);
  }
  if (row.closing) {
    const sum = (...types) =>
      entries
        .filter((entry) => types.includes(entry.transaction_type))
        .reduce((total, entry) => total + Number(entry.amount), 0);
    assert.equal(String(sum('credit_rolled_over')), row.closing.carried);
    assert.equal(String(sum('rollover_forfeited', 'credit_expired')), row.closing.gone);
  }
  const { items } = await client.payments.list({ subscription_id: row.sale.subscription, page_size: 100 });
  const bills = items
    .filter((payment) => payment.payment_id !== row.sale.payment)
    .map((payment) => payment.total_amount);
  assert.deepEqual(bills, row.bill === 0 ? [] : [row.bill]);
  if (row.bill > row.fixed) {
    const { items: lines } = await client.payments.retrieveLineItems(items[0].payment_id);
    assert.deepEqual(
      lines.map((line) => line.amount).filter((amount) => amount !== 0),
      [row.fixed, row.bill - row.fixed],
    );
  }
}

// A calendar month of 30 days, so that credits of 30 days end with their cycle.
export async function creditFigures(shop) {
  const rows = rowsOf('./creditfigures.json');
  await shop.clock({ set: '2027-04-10T00:00:00Z', mode: 'ticking' });
  const meters = [await shop.meter(meterOf(0)), await shop.meter(meterOf(1))];
  await each(rows, (row) => bought(shop, row, meters));
  for (const row of rows) {
    await scenario(`credit figures: ${row.id} ${row.says}: in the cycle`, () => used(shop, row, meters));
  }
  await shop.advance('1 month');
  for (const row of rows) {
    await scenario(`credit figures: ${row.id} ${row.says}: after it, ${row.bill} cents`, () => renewed(shop, row));
  }
  await shop.today();
}
