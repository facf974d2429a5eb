// SPDX-License-Identifier: MIT
// The worked figures: each row of figures.json as a merchant would come by it, from the meter to the payment of the
// renewal. All rows pass one month together.
import { readFileSync } from 'node:fs';
import { an, assert, same, scenario } from './check.mjs';
import { meterFields, usagePrice } from './shop.mjs';

export const rowsOf = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

// Work on many rows at once, a few at a time.
export async function each(rows, work) {
  const left = [...rows];
  const next = async () => {
    for (let row = left.shift(); row; row = left.shift()) await work(row);
  };
  await Promise.all(Array.from({ length: 6 }, next));
}

// The product of two decimals, digit by digit, to hold against what a row calls exact.
export function product(a, b) {
  const parts = [a, b].map((text) => {
    const [whole, fraction = ''] = text.split('.');
    return { digits: BigInt(whole + fraction), places: fraction.length };
  });
  const places = parts[0].places + parts[1].places;
  const digits = (parts[0].digits * parts[1].digits).toString().padStart(places + 1, '0');
  const at = digits.length - places;
  return places === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`.replace(/\.?0+$/, '');
}

const meters = {
  count: { name: 'Pictures', event_name: 'figures.count', measurement_unit: 'images', aggregation: { type: 'count' } },
  sum: {
    name: 'Units',
    event_name: 'figures.sum',
    measurement_unit: 'units',
    aggregation: { type: 'sum', key: 'amount' },
  },
  tokens: {
    name: 'Tokens',
    event_name: 'figures.tokens',
    measurement_unit: 'tokens',
    aggregation: { type: 'sum', key: 'tokens' },
  },
  last: {
    name: 'Storage',
    event_name: 'figures.storage',
    measurement_unit: 'GB',
    aggregation: { type: 'last', key: 'gb' },
  },
};

// A number counts events; otherwise pairs of how often and which value.
export function eventsFor({ sent }, { event_name: name, aggregation: { key } }) {
  if (typeof sent === 'number') return Array.from({ length: sent }, () => ({ event_name: name }));
  return sent.flatMap(([times, value]) =>
    Array.from({ length: times }, () => ({ event_name: name, metadata: { [key]: value } })),
  );
}

export async function ingestAll(shop, events) {
  for (let at = 0; at < events.length; at += 1000) {
    const part = events.slice(at, at + 1000);
    assert.equal(await shop.ingest(...part), part.length);
  }
}

async function bought(shop, row, made) {
  const terms = row.meters.map(({ meter, wire, free }) => ({
    meter_id: made[meter].id,
    price_per_unit: wire,
    free_threshold: free,
  }));
  const price = usagePrice(terms, { currency: row.currency, fixed_price: row.fixed });
  const sold = await shop.product(price, { name: `Row ${row.id}` });
  const customer = await shop.customer();
  row.sale = await shop.buy(sold, customer);
  const events = row.meters.flatMap((part) => eventsFor(part, meters[part.meter]));
  await ingestAll(
    shop,
    events.map((event, i) => shop.event(customer, `${row.id} ${i}`, event)),
  );
}

async function checked(shop, row, made) {
  const { client } = shop;
  const [, period] = await shop.periods(row.sale.subscription);
  same(period, {
    start_date: an.time,
    end_date: an.time,
    meters: row.meters.map(({ meter, wire, free, consumed, chargeable, line }) => ({
      id: made[meter].id,
      name: meters[meter].name,
      consumed_units: consumed,
      free_threshold: free,
      chargeable_units: chargeable,
      price_per_unit: wire,
      currency: row.currency,
      total_price: line,
    })),
  });
  for (const part of row.meters) assert.equal(product(part.chargeable, part.wire), part.exact);
  const { items } = await client.payments.list({ subscription_id: row.sale.subscription, page_size: 100 });
  const renewals = items.filter((payment) => payment.payment_id !== row.sale.payment);
  if (row.bill === 0) return assert.deepEqual(renewals, []);
  assert.deepEqual(
    renewals.map((payment) => [payment.status, payment.total_amount, payment.currency]),
    [['succeeded', row.bill, row.currency]],
  );
  const lines = await client.payments.retrieveLineItems(renewals[0].payment_id);
  assert.equal(lines.currency, row.currency);
  const fee = row.fixed > 0 ? [[`Row ${row.id}`, row.fixed]] : [];
  assert.deepEqual(
    lines.items.map((item) => [item.name, item.amount]),
    [...fee, ...row.meters.map(({ meter, line }) => [meters[meter].name, line])],
  );
}

async function money(shop) {
  const rows = rowsOf('./figures.json').money;
  const made = {};
  for (const [name, fields] of Object.entries(meters)) made[name] = await shop.meter(fields);
  await each(rows, (row) => bought(shop, row, made));
  await shop.advance('1 month');
  for (const row of rows) {
    await scenario(`figures: ${row.id} ${row.says}: ${row.bill} ${row.currency}`, () => checked(shop, row, made));
  }
  await shop.today();
}

// 5.1.34: an amount beyond 32 bits is refused and said, it never wraps.
async function tooLarge(shop) {
  await scenario('figures: C13 bytes at the price of gigabytes are refused, not wrapped', async () => {
    const meter = { aggregation: { type: 'sum', key: 'bytes' } };
    const sale = await shop.sale({ meter, terms: { price_per_unit: '10', free_threshold: 0 } });
    await shop.ingest(shop.event(sale.customer, 'C13', { metadata: { bytes: 5368709120 } }));
    const { status, json } = await shop.call('GET', `/subscriptions/${sale.subscription}/usage-history`);
    assert.deepEqual([status, json.code], [422, 'INTEGER_CONVERSION_FAILURE']);
    await shop.advance('1 month');
    const { status: held } = await shop.client.subscriptions.retrieve(sale.subscription);
    assert.equal(held, 'on_hold');
    const {
      items: [payment],
    } = await shop.client.payments.list({ subscription_id: sale.subscription });
    assert.deepEqual([payment.status, payment.total_amount], ['failed', 0]);
    await shop.today();
  });
}

async function aggregations(shop) {
  const rows = rowsOf('./figures.json').aggregations;
  await each(rows, async (row) => {
    const { aggregation, filter = null } = row;
    row.sale = await shop.sale({ meter: { aggregation, filter }, terms: { price_per_unit: '1', free_threshold: 0 } });
    const events = row.sent.map((metadata, i) =>
      shop.event(row.sale.customer, `${row.sale.meter.id} ${i}`, {
        metadata,
        event_name: row.names?.[i] ?? meterFields.event_name,
      }),
    );
    if (events.length > 0) assert.equal(await shop.ingest(...events), events.length);
  });
  for (const row of rows) {
    await scenario(`figures: ${row.id} ${row.says}: ${row.consumed}`, async () => {
      const line = await shop.usage(row.sale.subscription);
      assert.equal(line.consumed_units, row.consumed);
      const chargeable = row.consumed.startsWith('-') ? '0' : row.consumed;
      assert.deepEqual([line.chargeable_units, line.total_price], [chargeable, Number(chargeable)]);
    });
  }
}

export async function figures(shop) {
  await aggregations(shop);
  await money(shop);
  await tooLarge(shop);
}
