// SPDX-License-Identifier: MIT
// Usage events (dodo-api.md 2.3, 3.1): what is kept of them, how they are found, and when they count.
import DodoPayments from 'dodopayments';
import { an, assert, collect, refused, same, scenario } from './check.mjs';
import { usagePrice } from './shop.mjs';

const notFound = { type: DodoPayments.NotFoundError, status: 404, code: 'NOT_FOUND' };
const badQuery = (status) => ({ status, code: 'INVALID_QUERY_PARAMS' });
const after = (ms) => new Date(Date.now() + ms).toISOString();

async function kept(shop) {
  const { client } = shop;
  const buyer = await shop.customer();
  const back = (id) => client.usageEvents.retrieve(id);
  await scenario("events: one is read whole, with the sandbox's time when it brought none", async () => {
    const before = Date.now();
    const { data, response } = await client.usageEvents
      .ingest({ events: [shop.event(buyer, 'whole 1')] })
      .withResponse();
    assert.deepEqual([data, response.status], [{ ingested_count: 1 }, 200]);
    const event = await back('whole 1');
    same(event, {
      business_id: an.business,
      customer_id: buyer.customer_id,
      event_id: 'whole 1',
      event_name: 'image.generated',
      timestamp: an.time,
      metadata: null,
    });
    const at = Date.parse(event.timestamp);
    assert.ok(at >= before - 1 && at <= Date.now() + 1, event.timestamp);
  });
  await scenario('events: metadata keeps its four types and its numbers', async () => {
    const metadata = {
      text: 'a “quoted” \\ line\n',
      empty: '',
      '': 'no key',
      whole: 3,
      large: 9007199254740991,
      small: -0.000001,
      fraction: 12.5,
      yes: true,
      no: false,
      like: '3',
    };
    await shop.ingest(shop.event(buyer, 'types', { metadata }));
    assert.deepEqual((await back('types')).metadata, metadata);
  });
  await scenario('events: a time keeps its instant: fractions of 0 to 9 digits and any offset', async () => {
    const second = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString().slice(0, 19);
    const local = new Date(Date.parse(`${second}Z`) + 5.5 * 3_600_000).toISOString().slice(0, 19);
    const rows = [
      [`${second}Z`, 0],
      [`${second}.5Z`, 500],
      [`${second}.123Z`, 123],
      [`${second}.123456Z`, 123],
      [`${second}.123456789Z`, 123],
      [`${local}+05:30`, 0],
      [`${second}.25+00:00`, 250],
    ];
    for (const [i, [timestamp, ms]] of rows.entries()) {
      await shop.ingest(shop.event(buyer, `time ${i}`, { timestamp }));
      const told = (await back(`time ${i}`)).timestamp;
      assert.equal(Date.parse(told), Date.parse(`${second}Z`) + ms, `${timestamp} became ${told}`);
    }
    assert.match((await back('time 3')).timestamp, /\.123456Z$/);
  });
  for (const id of [
    'a/b',
    '50%',
    'with space',
    'a%2Fb',
    'gen:abc/1 2%',
    'q?x=1&y=2',
    '#1',
    'a+b',
    '.hidden',
    'ünïcödé 图',
    '"quoted"',
    'a\\b',
    "~!$&'()*,;=:@",
  ]) {
    await scenario(`events: the id “${id}” is found again`, async () => {
      await shop.ingest(shop.event(buyer, id));
      assert.equal((await back(id)).event_id, id);
      const { response } = await client.usageEvents.retrieve(id).withResponse();
      assert.equal(response.status, 200);
    });
  }
  await scenario('events: ids are told apart by case, and unknown ones are 404', async () => {
    await shop.ingest(shop.event(buyer, 'Case'));
    for (const id of ['case', 'CASE', 'Case ', 'nobody', 'a%252Fb']) await refused(() => back(id), notFound);
  });
  await scenario('events: the first content of an id stays, also for another customer', async () => {
    const other = await shop.customer();
    assert.equal(await shop.ingest(shop.event(buyer, 'mine', { metadata: { a: 1 } })), 1);
    assert.equal(await shop.ingest(shop.event(other, 'mine', { metadata: { a: 2 } }), shop.event(other, 'theirs')), 1);
    const event = await back('mine');
    assert.deepEqual([event.customer_id, event.metadata], [buyer.customer_id, { a: 1 }]);
  });
  await scenario('events: one that cannot be taken refuses its whole request, and is named', async () => {
    const events = [shop.event(buyer, 'good'), shop.event({ customer_id: 'cus_nobody' }, 'bad')];
    await refused(() => shop.ingest(...events), {
      status: 400,
      code: 'INVALID_REQUEST_BODY',
      says: /events\[1\].*cus_nobody/,
    });
    await refused(() => back('good'), notFound);
  });
}

