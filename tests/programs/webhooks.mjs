// SPDX-License-Identifier: MIT
// Webhook handlers: the published vectors on a frozen clock, then today's.
import assert from 'node:assert/strict';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { check } from '../conformance/check.mjs';
import { until } from './folder.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const frozen = (at) => ({
  FROZEN_AT: String(at),
  NODE_OPTIONS: `--import=${pathToFileURL(join(here, 'frozen.mjs'))}`,
  PYTHONPATH: join(here, 'frozen'),
});

// worked-figures I5 and I6
const I5 = {
  secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  id: 'msg_test',
  at: 1767225600,
  body: '{"a":1}',
  signature: 'v1,5tO3eCyXhneXweg5XUDsNj4XD77DoAbT71ajcMZcsZ0=',
};
const I6 = {
  secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

function sign({ secret, id, at, body }) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`;
}

const signed = (message) => ({ ...message, signature: sign(message) });

async function deliver(url, { id, at, body, signature }) {
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': signature,
  };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

async function listening(folder, secret, extra, work) {
  await folder.set({ DODO_PAYMENTS_WEBHOOK_KEY: secret, PORT: '0' });
  const server = await folder.serve(extra);
  const handled = (id) => server.lines.filter((line) => line.startsWith(`handled ${id}:`)).length;
  try {
    await work(server.url, handled, server);
  } finally {
    await server.stop();
  }
}

async function vectors(name, folder) {
  await check(`${name}: I5, I7 a published signature, 300 and 301 seconds old`, () =>
    listening(folder, I5.secret, frozen(I5.at), async (url) => {
      assert.equal(await deliver(url, I5), 200);
      for (const [age, status] of [[300, 200], [301, 401], [-300, 200], [-301, 401]]) {
        const message = signed({ ...I5, id: `age_${age}`, at: I5.at - age });
        assert.equal(await deliver(url, message), status, `${age} s old`);
      }
    }));
  await check(`${name}: I6 a secret without a prefix`, () =>
    listening(folder, I6.secret, frozen(I6.at), async (url) => assert.equal(await deliver(url, I6), 200)));
}

const eventBody = JSON.stringify({
  business_id: 'bus_1',
  type: 'subscription.active',
  timestamp: '2026-11-21T10:00:00Z',
  data: { payload_type: 'Subscription', subscription_id: 'sub_1é😀' },
});

const today = (more = {}) =>
  signed({ secret: I5.secret, id: `msg_${randomUUID()}`, at: Math.floor(Date.now() / 1000), body: eventBody, ...more });

async function messages(name, folder) {
  const first = today();
  await check(`${name}: a message is handled once, however often it comes`, () =>
    listening(folder, I5.secret, {}, async (url, handled) => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(url, first)));
      assert.deepEqual(answers, [200, 200, 200, 200, 200]);
      const last = today();
      assert.equal(await deliver(url, last), 200);
      await until('both handled', () => handled(first.id) > 0 && handled(last.id) > 0);
      assert.deepEqual([handled(first.id), handled(last.id)], [1, 1]);
    }));
  const waiting = today();
  await check(`${name}: after a restart the old id stays old, and what was cut short is handled`, async () => {
    const hash = createHash('sha256').update(waiting.id).digest('hex');
    const kept = { id: waiting.id, body: eventBody, event: JSON.parse(eventBody) };
    await writeFile(join(folder.path, 'inbox', `${hash}.json`), JSON.stringify(kept));
    await listening(folder, I5.secret, {}, async (url, handled) => {
      assert.equal(handled(waiting.id), 1);
      assert.equal(await deliver(url, first), 200);
      assert.equal(await deliver(url, waiting), 200);
      const last = today();
      await deliver(url, last);
      await until('the last is handled', () => handled(last.id) === 1);
      assert.deepEqual([handled(first.id), handled(waiting.id)], [0, 1]);
    });
  });
}

async function refusals(name, folder) {
  await check(`${name}: what is not genuine is refused and not kept`, () =>
    listening(folder, I5.secret, {}, async (url) => {
      await mkdir(join(folder.path, 'inbox'), { recursive: true });
      const before = (await readdir(join(folder.path, 'inbox'))).length;
      const good = today();
      const bad = [
        { ...good, body: eventBody.replace('sub_1', 'sub_2') },
        { ...good, id: 'msg_other' },
        { ...good, at: good.at + 1 },
        { ...good, signature: '' },
        { ...good, signature: 'v1' },
        { ...good, signature: good.signature.replace('v1,', 'v2,') },
        { ...good, signature: `v1,${'A'.repeat(43)}=` },
        signed({ ...good, secret: I6.secret }),
      ];
      for (const message of bad) assert.equal(await deliver(url, message), 401, message.signature);
      assert.equal(await deliver(url, today({ body: 'not JSON' })), 400);
      assert.equal(await deliver(new URL('/elsewhere', url), good), 404);
      assert.equal((await readdir(join(folder.path, 'inbox'))).length, before);
      const several = { ...good, signature: `v2,x v1,${'A'.repeat(43)}= ${good.signature}` };
      assert.equal(await deliver(url, several), 200);
    }));
  await check(`${name}: no secret, no start`, async () => {
    await folder.set({ DODO_PAYMENTS_WEBHOOK_KEY: '' });
    const { code, err } = await folder.run();
    assert.notEqual(code, 0);
    assert.match(err, /Set DODO_PAYMENTS_WEBHOOK_KEY/);
  });
}

async function fromTheSandbox(name, { folder, customer, call, webhookKey }) {
  await check(`${name}: the sandbox's signed test event is handled, the same one again is not`, () =>
    listening(folder, webhookKey, {}, async (url, handled, { lines }) => {
      const order = { url, type: 'subscription.active', subscription_id: customer.subscription };
      const first = await call('POST', '/_sandbox/deliveries', order);
      assert.equal(first.status, 200, JSON.stringify(first));
      await until('handled', () => handled(first.id) === 1);
      assert.ok(lines.some((line) => line.includes(customer.subscription)), lines.join('\n'));
      assert.equal((await call('POST', `/_sandbox/deliveries/${first.id}/resend`)).status, 200);
      const { id } = await call('POST', '/_sandbox/deliveries', order);
      await until('the next is handled', () => handled(id) === 1);
      assert.equal(handled(first.id), 1);
    }));
}

export async function webhooks(name, here) {
  const { folder } = here;
  assert.deepEqual([sign(I5), sign(I6)], [I5.signature, I6.signature]);
  await vectors(name, folder);
  await messages(name, folder);
  await refusals(name, folder);
  await fromTheSandbox(name, here);
}
