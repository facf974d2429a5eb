// SPDX-License-Identifier: MIT
// Scenarios with a name, and what they compare with. One that fails does not stop the others.
import strict from 'node:assert/strict';

export const tally = { scenarios: 0, checks: 0, failed: [] };

// node:assert, counted.
export const assert = new Proxy(strict, {
  get:
    (real, name) =>
    (...values) => {
      tally.checks += 1;
      return real[name](...values);
    },
});

// What an answer's schema has against it is told by whoever watches the answers.
let overdue = () => [];
export function alsoAsk(faults) {
  overdue = faults;
}

export async function check(name, body) {
  try {
    await body();
    const faults = overdue();
    if (faults.length > 0) throw new Error(faults.join('\n    '));
    tally.scenarios += 1;
    console.log(`ok ${tally.scenarios} ${name}`);
  } catch (error) {
    tally.failed.push(name);
    error.told = true;
    console.log(`not ok ${name}: ${error.message}`);
    throw error;
  }
}

// As check, but the topic goes on.
export const scenario = (name, body) => check(name, body).catch(() => {});

// The call fails with this SDK class, status and, where given, code and words.
export async function refused(call, { type, status, code, says }) {
  let error;
  try {
    await call();
  } catch (caught) {
    error = caught;
  }
  assert.ok(error, 'the call went through');
  assert.equal(error.status, status, error.message);
  if (type) assert.ok(error instanceof type, `${error.constructor.name} instead of ${type.name}`);
  if (code) assert.equal(error.error?.code, code);
  if (says) assert.match(error.message, says);
}

// The parts of an answer that no test can know before: each stands for any text of its form.
const idOf = (prefix) => new RegExp(`^${prefix}_[0-9A-Za-z]{21}$`);
export const an = {
  addon: idOf('adn'),
  balance: idOf('cbl'),
  brand: idOf('brnd'),
  business: idOf('bus'),
  checkout: idOf('cks'),
  credit: idOf('cde'),
  customer: idOf('cus'),
  entry: idOf('cle'),
  grant: idOf('cgr'),
  invoice: idOf('inv'),
  meter: idOf('mtr'),
  payment: idOf('pay'),
  product: idOf('pdt'),
  subscription: idOf('sub'),
  webhook: idOf('whk'),
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

const fitted = (actual, expected) => {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual) ? expected : actual;
  if (Array.isArray(actual)) return actual.map((value, i) => fitted(value, expected?.[i]));
  if (actual === null || typeof actual !== 'object') return actual;
  return Object.fromEntries(Object.entries(actual).map(([key, value]) => [key, fitted(value, expected?.[key])]));
};

// The whole value, key by key; a pattern in `expected` takes any text that it matches.
export const same = (actual, expected) => assert.deepEqual(fitted(actual, expected), expected);

export async function collect(pages) {
  const rows = [];
  for await (const row of pages) rows.push(row);
  return rows;
}

export function isPng(bytes) {
  assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
