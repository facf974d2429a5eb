// SPDX-License-Identifier: MIT
// A client of the Stable Diffusion WebUI as they are written: plain fetch, no key, one address.
import { assert, check, isPng } from './check.mjs';

async function call(base, path, body) {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${base}/sdapi/v1/${path}`, body === undefined ? undefined : post);
  const json = await answer.json();
  return { status: answer.status, json };
}

const order = (more) => ({
  prompt: 'a lighthouse on a cliff, storm',
  negative_prompt: 'people, text',
  width: 768,
  height: 512,
  steps: 20,
  cfg_scale: 7,
  sampler_name: 'Euler a',
  seed: -1,
  batch_size: 1,
  n_iter: 1,
  ...more,
});

// Asks on until `enough` is content with what is told.
async function follow(base, enough) {
  for (;;) {
    const { json } = await call(base, 'progress');
    if (enough(json)) return json;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function webui(address) {
  const base = address.dodo_url;
  await check('webui: models, samplers and options are there', async () => {
    const [model] = (await call(base, 'sd-models')).json;
    assert.ok((await call(base, 'samplers')).json.some((sampler) => sampler.name === 'Euler a'));
    assert.ok(Array.isArray((await call(base, 'schedulers')).json));
    assert.equal((await call(base, 'options')).json.sd_model_checkpoint, model.title);
    assert.equal((await call(base, 'options', { sd_model_checkpoint: model.title })).status, 200);
  });
  await check('webui: two pictures, their seeds and their texts', async () => {
    const { status, json } = await call(base, 'txt2img', order({ batch_size: 2 }));
    assert.equal(status, 200);
    const info = JSON.parse(json.info);
    for (const image of json.images) {
      assert.deepEqual(isPng(Buffer.from(image, 'base64')), { width: 768, height: 512 });
    }
    assert.equal(info.all_seeds.length, 2);
    assert.equal(info.all_seeds[0], info.seed);
    assert.match(info.infotexts[1], new RegExp(`Seed: ${info.all_seeds[1]}, Size: 768x512`));
    assert.equal(json.parameters.negative_prompt, 'people, text');
  });
  await check('webui: a seed that is said again gives the picture again', async () => {
    const paint = async () => (await call(base, 'txt2img', order({ seed: 4711, steps: 10 }))).json.images[0];
    assert.equal(await paint(), await paint());
  });
  await check('webui: progress is told, and an interrupt answers with what was made', async () => {
    const answer = call(base, 'txt2img', order({ width: 1024, height: 1024, steps: 50, n_iter: 8 }));
    const told = await follow(base, ({ progress, current_image: image }) => progress > 0 && image);
    assert.ok(told.progress < 1 && told.state.job_count === 8);
    isPng(Buffer.from(told.current_image, 'base64'));
    await follow(base, ({ state }) => state.job_no >= 1);
    assert.deepEqual((await call(base, 'interrupt', {})).json, {});
    const { status, json } = await answer;
    assert.equal(status, 200);
    assert.ok(json.images.length >= 1 && json.images.length < 8, `${json.images.length} pictures`);
    assert.equal((await call(base, 'progress')).json.progress, 0);
  });
  await check('webui: errors have a detail', async () => {
    const wrong = await call(base, 'txt2img', order({ width: 'wide' }));
    assert.equal(wrong.status, 422);
    assert.deepEqual(wrong.json.detail[0].loc, ['body', 'width']);
    const blocked = await call(base, 'txt2img', order({ prompt: 'a murder' }));
    assert.equal(blocked.status, 400);
    assert.equal(typeof blocked.json.detail, 'string');
  });
}
