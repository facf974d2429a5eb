// SPDX-License-Identifier: MIT
// conformance.mjs PIXELMETER: the official SDKs, unmodified, against the program's own server.
import assert from 'node:assert/strict';
import DodoPayments from 'dodopayments';
import OpenAI from 'openai';
import { check } from './check.mjs';
import { billing } from './billing.mjs';
import { failures, subscriptionChanges } from './failures.mjs';
import { images } from './images.mjs';
import { ingest } from './ingest.mjs';
import { paging } from './paging.mjs';
import { program } from './program.mjs';
import { start } from './server.mjs';
import { webhooks } from './webhooks.mjs';
import { webui } from './webui.mjs';

// The newest version asks for a newer Node than a system may have; it is not even loaded there.
async function newest(address) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.log(`skipped: openai 7 needs a newer Node than ${process.version}`);
    return;
  }
  const { default: Newest } = await import('openai-newest');
  await images(address, Newest, 'openai 7');
}

const server = await start(process.argv[2]);
try {
  const { address } = server;
  const client = new DodoPayments({ bearerToken: address.api_key, baseURL: address.dodo_url });
  await check('serve prints its addresses and keys', () => {
    for (const key of ['dodo_url', 'image_url', 'api_key', 'webhook_key', 'pid', 'version']) {
      assert.ok(key in address, `${key} is missing`);
    }
  });
  const world = await billing(client, address);
  await ingest(client, address, world);
  await failures(client, address, world);
  await paging(address);
  await images(address, OpenAI, 'openai 4');
  await newest(address);
  await webui(address);
  await program(client, address, world);
  await webhooks(client, address, world);
  await subscriptionChanges(client, address, world);
  await check('SIGTERM ends it with 0', async () => assert.equal((await server.stop()).code, 0));
} catch {
  process.exitCode = 1;
} finally {
  await server.stop();
}
