// SPDX-License-Identifier: MIT
// A picture generator in the terminal that bills its customer for each picture. Meter: {{meter}}.
//   npm start                            asks for prompts; “stats”, “send” and “quit” are commands
//   npm start -- "A red kite" "A lake"   makes these pictures and ends
import { createInterface } from "node:readline/promises";
import { paint, pictureCount, savePicture } from "./pictures.ts";
import { statsLine } from "./stats.ts";
import { Usage, connect, newEventId, setting, type Metadata } from "./usage.ts";

const EVENT_NAME = {{event_name}}; // the meter's event name, letter for letter
const METADATA: Metadata = {{metadata}}; // what the meter's filter reads

const dodo = connect();
const usage = new Usage(dodo);
const customer = setting("DODO_CUSTOMER_ID");

async function send(): Promise<void> {
  try {
    const { accepted, fresh, refused } = await usage.send();
    console.log(`  Events: ${accepted} accepted, ${fresh} of them new, ${refused} refused.`);
  } catch (error) {
    console.log(`  Events: ${usage.queued()} queued until the next picture: ${(error as Error).message}`);
  }
}

async function stats(): Promise<void> {
  console.log(`  Pictures: ${pictureCount()} made here.`);
  console.log(`  ${await statsLine(dodo, customer)}`);
}

async function generate(prompt: string): Promise<void> {
  const eventId = newEventId(); // before the picture: a retry cannot bill twice
  const started = Date.now();
  const picture = await paint(prompt, String(METADATA["quality"]));
  const file = savePicture(eventId, picture.png);
  console.log(`  Picture: ${file}, ${Date.now() - started} ms.`);
  usage.record({
    event_id: eventId,
    customer_id: customer,
    event_name: EVENT_NAME,
    timestamp: new Date().toISOString(),
    metadata: { ...picture.facts, ...METADATA },
  });
  await send();
  await stats();
}

async function handle(line: string): Promise<void> {
  try {
    if (line === "stats") await stats();
    else if (line === "send") await send();
    else if (line) await generate(line);
  } catch (error) {
    console.error(`  ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function converse(): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "Describe a picture> " });
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === "quit") break;
    await handle(line.trim());
    terminal.prompt();
  }
  terminal.close();
}

if (usage.queued() > 0) await send();
const prompts = process.argv.slice(2);
for (const prompt of prompts) await handle(prompt.trim());
if (prompts.length === 0) await converse();
