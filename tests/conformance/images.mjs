// SPDX-License-Identifier: MIT
// The openai package in two major versions: base64 and addresses, several pictures, streams, errors.
import { assert, check, isPng, refused } from './check.mjs';

const prompt = 'A sunset over mountains with purple clouds';
const pixels = (base64) => isPng(Buffer.from(base64, 'base64'));

async function asBase64(client, name) {
  await check(`${name}: a PNG as base64, with the tokens it cost`, async () => {
    const answer = await client.images.generate({ model: 'gpt-image-2', prompt, quality: 'low', size: '1024x1024' });
    assert.deepEqual(pixels(answer.data[0].b64_json), { width: 1024, height: 1024 });
    assert.equal(answer.data[0].url, undefined);
    assert.equal(answer.usage.output_tokens, 196);
    assert.equal(answer.usage.total_tokens, answer.usage.input_tokens + 196);
  });
  await check(`${name}: three in one call, each another`, async () => {
    const asked = { model: 'gpt-image-2.5-flare', prompt, quality: 'low', size: '512x512', n: 3 };
    const { data } = await client.images.generate(asked);
    assert.equal(new Set(data.map((image) => image.b64_json)).size, 3);
    for (const image of data) assert.deepEqual(pixels(image.b64_json), { width: 512, height: 512 });
  });
  await check(`${name}: a JPEG`, async () => {
    const asked = { model: 'gpt-image-2', prompt, quality: 'low', size: '512x512', output_format: 'jpeg' };
    const { data } = await client.images.generate(asked);
    assert.deepEqual([...Buffer.from(data[0].b64_json, 'base64').subarray(0, 2)], [0xff, 0xd8]);
  });
}

async function asAddress(client, name) {
  await check(`${name}: dall-e-3 answers with an address`, async () => {
    const asked = { model: 'dall-e-3', prompt, quality: 'hd', style: 'vivid', size: '1792x1024', n: 1 };
    const [image] = (await client.images.generate(asked)).data;
    assert.equal(typeof image.revised_prompt, 'string');
    const file = await fetch(image.url);
    assert.equal(file.headers.get('content-type'), 'image/png');
    assert.deepEqual(isPng(Buffer.from(await file.arrayBuffer())), { width: 1792, height: 1024 });
  });
  await check(`${name}: the models of the old tutorials give base64 when asked`, async () => {
    for (const model of ['dall-e-2', 'dall-e-3']) {
      const asked = { model, prompt, size: '1024x1024', response_format: 'b64_json' };
      const [image] = (await client.images.generate(asked)).data;
      assert.deepEqual(pixels(image.b64_json), { width: 1024, height: 1024 });
    }
  });
}

// Version 4 knows streams, but not that pictures come in them: it is told so with the call for paths it has no
// name for, and then hands over the event's name beside its data.
const eventOf = (told) => told.data ?? told;
const open = (client, name, asked) =>
  name === 'openai 4'
    ? client.post('/images/generations', { body: asked, stream: true })
    : client.images.generate(asked);

async function streams(client, name) {
  await check(`${name}: a stream with two partial pictures`, async () => {
    const asked = { model: 'gpt-image-2', prompt, quality: 'low', size: '512x512', stream: true, partial_images: 2 };
    const types = [];
    let last;
    for await (const told of await open(client, name, asked)) {
      const event = eventOf(told);
      types.push(event.type);
      assert.deepEqual(pixels(event.b64_json), { width: 512, height: 512 });
      if (event.type === 'image_generation.partial_image') assert.equal(event.partial_image_index, types.length - 1);
      last = event;
    }
    const partial = 'image_generation.partial_image';
    assert.deepEqual(types, [partial, partial, 'image_generation.completed']);
    assert.equal(last.usage.output_tokens, 145 + 2 * 100);
  });
  await check(`${name}: a stream that is left early ends the call`, async () => {
    const asked = { model: 'gpt-image-2', prompt, quality: 'high', stream: true, partial_images: 3 };
    const stream = await open(client, name, asked);
    for await (const told of stream) {
      assert.equal(eventOf(told).type, 'image_generation.partial_image');
      break;
    }
    assert.ok(stream.controller.signal.aborted);
  });
}

async function errors(client, address, name, OpenAI) {
  const asked = { model: 'gpt-image-2', prompt };
  const bad = { type: OpenAI.BadRequestError, status: 400 };
  const rows = [
    ['response_format is not for GPT Image', { response_format: 'b64_json' }, { ...bad, code: 'unknown_parameter' }],
    ['eleven pictures', { n: 11 }, { ...bad, code: 'invalid_value' }],
    ['a transparent background', { background: 'transparent' }, { ...bad, code: 'invalid_value' }],
    ['a prompt it will not paint', { prompt: 'a murder' }, { ...bad, code: 'moderation_blocked' }],
    ['a prompt it will not paint, streamed', { prompt: 'a murder', stream: true }, { ...bad, code: 'moderation_blocked' }],
    ['a model nobody knows', { model: 'dall-e-9' }, { type: OpenAI.NotFoundError, status: 404, code: 'model_not_found' }],
  ];
  for (const [what, fields, wanted] of rows) {
    await check(`${name}: ${what} is refused`, () =>
      refused(() => client.images.generate({ ...asked, ...fields }), wanted));
  }
  await check(`${name}: a live key is refused`, () => {
    const live = new OpenAI({ apiKey: 'dodo_live_0123456789', baseURL: address.image_url });
    return refused(() => live.images.generate(asked), { type: OpenAI.AuthenticationError, status: 401 });
  });
}

export async function images(address, OpenAI, name) {
  const client = new OpenAI({ apiKey: address.api_key, baseURL: address.image_url });
  await asBase64(client, name);
  await asAddress(client, name);
  await streams(client, name);
  await errors(client, address, name, OpenAI);
  await check(`${name}: the models are listed`, async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.ok(ids.includes('demo-painter') && ids.includes('gpt-image-2'), ids.join());
  });
}
