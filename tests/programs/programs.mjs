// SPDX-License-Identifier: MIT
// programs.mjs PIXELMETER SAVER FOLDER: saves every program for every recipe, and starts what was saved.
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { start } from '../conformance/server.mjs';
import { Folder } from './folder.mjs';
import { openGate } from './gate.mjs';
import { Unfetched, installFor, pinned, typed } from './packages.mjs';
import { pictures } from './pictures.mjs';
import { allWeathers, oneEvent } from './sending.mjs';
import { brokenRequests, requests } from './serving.mjs';
import { webhooks } from './webhooks.mjs';
import { makeWorld, orderOf, recipes } from './world.mjs';

const [program, saver, work] = process.argv.slice(2).map((path) => resolve(path));
const packages = join(work, 'packages');
const wrongKey = 'dodo_live_0123456789';
const atATime = 4; // most of it is waiting

const needs = { python: 'python3', 'webhook-python': 'python3', curl: 'curl', go: 'go' };
const isThere = (tool) => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const missing = Object.keys(needs).filter((kind) => !isThere(needs[kind]));
for (const kind of missing) console.log(`left out: ${kind}, because ${needs[kind]} is not installed`);

async function save(name, order) {
  const file = join(work, `${name}.json`);
  const folder = join(work, name);
  await rm(folder, { recursive: true, force: true });
  await writeFile(file, JSON.stringify(order));
  const { stdout } = await promisify(execFile)(saver, [file, folder]);
  return new Map(JSON.parse(stdout).map((one) => [one.name, one]));
}

// Saves one recipe's programs, and gives each a customer and a gate of its own.
async function folders(name, world, address) {
  const saved = await save(name, orderOf(recipes[name], 'cus_sample', address.dodo_url));
  for (const [kind, { run }] of saved) {
    if (run.includes('npm ci')) await installFor(join(work, name, kind), packages);
  }
  return async (kind) => {
    const customer = await world.customer();
    const gate = await openGate(address.dodo_url);
    gates.push(gate);
    const folder = await Folder.open(join(work, name, kind), saved.get(kind), join(work, 'home'));
    await folder.set({ DODO_PAYMENTS_BASE_URL: gate.url, DODO_CUSTOMER_ID: customer.id });
    return { folder, customer, gate, wrongKey, imageUrl: address.image_url, webhookKey: address.webhook_key, call: world.call };
  };
}

const gates = [];
const terminals = ['typescript', 'python', 'go', 'curl'];

async function jobsOf(world, address) {
  const at = {};
  for (const name of Object.keys(recipes)) at[name] = await folders(name, world, address);
  const jobs = [];
  const job = (kind, work) => missing.includes(kind) || jobs.push(work);

  // The longest first.
  job('typescript', async () => pictures(recipes.images, await at.images('typescript')));
  for (const kind of ['next', 'express']) {
    job(kind, async () => {
      const here = await at.tokens(kind);
      await requests(`tokens, ${kind}`, recipes.tokens, here);
      await brokenRequests(`tokens, ${kind}`, recipes.tokens, here);
    });
    for (const name of ['images', 'nasty']) {
      job(kind, async () => requests(`${name}, ${kind}`, recipes[name], await at[name](kind)));
    }
  }
  for (const kind of terminals) {
    job(kind, async () => {
      const here = await at.tokens(kind);
      await oneEvent(`tokens, ${kind}`, recipes.tokens, here);
      await allWeathers(`tokens, ${kind}`, recipes.tokens, here);
    });
    for (const name of ['images', 'storage', 'nasty']) {
      if (name === 'images' && kind === 'typescript') continue; // that one is the picture program
      job(kind, async () => oneEvent(`${name}, ${kind}`, recipes[name], await at[name](kind)));
    }
  }
  for (const kind of ['webhook-typescript', 'webhook-python']) {
    job(kind, async () => webhooks(kind, await at.tokens(kind)));
  }
  const known = JSON.parse(await readFile(new URL('../conformance/package.json', import.meta.url), 'utf8'));
  for (const kind of ['typescript', 'next', 'express', 'webhook-typescript']) {
    job(kind, async () => {
      await pinned(kind, join(work, 'images', kind), known);
      await typed(`images, ${kind}`, join(work, 'images', kind));
      if (kind !== 'webhook-typescript') await typed(`nasty, ${kind}`, join(work, 'nasty', kind));
    });
  }
  return jobs;
}

const server = await start(program);
try {
  await mkdir(join(work, 'home'), { recursive: true });
  const jobs = await jobsOf(await makeWorld(server.address), server.address);
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let next = jobs.shift(); next; next = jobs.shift()) await next();
    }),
  );
} catch (error) {
  console.error(error instanceof Unfetched ? `skipped: the packages could not be fetched\n${error.message}` : error);
  process.exitCode = error instanceof Unfetched ? 77 : 1;
} finally {
  for (const gate of gates) gate.close();
  await server.stop();
}
