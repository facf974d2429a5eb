// SPDX-License-Identifier: MIT
// The merchant's program of imageapp.mjs with nothing but its two addresses pointed here.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usage } from './billing.mjs';
import { assert, check, isPng } from './check.mjs';

async function run(folder, environment, lines) {
  const file = fileURLToPath(new URL('imageapp.mjs', import.meta.url));
  const options = { cwd: folder, env: environment, stdio: ['pipe', 'pipe', 'inherit'] };
  const child = spawn(process.execPath, [file], options);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  child.stdin.end(lines.join('\n'));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, said);
  return said;
}

export async function program({ client, address }, world) {
  const folder = await mkdtemp(join(tmpdir(), 'imageapp-'));
  // Its own settings, as they stood before; the two addresses are all that is added.
  const own = {
    PATH: process.env.PATH,
    OPENAI_API_KEY: 'sk-of-the-merchant',
    DODO_PAYMENTS_API_KEY: 'key-of-the-merchant',
    CUSTOMER_ID: world.customer.customer_id,
  };
  const addresses = { OPENAI_BASE_URL: address.image_url, DODO_PAYMENTS_BASE_URL: address.dodo_url };
  const consumed = async () => Number((await usage(client, world)).consumed_units);
  try {
    await check('a terminal program draws, saves, and its event is counted', async () => {
      const before = await consumed();
      const said = await run(folder, { ...own, ...addresses }, ['A fox in the snow', 'a murder', 'A red balloon']);
      const files = [...said.matchAll(/Drawn: (\S+)/g)].map((match) => match[1]);
      const events = [...said.matchAll(/Counted: (\S+)/g)].map((match) => match[1]);
      assert.equal(files.length, 2, said);
      assert.match(said, /Not drawn: 400/);
      for (const file of files) {
        assert.deepEqual(isPng(await readFile(join(folder, file))), { width: 1024, height: 1024 });
      }
      assert.equal(await consumed(), before + 2);
      for (const id of events) {
        const event = await client.usageEvents.retrieve(id);
        assert.equal(event.customer_id, world.customer.customer_id);
        assert.equal(event.metadata.quality, 'standard');
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
