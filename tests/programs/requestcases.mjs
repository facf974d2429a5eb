// SPDX-License-Identifier: MIT
// Requests as programs and people send them, right and wrong, with strings that would end a literal, a comment
// or a heredoc in one of the languages, or hide in it. `compiled`: also for the languages that take seconds.

export const nastyText = 'a"b\'c\\d`e${f}$(id)%s%n#{g}{{h}}$i@j!k?>*/"""<<JSON\nJSON\n\t\r\u202e\u2028\u00a0\u200bé😀👩‍👩‍👧</b>&#;\u007f';

const event = (id, customer, more = {}) => ({
  event_id: id,
  customer_id: customer,
  event_name: 'image.generated',
  timestamp: new Date().toISOString(),
  metadata: { quality: 'hd', size: '1024x1024' },
  ...more,
});
const post = (name, path, body, more = {}) => ({ name, method: 'POST', path, body, ...more });
const get = (name, path, more = {}) => ({ name, method: 'GET', path, ...more });
const ingest = (name, body, more = {}) => post(name, '/events/ingest', body, more);
const events = (...all) => JSON.stringify({ events: all });
// Digits and escapes that JSON.stringify would change are put in as text.
const withMetadata = (id, customer, metadata) =>
  events(event(id, customer, { metadata: '@' })).replace('"@"', metadata);

export function ingestCases(customer) {
  return [
    ingest('one event', events(event('copy_1', customer)), { compiled: true }),
    ingest('as somebody wrote it by hand', `{\n  "events" : [ ${JSON.stringify(event('copy_2', customer))} ]\n}\n`),
    ingest('two events, one without metadata', events(event('copy_3', customer), event('copy_4', customer, { metadata: undefined }))),
    ingest(
      'nasty texts in every place',
      events(event(`copy ${nastyText}`, customer, { event_name: `name ${nastyText}`, metadata: { [`key ${nastyText}`]: nastyText, ['__proto__']: 'own', constructor: 'c', '': 'empty', 1: 'one' } })),
      { compiled: true },
    ),
    ingest('digits no double holds', withMetadata('copy_5', customer, '{"big":12345678901234567890,"fine":0.1234567890123456789,"small":1e-400}'), { compiled: true }),
    ingest('a whole number no double holds', withMetadata('copy_6', customer, '{"big":12345678901234567890}')),
    ingest('digits written otherwise', withMetadata('copy_7', customer, '{"a":12.50,"b":1E3,"c":-0.0,"d":1.0,"e":0.1,"f":9007199254740991,"g":-5}')),
    ingest('true, false and texts like them', withMetadata('copy_8', customer, '{"yes":true,"no":false,"text":"true","none":"null","number":"5"}'), { compiled: true }),
    ingest('what metadata must not hold', withMetadata('copy_9', customer, '{"n":null,"o":{"a":[1,{"b":[]}],"e":{}}}'), { compiled: true }),
    ingest('a field nobody knows', JSON.stringify({ events: [event('copy_10', customer)], note: nastyText }), { compiled: true }),
    ingest('one key twice', `{"events":[{"event_id":"copy_11","event_id":"copy_12","customer_id":"${customer}","event_name":"x"}]}`),
    ingest('half a surrogate pair', `{"events":[{"event_id":"copy \\ud800","customer_id":"${customer}","event_name":"\\u0041\\/"}]}`, { compiled: true }),
    ingest('no JSON', `{"events": [ '$(id)' "\`${nastyText}\n`, { compiled: true }),
    ingest('a body that looks like a file name', '@/etc/hostname'),
    ingest('no body', undefined, { compiled: true }),
    ingest('a list', '["' + 'x'.repeat(100) + '", 1, null]'),
    ingest('an empty object', '{}'),
    ingest('deeper than anybody reads', '['.repeat(80) + ']'.repeat(80)),
    ingest('nobody known', events(event('copy_13', 'cus_nobody'))),
    ingest('450 events', events(...Array.from({ length: 450 }, (_, i) => event(`many_${i}`, customer))), { compiled: true }),
    ingest('another type', events(event('copy_14', customer)), { headers: { 'content-type': 'text/plain; charset="utf-8"' } }),
  ];
}

