// SPDX-License-Identifier: MIT
// One line per check; the first that fails ends the run.
import assert from 'node:assert/strict';

let done = 0;

export async function check(name, body) {
  try {
    await body();
    done += 1;
    console.log(`ok ${done} ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${error.message}`);
    throw error;
  }
}

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
  assert.ok(error instanceof type, `${error.constructor.name} instead of ${type.name}`);
  if (code) assert.equal(error.error?.code, code);
  if (says) assert.match(error.message, says);
}

export async function collect(pages) {
  const rows = [];
  for await (const row of pages) rows.push(row);
  return rows;
}

export function isPng(bytes) {
  assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

// One of the sandbox's own controls.
export async function control(address, path, body) {
  const answer = await fetch(`${address.dodo_url}/_sandbox/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${address.api_key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, await answer.clone().text());
  return answer.json();
}
