// SPDX-License-Identifier: MIT
// The openai package: today's models answer with base64, the retired one with an address.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { check, isPng, refused } from './check.mjs';

export async function images(address) {
  const client = new OpenAI({ apiKey: address.api_key, baseURL: address.image_url });
  const prompt = 'A sunset over mountains with purple clouds';
  await check('openai: a PNG as base64', async () => {
    const answer = await client.images.generate({ model: 'gpt-image-2', prompt, quality: 'low', size: '1024x1024' });
    const size = isPng(Buffer.from(answer.data[0].b64_json, 'base64'));
    assert.deepEqual(size, { width: 1024, height: 1024 });
    assert.equal(answer.data[0].url, undefined);
  });
  await check('openai: dall-e-3 answers with an address', async () => {
    const asked = { model: 'dall-e-3', prompt, quality: 'hd', style: 'vivid', size: '1792x1024', n: 1 };
    const [image] = (await client.images.generate(asked)).data;
    assert.equal(typeof image.revised_prompt, 'string');
    const file = await fetch(image.url);
    assert.equal(file.headers.get('content-type'), 'image/png');
    assert.deepEqual(isPng(Buffer.from(await file.arrayBuffer())), { width: 1792, height: 1024 });
  });
  await check('openai: response_format is not for GPT Image', () =>
    refused(() => client.images.generate({ model: 'gpt-image-2', prompt, response_format: 'b64_json' }), {
      type: OpenAI.BadRequestError,
      status: 400,
      code: 'unknown_parameter',
    }));
  await check('openai: the models are listed', async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.ok(ids.includes('demo-painter') && ids.includes('gpt-image-2'), ids.join());
  });
}