async function listed(shop) {
  const { client } = shop;
  const [first, second] = [await shop.customer(), await shop.customer()];
  const filter = { conjunction: 'and', clauses: [{ key: 'quality', operator: 'equals', value: 'hd' }] };
  const meter = await shop.meter({ filter, event_name: 'listed' });
  const at = (seconds) => after(seconds * 1000 - 600_000);
  const start = at(0);
  const rows = [
    [first, 'l0', 'listed', 'hd', start],
    [first, 'l1', 'listed', 'draft', at(10)],
    [second, 'l2', 'listed', 'hd', at(20)],
    [first, 'l3', 'other', 'hd', at(30)],
  ];
  await shop.ingest(
    ...rows.map(([customer, id, name, quality, timestamp]) =>
      shop.event(customer, id, { event_name: name, timestamp, metadata: { quality } }),
    ),
  );
  const ids = async (query) =>
    (await collect(client.usageEvents.list({ page_size: 100, ...query }))).map((event) => event.event_id);
  const own = { start, end: at(40) };
  await scenario('events: a list holds the whole events, newest first', async () => {
    assert.deepEqual(await ids(own), ['l3', 'l2', 'l1', 'l0']);
    const {
      items: [newest],
    } = await client.usageEvents.list({ ...own, page_size: 1 });
    assert.deepEqual(newest, await client.usageEvents.retrieve('l3'));
  });
  const choices = [
    ['a customer', { customer_id: first.customer_id }, ['l3', 'l1', 'l0']],
    ['a name', { event_name: 'listed' }, ['l2', 'l1', 'l0']],
    ['a meter, with its filter', { meter_id: meter.id }, ['l2', 'l0']],
    ['a meter and its own name', { meter_id: meter.id, event_name: 'listed' }, ['l2', 'l0']],
    ['a meter that is null is none', { meter_id: null, event_name: 'other' }, ['l3']],
    ['all of them together', { customer_id: second.customer_id, meter_id: meter.id, event_name: 'listed' }, ['l2']],
    ['start is part of it, end is not', { start, end: rows[2][4] }, ['l1', 'l0']],
    ['start and end at one moment hold nothing', { start, end: start }, []],
    ['page 1 of a filtered list', { meter_id: meter.id, page_size: 1, page_number: 1 }, ['l0']],
  ];
  for (const [name, query, expected] of choices) {
    await scenario(`events: listed by ${name}`, async () =>
      assert.deepEqual(await ids({ ...own, ...query }), expected),
    );
  }
  await scenario('events: wrong queries: 400 by meaning, 404 for no meter, 422 for a wrong page', async () => {
    const wrong = (query, wanted) => refused(() => client.usageEvents.list(query), wanted);
    await wrong({ meter_id: meter.id, event_name: 'other' }, badQuery(400));
    await wrong({ start: 'today' }, badQuery(400));
    await wrong({ end: '2026-13-01T00:00:00Z' }, badQuery(400));
    await wrong({ start: at(10), end: at(0) }, badQuery(400));
    await wrong({ meter_id: 'mtr_nobody' }, notFound);
    await wrong({ page_size: 1000 }, badQuery(422));
  });
}

async function counted(shop) {
  const usageOf = async (sale) => (await shop.usage(sale.subscription)).consumed_units;
  await scenario(
    'events: an archived meter takes no new usage, keeps its old, and counts again when brought back',
    async () => {
      const sale = await shop.sale();
      await shop.ingest(shop.event(sale.customer, 'arc 1'));
      await shop.client.meters.archive(sale.meter.id);
      await shop.ingest(shop.event(sale.customer, 'arc 2'));
      assert.equal(await usageOf(sale), '1');
      await shop.client.meters.unarchive(sale.meter.id);
      await shop.ingest(shop.event(sale.customer, 'arc 3'));
      assert.equal(await usageOf(sale), '2');
    },
  );
  await scenario(
    'events: H17 from before the purchase none is counted, after a renewal in the next period',
    async () => {
      const made = await shop.meter();
      const product = await shop.product(usagePrice([{ meter_id: made.id, price_per_unit: '5', free_threshold: 0 }]));
      const customer = await shop.customer();
      await shop.ingest(shop.event(customer, 'early', { timestamp: after(-60_000) }));
      const { subscription } = await shop.buy(product, customer);
      await shop.ingest(shop.event(customer, 'within 1'), shop.event(customer, 'within 2'));
      await shop.advance('1 month');
      await shop.ingest(shop.event(customer, 'next'));
      const periods = await shop.periods(subscription);
      assert.deepEqual(
        periods.map((period) => [period.meters[0].consumed_units, period.meters[0].total_price]),
        [
          ['1', 5],
          ['2', 10],
        ],
      );
      await shop.today();
    },
  );
  await scenario('events: one counts in each subscription of its customer that has the meter', async () => {
    const sale = await shop.sale();
    const second = await shop.buy(sale.product, sale.customer);
    await shop.ingest(shop.event(sale.customer, 'both'));
    assert.deepEqual([await usageOf(sale), await usageOf(second)], ['1', '1']);
  });
  await scenario('events: a meter counts events from before it was made, in the current period', async () => {
    const customer = await shop.customer();
    await shop.ingest(shop.event(customer, 'ahead', { event_name: 'made.later', timestamp: after(120_000) }));
    const meter = await shop.meter({ event_name: 'made.later' });
    const product = await shop.product(usagePrice([{ meter_id: meter.id, price_per_unit: '5' }]));
    assert.equal(await usageOf(await shop.buy(product, customer)), '1');
  });
  await scenario("events: outside the window by the sandbox's date, and told so", async () => {
    const sale = await shop.sale();
    await shop.advance('1 day');
    await refused(() => shop.ingest(shop.event(sale.customer, 'real time', { timestamp: new Date().toISOString() })), {
      status: 400,
      code: 'INVALID_REQUEST_BODY',
      says: /date/,
    });
    assert.equal(await shop.ingest(shop.event(sale.customer, 'no time')), 1);
    await shop.today();
  });
}

export async function events(shop) {
  await kept(shop);
  await listed(shop);
  await counted(shop);
}
