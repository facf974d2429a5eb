// SPDX-License-Identifier: MIT
// Advice beside answers that stay as the contract has them: the header X-PixelMeter-Advice.
import { assert, collect, scenario } from './check.mjs';
import { usagePrice } from './shop.mjs';

const adviceOf = async (call) => (await call.withResponse()).response.headers.get('x-pixelmeter-advice');

async function onEvents(shop) {
  const { client } = shop;
  const sale = await shop.sale({ meter: { aggregation: { type: 'sum', key: 'tokens' } } });
  const told = (...events) => adviceOf(client.usageEvents.ingest({ events }));
  const event = (id, more) => shop.event(sale.customer, id, more);
  const counted = { metadata: { tokens: 5 } };
  await scenario('advice: none for an event that bills', async () =>
    assert.equal(await told(event('a1', counted)), null),
  );
  const rows = [
    ['a name in another case', 'a2', { ...counted, event_name: 'Image.Generated' }, /case/],
    ['a number sent as text', 'a3', { metadata: { tokens: '5' } }, /text/],
    ['a property that is not there', 'a4', { metadata: { token: 5 } }, /tokens/],
  ];
  for (const [name, id, more, why] of rows) {
    await scenario(`advice: ${name} is told with the event's id, and the event is stored`, async () => {
      const advice = await told(event(id, more));
      assert.match(advice, new RegExp(id));
      assert.match(advice, why);
      assert.match(advice, /^[\x20-\x7e]+$/);
      assert.equal((await client.usageEvents.retrieve(id)).event_id, id);
    });
  }
  await scenario('advice: a customer without a subscription is told', async () => {
    const stranger = await shop.customer();
    assert.match(await told(shop.event(stranger, 'a5', counted)), /subscription/);
  });
  await scenario('advice: for up to ten events, none for eleven', async () => {
    const wrong = (n) => Array.from({ length: n }, (_, i) => event(`many ${n} ${i}`, { event_name: 'nothing' }));
    assert.match(await told(...wrong(10)), /nothing/);
    assert.equal(await told(...wrong(11)), null);
  });
}

async function onCalls(shop) {
  const { client } = shop;
  await scenario('advice: an iteration that leaves out a page is told', async () => {
    for (let i = 0; i < 25; i += 1) await shop.customer({ email: `${i}@advice.example.com` });
    const told = [];
    const client25 = shop.clientWith({
      fetch: async (url, init) => {
        const answer = await shop.witness.fetch(url, init);
        told.push(answer.headers.get('x-pixelmeter-advice'));
        return answer;
      },
    });
    assert.equal((await collect(client25.customers.list({ email: '@advice.' }))).length, 15);
    assert.match(told[0], /page_size/);
    assert.match(told[1], /page/);
    assert.equal(await adviceOf(client.customers.list({ email: '@advice.', page_size: 100 })), null);
  });
  await scenario('advice: a price below the smallest unit is told', async () => {
    const meter = await shop.meter();
    const { response } = await client.products
      .create({
        name: 'Cheap',
        tax_category: 'saas',
        price: usagePrice([{ meter_id: meter.id, price_per_unit: '0.05' }]),
      })
      .withResponse();
    assert.match(response.headers.get('x-pixelmeter-advice'), /0\.05/);
  });
}

export async function advice(shop) {
  await onEvents(shop);
  await onCalls(shop);
}
