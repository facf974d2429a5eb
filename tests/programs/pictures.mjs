// SPDX-License-Identifier: MIT
// The picture program: prompt, picture, event, stats; by arguments and as a conversation.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { check, isPng } from '../conformance/check.mjs';
import { closedAddress } from './gate.mjs';

export async function pictures(recipe, { folder, customer, gate, imageUrl }) {
  const made = async () => (await readdir(join(folder.path, 'pictures'))).sort();
  const { quality } = recipe.metadata;

  await check('pictures: a prompt is a picture, an event, and the bill so far', async () => {
    const out = await folder.done('A red kite over a lake');
    assert.match(out, /Events: 1 accepted, 1 of them new, 0 refused/);
    assert.match(out, /Counted: 1, 9 free left, 0 billable, bill so far \$0\.00/);
    const [event] = await customer.events();
    const facts = { provider_quality: 'medium', size: '1024x1024', model: 'gpt-image-2.5-flare' };
    assert.deepEqual({ ...event.metadata }, { quality, ...facts });
    assert.deepEqual(await made(), [`${event.event_id}.png`]);
    const picture = await readFile(join(folder.path, 'pictures', `${event.event_id}.png`));
    assert.deepEqual(isPng(picture), { width: 1024, height: 1024 });
  });
  await check('pictures: a broken answer and a repeat bill once', async () => {
    gate.fail(503, 'cut');
    assert.match(await folder.done('A lake'), /1 accepted, 0 of them new/);
    assert.equal(await customer.consumed(recipe), 2);
  });
  await check('pictures: made and queued while the service is away, another model', async () => {
    await folder.set({ DODO_PAYMENTS_BASE_URL: await closedAddress(), IMAGE_MODEL: 'gpt-image-2' });
    assert.match((await folder.run('A forest')).out, /1 queued until the next picture/);
    assert.equal((await made()).length, 3);
    await folder.set({ DODO_PAYMENTS_BASE_URL: gate.url });
  });
  await check('pictures: asks for prompts until “quit”; what was queued goes first', async () => {
    const out = await folder.talk(['stats', '', 'quit', 'never read']);
    assert.match(out, /1 accepted, 1 of them new[\s\S]*Counted: 3, 7 free left/);
    assert.equal((await made()).length, 3);
  });
  await check('pictures: a picture that fails is not billed', async () => {
    await folder.set({ OPENAI_BASE_URL: await closedAddress() });
    assert.notEqual((await folder.run('A lake')).code, 0);
    assert.deepEqual([(await made()).length, await customer.consumed(recipe)], [3, 3]);
  });
  await check('pictures: no image address, no start', async () => {
    await folder.set({ OPENAI_BASE_URL: '' });
    assert.match((await folder.run('A lake')).err, /without it the official client asks OpenAI, which charges/);
    await folder.set({ OPENAI_BASE_URL: imageUrl });
  });
}
