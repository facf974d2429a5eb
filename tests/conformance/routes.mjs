// SPDX-License-Identifier: MIT
// Which schema belongs to the answer of which call, by status; refusals have one shape everywhere. A colon
// stands for one segment. Empty, Pdf and Stream are no JSON.
import { schemas } from './schemas.mjs';

const dodo = {
  'POST /meters': { 201: 'Meter' },
  'GET /meters': { 200: 'Meters' },
  'GET /meters/:': { 200: 'Meter' },
  'DELETE /meters/:': { 204: 'Empty' },
  'POST /meters/:/unarchive': { 200: 'Empty' },
  'POST /events/ingest': { 200: 'Ingested' },
  'GET /events': { 200: 'Events' },
  'GET /events/:': { 200: 'Event' },
  'POST /products': { 200: 'Product' },
  'GET /products': { 200: 'Products' },
  'GET /products/:': { 200: 'Product' },
  'PATCH /products/:': { 200: 'Empty' },
  'DELETE /products/:': { 200: 'Empty' },
  'POST /products/:/unarchive': { 200: 'Empty' },
  'POST /customers': { 200: 'Customer' },
  'GET /customers': { 200: 'Customers' },
  'GET /customers/:': { 200: 'Customer' },
  'PATCH /customers/:': { 200: 'Customer' },
  'GET /customers/:/credit-entitlements': { 200: 'CustomerCredits' },
  'POST /customers/:/customer-portal/session': { 200: 'Portal' },
  'GET /customers/:/wallets': { 200: 'Wallets' },
  'GET /customers/:/wallets/ledger-entries': { 200: 'WalletEntries' },
  'POST /customers/:/wallets/ledger-entries': { 200: 'Wallet' },
  'POST /checkouts': { 200: 'Session' },
  'POST /checkouts/preview': { 200: 'Preview' },
  'GET /checkouts/:': { 200: 'SessionStatus' },
  'GET /subscriptions': { 200: 'Subscriptions' },
  'GET /subscriptions/:': { 200: 'Subscription' },
  'PATCH /subscriptions/:': { 200: 'Subscription' },
  'GET /subscriptions/:/usage-history': { 200: 'UsageHistory' },
  'GET /subscriptions/:/credit-usage': { 200: 'CreditUsages' },
  'POST /subscriptions/:/change-plan': { 200: 'PlanChange' },
  'POST /subscriptions/:/change-plan/preview': { 200: 'PlanPreview' },
  'DELETE /subscriptions/:/change-plan/scheduled': { 204: 'Empty' },
  'POST /subscriptions/:/charge': { 200: 'Charge' },
  'GET /payments': { 200: 'Payments' },
  'GET /payments/:': { 200: 'Payment' },
  'GET /payments/:/line-items': { 200: 'LineItems' },
  'GET /invoices/payments/:': { 200: 'Pdf' },
  'POST /credit-entitlements': { 201: 'Credit' },
  'GET /credit-entitlements': { 200: 'Credits' },
  'GET /credit-entitlements/:': { 200: 'Credit' },
  'PATCH /credit-entitlements/:': { 200: 'Empty' },
  'DELETE /credit-entitlements/:': { 200: 'Empty' },
  'POST /credit-entitlements/:/undelete': { 200: 'Empty' },
  'GET /credit-entitlements/:/balances': { 200: 'Balances' },
  'GET /credit-entitlements/:/balances/:': { 200: 'Balance' },
  'GET /credit-entitlements/:/balances/:/grants': { 200: 'Grants' },
  'GET /credit-entitlements/:/balances/:/ledger': { 200: 'Ledger' },
  'POST /credit-entitlements/:/balances/:/ledger-entries': { 201: 'EntryResult' },
  'POST /webhooks': { 200: 'Webhook' },
  'GET /webhooks': { 200: 'Webhooks' },
  'GET /webhooks/:': { 200: 'Webhook' },
  'PATCH /webhooks/:': { 200: 'Webhook' },
  'DELETE /webhooks/:': { 200: 'Empty' },
  'GET /webhooks/:/secret': { 200: 'Secret' },
  'GET /webhooks/:/headers': { 200: 'WebhookHeaders' },
  'PATCH /webhooks/:/headers': { 200: 'Empty' },
  'POST /addons': { 200: 'Addon' },
  'GET /addons': { 200: 'Addons' },
  'GET /addons/:': { 200: 'Addon' },
  'PATCH /addons/:': { 200: 'Addon' },
};

