// SPDX-License-Identifier: MIT
// A terminal program as a merchant writes it: a prompt becomes a picture, the picture a usage event. It says
// nothing of addresses: both clients take theirs from the environment.
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import DodoPayments from 'dodopayments';
import OpenAI from 'openai';

const openai = new OpenAI();
const dodo = new DodoPayments();
const { CUSTOMER_ID: customer } = process.env;

async function draw(prompt) {
  const answer = await openai.images.generate({
    model: 'dall-e-3',
    prompt,
    n: 1,
    size: '1024x1024',
    quality: 'standard',
    style: 'vivid',
  });
  const file = await fetch(answer.data[0].url);
  if (!file.ok) throw new Error(`The picture could not be fetched: ${file.status}`);
  const path = `picture-${Date.now()}.png`;
  await writeFile(path, Buffer.from(await file.arrayBuffer()));
  return path;
}

async function charge(path) {
  const event = {
    event_id: crypto.randomUUID(),
    customer_id: customer,
    event_name: 'image.generated',
    timestamp: new Date().toISOString(),
    metadata: { quality: 'standard', size: '1024x1024', model: 'dall-e-3', file: path },
  };
  await dodo.usageEvents.ingest({ events: [event] });
  return event.event_id;
}

const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
process.stdout.write('What shall I draw? ');
for await (const prompt of terminal) {
  if (prompt.trim() === '') break;
  try {
    const path = await draw(prompt);
    console.log(`Drawn: ${path}`);
    console.log(`Counted: ${await charge(path)}`);
  } catch (error) {
    console.log(`Not drawn: ${error.message}`);
  }
  process.stdout.write('What shall I draw? ');
}
terminal.close();
