// SPDX-License-Identifier: MIT
// requests.mjs PIXELMETER WRITER FOLDER: sends requests to a sandbox, copies what it recorded of them as programs
// in every language, starts those, and compares what the sandbox recorded then.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { check } from '../conformance/check.mjs';
import { start } from '../conformance/server.mjs';
import { Unfetched, installFor } from './packages.mjs';
import { ingestCases, readingCases, writingCases } from './requestcases.mjs';
import { isInstalled, run, runs } from './requestruns.mjs';
import { makeWorld, recipes } from './world.mjs';

const [program, writer, work] = process.argv.slice(2).map((path) => resolve(path));
const shelf = new URL('../../resources/programs/', import.meta.url);
const keepOut = 'dodo_test_do_not_print_me';

// As it is told, byte for byte: no client that would mend the request on the way.
function sendRaw({ dodo_url, api_key }, { method, path, body, headers = {} }) {
  const { hostname, port } = new URL(dodo_url);
  const bytes = Buffer.from(body ?? '');
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${api_key}`,
    'Connection: close',
  ];
  if (body !== undefined && !headers['content-type']) lines.push('Content-Type: application/json');
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (method !== 'GET') lines.push(`Content-Length: ${bytes.length}`);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes])));
    socket.once('error', failed).once('close', done).resume();
  });
}

const client = ({ dodo_url, api_key }) => async (method, path, body) => {
  const answer = await fetch(dodo_url + path, { method, headers: { authorization: `Bearer ${api_key}`, 'content-type': 'application/json' }, body });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer.text();
};

async function recordedAfter(address, seq) {
  return JSON.parse(await client(address)('GET', `/_sandbox/exchanges?after=${seq}&limit=1000`));
}

// What stands behind the requests, and the requests themselves in the order they are sent.
async function casesFor(address) {
  const world = await makeWorld(address);
  const customer = await world.customer();
  const call = world.call;
  const { items: payments } = await call('GET', `/payments?customer_id=${customer.id}`);
  const { items: products } = await call('GET', '/products');
  const { id: webhook } = await call('POST', '/webhooks', { url: 'http://127.0.0.1:9/hook' });
  const product = products[0].product_id;
  const { session_id: checkout } = await call('POST', '/checkouts', { product_cart: [{ product_id: product, quantity: 1 }], customer: { customer_id: customer.id } });
  const { id: meter } = await call('POST', '/meters', { ...recipes.tokens.meter, name: 'To be archived' });
  const { price } = await call('GET', `/products/${product}`);
  const ids = { customer: customer.id, subscription: customer.subscription, payment: payments[0].payment_id, product, meter, checkout, webhook };
  const newProduct = { name: 'Copied', tax_category: 'saas', price: { ...price, meters: price.meters.map(({ meter_id }) => ({ meter_id, price_per_unit: '0.0000000000001', free_threshold: 0 })) } };
  return [...ingestCases(customer.id), ...readingCases(ids), ...writingCases({ ...ids, newMeter: recipes.nasty.meter, newProduct })];
}

const folderOf = (index) => `case-${String(index + 1).padStart(2, '0')}`;

// Sends every case, and has what was recorded of it written as programs.
async function writePrograms(cases, address) {
  let { next } = await recordedAfter(address, 0);
  while (true) {
    const more = await recordedAfter(address, next);
    if (more.next === next) break;
    next = more.next;
  }
  const orders = [];
  for (const [index, one] of cases.entries()) {
    await sendRaw(address, one);
    const { items, next: last } = await recordedAfter(address, next);
    assert.equal(items.length, 1, `${one.name}: ${items.length} recorded`);
    next = last;
    [one.exchange] = items;
    one.folder = folderOf(index);
    orders.push({ name: one.folder, exchange: one.exchange, address: address.dodo_url, fresh: false });
  }
  orders.push({ name: 'fresh', exchange: cases[0].exchange, address: address.dodo_url, fresh: true });
  orders.push({ name: 'fresh-nasty', exchange: cases[3].exchange, address: address.dodo_url, fresh: true });
  const file = join(work, 'orders.json');
  await writeFile(file, JSON.stringify(orders));
  const written = JSON.parse(execFileSync(writer, [file, join(work, 'copied')], { maxBuffer: 64 << 20 }));
  return new Map(written.map((one) => [`${one.name} ${one.kind}`, one]));
}

async function packages() {
  const folder = join(work, 'npm');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(new URL('pictures/package.json', shelf), join(folder, 'package.json'));
  await copyFile(new URL('locks/pictures.json', shelf), join(folder, 'package-lock.json'));
  await installFor(folder, join(work, 'packages'));
  return folder;
}

const decoded = (target) => {
  const [path, query = ''] = target.split(/\?(.*)/s);
  return { path: decodeURIComponent(path), query: [...new URLSearchParams(query)] };
};

function headOf({ request_head: head }, name) {
  return head.find(([one]) => one === name)?.[1] ?? '';
}

// The same request as far as a server can tell; bodies are compared later, all at once.
function sameRequest(now, then) {
  assert.equal(now.method, then.method);
  assert.deepEqual(decoded(now.target), decoded(then.target));
  assert.equal(headOf(now, 'authorization').startsWith('Bearer '), true);
  if (then.request_body) {
    const type = (one) => (headOf(one, 'content-type') || 'application/json').split(';')[0];
    assert.equal(type(now), type(then));
  }
}

const environment = ({ dodo_url, image_url }) => ({
  PATH: process.env.PATH,
  HOME: join(work, 'home'),
  LANG: 'C.UTF-8',
  DODO_PAYMENTS_API_KEY: keepOut,
  OPENAI_API_KEY: keepOut,
  DODO_PAYMENTS_BASE_URL: `${dodo_url}/`,
  OPENAI_BASE_URL: image_url,
  PYTHONDONTWRITEBYTECODE: '1',
});

// Starts one program, and gives what the sandbox recorded while it ran.
async function started(runner, folder, env, address, at) {
  const result = await run(runner.start(), { cwd: join(work, 'copied', folder), env });
  const { items, next } = await recordedAfter(address, at.seq);
  at.seq = next;
  assert.ok(!`${result.out}${result.err}`.includes(keepOut), 'it prints the key');
  return { ...result, items };
}

async function allOf(runner, cases, written, world, compared) {
  const server = await start(program);
  try {
    const { address } = server;
    const env = environment(address);
    const label = runner.label ?? runner.kind;
    if (runner.client) env.PYTHONPATH = new URL('standin', import.meta.url).pathname;
    const at = { seq: 0 };
    await client(address)('PUT', '/_sandbox/state', world);
    const chosen = cases.filter(({ compiled }) => compiled || !runner.slow);
    let refusals = 0;
    let clients = 0;
    await check(`${label}: ${chosen.length} copied requests`, async () => {
      for (const one of chosen) {
        const { refused } = written.get(`${one.folder} ${runner.kind}`);
        if (refused) {
          refusals += 1;
          continue;
        }
        const { code, out, err, items } = await started(runner, one.folder, env, address, at);
        const about = `${one.name} (${one.folder}): ${out}${err}`.slice(0, 800);
        assert.equal(items.length, 1, `${items.length} recorded, ${about}`);
        try {
          sameRequest(items[0], one.exchange);
        } catch (error) {
          assert.fail(`${error.message}\n${about}`);
        }
        assert.equal(code === 0, items[0].status < 400, `exit ${code} after ${items[0].status}, ${about}`);
        assert.match(`${out}${err}`, new RegExp(`(^|\\s)${items[0].status}(\\s|$)`), about);
        if (runner.client) clients += items[0].sender.kind === 'sdk';
        compared.push({ name: `${label}, ${one.name}`, now: items[0].request_body, then: one.exchange.request_body });
      }
      assert.ok(refusals <= 1, `${refusals} were refused`);
      assert.ok(!runner.client || clients > chosen.length * 0.8, `${clients} went through the client`);
    });
    await anew(runner, cases, env, address, at);
    await withoutSettings(runner, cases[0], env, address, at);
  } finally {
    await server.stop();
  }
}

async function anew(runner, cases, env, address, at) {
  await check(`${runner.kind}: with new ids the same events are new, every time`, async () => {
    for (const [folder, one] of [['fresh', cases[0]], ['fresh-nasty', cases[3]], ['fresh', cases[0]]]) {
      const { code, out, err, items } = await started(runner, folder, env, address, at);
      assert.equal(code, 0, `${out}${err}`);
      assert.match(out, /"ingested_count":\s*1/);
      const now = JSON.parse(items[0].request_body).events[0];
      const { timestamp, ...then } = JSON.parse(one.exchange.request_body).events[0];
      assert.ok(timestamp);
      assert.notEqual(now.event_id, then.event_id);
      assert.deepEqual({ ...now, event_id: 0 }, { ...then, event_id: 0 });
    }
  });
}

async function withoutSettings(runner, one, env, address, at) {
  await check(`${runner.kind}: without a key it says so, without an address it uses the recorded one`, async () => {
    const keyless = await started(runner, one.folder, { ...env, DODO_PAYMENTS_API_KEY: undefined }, address, at);
    assert.notEqual(keyless.code, 0);
    assert.match(keyless.err, /DODO_PAYMENTS_API_KEY/);
    assert.equal(keyless.items.length, 0);
    const elsewhere = await started(runner, one.folder, { ...env, DODO_PAYMENTS_BASE_URL: '' }, address, at);
    assert.equal(elsewhere.code, 0, elsewhere.out + elsewhere.err);
    assert.equal(elsewhere.items.length, 0);
  });
}

// What the service took is right for the official types too.
async function typed(cases) {
  await check('TypeScript: what was accepted has the official types, strictly', async () => {
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2022', types: ['node'], skipLibCheck: true };
    const taken = cases.filter(({ exchange }) => exchange.status < 400).map(({ folder }) => `${folder}/request.ts`);
    const files = [...taken, 'fresh/request.ts', 'fresh-nasty/request.ts'];
    await writeFile(join(work, 'copied', 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const { code, out } = await run(['node_modules/.bin/tsc', '-p', '.'], { cwd: join(work, 'copied') });
    assert.equal(code, 0, out);
    assert.ok(taken.length > cases.length / 2);
  });
}

async function readOnly(reader, cases) {
  await check(`${reader.kind}: ${cases.length} copied requests are read by ${reader.tool}`, async () => {
    for (const one of cases) {
      const { code, out, err } = await run(reader.check(), { cwd: join(work, 'copied', one.folder), env: environment({}) });
      assert.equal(code, 0, `${one.name}: ${err}`);
      assert.equal(out.trim(), '', `${one.name}: ${reader.tool} would write it otherwise`);
    }
  });
}

// Digits are compared as numbers of any size, keys in any order but as often as they were there.
async function sameValues(compared) {
  await check(`${compared.length} bodies hold the same values`, async () => {
    const file = join(work, 'bodies.json');
    await writeFile(file, JSON.stringify(compared));
    const { code, out, err } = await run(['python3', new URL('samevalues.py', import.meta.url).pathname, file], {});
    assert.equal(code, 0, out + err);
  });
}

const server = await start(program);
try {
  await rm(join(work, 'copied'), { recursive: true, force: true });
  await mkdir(join(work, 'home'), { recursive: true });
  const [cases] = await Promise.all([casesFor(server.address), packages()]);
  const written = await writePrograms(cases, server.address);
  await rm(join(work, 'copied', 'node_modules'), { force: true });
  await symlink(join(work, 'npm', 'node_modules'), join(work, 'copied', 'node_modules'));
  const world = await client(server.address)('GET', '/_sandbox/state');
  const there = runs.filter(isInstalled);
  for (const { kind, tool } of runs.filter((one) => !there.includes(one))) console.log(`left out: ${kind}, because ${tool} is not installed`);
  const compared = [];
  const jobs = there.map((one) => () => (one.start ? allOf(one, cases, written, world, compared) : readOnly(one, cases)));
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      for (let next = jobs.shift(); next; next = jobs.shift()) await next();
    }),
  );
  await typed(cases);
  await sameValues(compared);
} catch (error) {
  console.error(error instanceof Unfetched ? `skipped: the packages could not be fetched\n${error.message}` : error);
  process.exitCode = error instanceof Unfetched ? 77 : 1;
} finally {
  await server.stop();
}