// The pay page and the sandbox's own controls are no part of the service's API.
const own = {
  'POST /session/:': { 200: 'Paid' },
  'GET /_sandbox/state': { 200: 'State' },
  'PUT /_sandbox/state': { 200: 'Exchanged' },
  'POST /_sandbox/reset': { 200: 'Exchanged' },
  'GET /_sandbox/clock': { 200: 'Clock' },
  'POST /_sandbox/clock': { 200: 'Clock' },
  'GET /_sandbox/snapshots': { 200: 'Snapshots' },
  'POST /_sandbox/snapshots': { 201: 'Snapshot' },
  'POST /_sandbox/snapshots/:/restore': { 200: 'Restored' },
  'GET /_sandbox/exchanges': { 200: 'Exchanges' },
  'GET /_sandbox/exchanges/stream': { 200: 'Stream' },
  'GET /_sandbox/verdicts': { 200: 'Verdicts' },
  'POST /_sandbox/faults': { 201: 'Fault' },
  'GET /_sandbox/faults': { 200: 'Faults' },
  'DELETE /_sandbox/faults': { 204: 'Empty' },
  'POST /_sandbox/deliveries': { 200: 'Delivery' },
  'GET /_sandbox/deliveries': { 200: 'Deliveries' },
  'GET /_sandbox/deliveries/:': { 200: 'Delivery' },
  'POST /_sandbox/deliveries/:/resend': { 200: 'Delivery' },
  'GET /_sandbox/rate-limit': { 200: 'RateLimit' },
  'PUT /_sandbox/rate-limit': { 200: 'RateLimit' },
  'POST /_sandbox/activate': { 204: 'Empty' },
};

const text = { type: 'string' };
const whole = { type: 'integer' };
const maybe = (type) => ({ type: [type, 'null'] });
const items = (name) => ({
  type: 'object',
  properties: { items: { type: 'array', items: { $ref: `#/$defs/${name}` } } },
  required: ['items'],
});
const exactly = (properties) =>
  ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });
const atLeast = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });

const ownSchemas = {
  State: atLeast({ version: { const: 1 }, meters: { type: 'array' }, events: { type: 'array' } }),
  Exchanged: exactly({ snapshot: text, generation: whole }),
  Restored: exactly({ snapshot: text, generation: whole }),
  Snapshot: atLeast({ id: text }),
  Snapshots: items('Snapshot'),
  Clock: exactly({ now: { type: 'string', pattern: 'Z$' }, mode: { enum: ['real', 'ticking', 'frozen'] },
    offset_ms: whole }),
  Fault: exactly({ id: text, method: maybe('string'), path: maybe('string'), times: whole, delay_ms: whole,
    status: maybe('integer'), code: maybe('string'), retry_after: maybe('integer'),
    answer: { enum: ['whole', 'cut', 'drop'] } }),
  Faults: items('Fault'),
  RateLimit: exactly({ tier: maybe('integer') }),
  Verdict: atLeast({ event_id: text, meters: { type: 'array' } }),
  Verdicts: items('Verdict'),
  Exchange: atLeast({ id: text, seq: whole, method: text, target: text, retry: whole, status: whole,
    answer_head: { type: 'array' }, answer_body: text, events: { type: 'array' } }),
  Exchanges: atLeast({ items: items('Exchange').properties.items, next: whole, first: whole, missing: whole }),
  Attempt: exactly({ at: text, status: maybe('integer'), took_ms: whole, response_body: text,
    problem: maybe('string') }),
  Delivery: exactly({ id: text, webhook_id: maybe('string'), url: text, type: text, created_at: text, body: text,
    attempts: { type: 'array', items: { $ref: '#/$defs/Attempt' } }, next_attempt_at: maybe('string'),
    state: { enum: ['accepted', 'pending', 'failed'] }, status: maybe('integer'), took_ms: whole,
    response_body: text, problem: maybe('string') }),
  Deliveries: items('Delivery'),
};

export const definitions = { ...schemas, ...ownSchemas };

const table = Object.entries({ ...dodo, ...own }).map(([call, answers]) => {
  const [method, pattern] = call.split(' ');
  return { method, pattern, segments: pattern.split('/'), answers };
});

// The route that a call goes to; one that names the segment goes before one with a colon there.
export function routeOf(method, path) {
  const segments = path.split('/');
  const fits = (route) => route.method === method && route.segments.length === segments.length &&
    route.segments.every((part, i) => part === segments[i] || (part === ':' && segments[i] !== ''));
  const colons = (route) => route.segments.filter((part) => part === ':').length;
  return table.filter(fits).sort((a, b) => colons(a) - colons(b))[0];
}

// Every call of the API, to see at the end which were never made.
export const everyCall = Object.keys(dodo);
