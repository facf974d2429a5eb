// SPDX-License-Identifier: MIT
// conformance.mjs PIXELMETER [TOPIC…]: the official SDKs, unmodified, against the program's own server. Each topic
// has a sandbox of its own.
import { alsoAsk, check, assert, tally } from './check.mjs';
import { everyCall } from './routes.mjs';
import { judgedMessages } from './receiver.mjs';
import { Shop } from './shop.mjs';
import { topics } from './topics.mjs';
import { Witness } from './witness.mjs';

const [program, ...wanted] = process.argv.slice(2);
const witness = new Witness();
let shop;
alsoAsk(() => [...witness.takeFaults(), ...judgedMessages.faults.splice(0)]);

async function run(name, topic) {
  const began = Date.now();
  shop = await Shop.open(program, witness);
  try {
    await topic(shop);
    await check(`${name}: what was recorded fits too, and the sandbox ends with 0`, async () => {
      assert.equal((await shop.close()).code, 0);
    });
  } catch (error) {
    if (!error.told) tally.failed.push(`${name}: ${error.stack}`);
  } finally {
    await shop.stop();
  }
  console.log(`# ${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

for (const [name, topic] of Object.entries(topics)) {
  if (wanted.length === 0 || wanted.includes(name)) await run(name, topic);
}

const unused = everyCall.filter((call) => !witness.calls.has(call));
console.log(`# ${tally.scenarios} scenarios, ${tally.checks} checks, ${witness.validated} answers fitted their schema`);
console.log(`# ${judgedMessages.taken} webhooks taken, ${judgedMessages.refused} changed ones refused`);
console.log(`# refusals seen: ${[...witness.codes].sort().join(', ')}`);
if (wanted.length === 0) console.log(`# calls not made: ${unused.join(', ') || 'none'}`);
if (tally.failed.length > 0) {
  console.log(`# failed: ${tally.failed.join('; ')}`);
  process.exitCode = 1;
}