export function readingCases({ customer, subscription, payment, product, meter, checkout, webhook }) {
  return [
    get('events of a customer', `/events?customer_id=${customer}&start=2026-01-01T00%3A00%3A00Z&page_size=5`, { compiled: true }),
    get('an event with an odd id', '/events/gen:abc%2F1%202%25%22%27'),
    get('a query nobody knows', '/events?a=1&a=2&b=%22%27%24(id)+%60', { compiled: true }),
    get('a path nobody knows', `/odd/a'b"c{d}|e^f[g]\\h<i>$(id)\`j\`/?q=a'b"c#k`, { compiled: true }),
    get('an encoding named in the path', '/meters?x=coding=latin-1'),
    get('meters', '/meters'),
    get('archived meters', '/meters?archived=true&page_number=0&page_size=5'),
    get('a flag that is none', '/meters?archived=perhaps&page_size=05'),
    get('one meter', `/meters/${meter}`),
    get('products', '/products?recurring=true&page_size=100'),
    get('one product', `/products/${product}`),
    get('customers by e-mail', '/customers?email=a%2Bb%40example.com'),
    get('one customer', `/customers/${customer}`),
    get('subscriptions', `/subscriptions?status=active&customer_id=${customer}`),
    get('one subscription', `/subscriptions/${subscription}`),
    get('usage history', `/subscriptions/${subscription}/usage-history?start_date=2026-01-01T00%3A00%3A00Z&meter_id=&page_number=0`),
    get('payments', `/payments?customer_id=${customer}`),
    get('one payment', `/payments/${payment}`),
    get('its lines', `/payments/${payment}/line-items`),
    get('an invoice on paper', `/invoices/payments/${payment}`, { headers: { accept: 'application/pdf' } }),
    get('one checkout', `/checkouts/${checkout}`),
    get('webhooks', '/webhooks?limit=5'),
    get('one webhook', `/webhooks/${webhook}`),
    get('its secret', `/webhooks/${webhook}/secret`),
  ];
}

export function writingCases({ customer, subscription, product, meter, webhook, newMeter, newProduct }) {
  const json = JSON.stringify;
  const patch = (name, path, body, more = {}) => ({ name, method: 'PATCH', path, body, ...more });
  const remove = (name, path, more = {}) => ({ name, method: 'DELETE', path, ...more });
  return [
    post('a meter', '/meters', json(newMeter)),
    remove('a meter goes', `/meters/${meter}`, { compiled: true }),
    post('a meter comes back', `/meters/${meter}/unarchive`, undefined, { compiled: true }),
    post('a product', '/products', json(newProduct)),
    patch('a product changes', `/products/${product}`, json({ name: nastyText, description: null }), { compiled: true }),
    remove('a product goes', `/products/${product}`),
    post('a product comes back', `/products/${product}/unarchive`),
    post('a customer', '/customers', json({ email: 'o\'hara+"x"@example.com', name: nastyText, metadata: { n: 1.5, ok: true } })),
    patch('a customer changes', `/customers/${customer}`, json({ name: 'Zoë' })),
    post('a checkout', '/checkouts', json({ product_cart: [{ product_id: product, quantity: 1 }], customer: { customer_id: customer } })),
    patch('a subscription changes', `/subscriptions/${subscription}`, json({ metadata: { seat: '4' } })),
    post('another plan', `/subscriptions/${subscription}/change-plan`, json({ product_id: product, proration_billing_mode: 'prorated_immediately', quantity: 1 })),
    post('a webhook', '/webhooks', json({ url: 'http://127.0.0.1:9/hook', description: nastyText })),
    patch('a webhook changes', `/webhooks/${webhook}`, json({ disabled: true })),
    patch('its headers change', `/webhooks/${webhook}/headers`, json({ headers: { 'x-own': 'it\'s "so"' } })),
    remove('a webhook goes', `/webhooks/${webhook}`),
    { name: 'a method of no route', method: 'PUT', path: '/meters', body: '{"a":1}' },
    post('a picture', '/v1/images/generations', json({ prompt: `a fox ${nastyText}`, n: 1, size: '256x256', model: 'demo-painter' }), { compiled: true }),
    post('a picture nobody makes', '/v1/images/generations', json({ prompt: '', colour: 'red' })),
  ];
}
