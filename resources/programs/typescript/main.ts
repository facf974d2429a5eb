// SPDX-License-Identifier: MIT
// Does one piece of work and sends its usage event. Meter: {{meter}}, unit: {{unit}}.
{{#count}}
//   npm start            does the work and sends its event
{{/count}}
{{#measured}}
//   npm start -- AMOUNT  does the work and sends its event; {{amount}} when left out
{{/measured}}
//   npm start -- send    only sends what is still queued
import { Usage, newEventId, setting, type Metadata } from "./usage.ts";

const EVENT_NAME = {{event_name}}; // the meter's event name, letter for letter

// What you charge for happens here. It returns what the meter reads.
{{#count}}
async function work(): Promise<Metadata> {
  return {{metadata}};
}
{{/count}}
{{#measured}}
async function work(amount: number): Promise<Metadata> {
  return {{metadata}};
}

function amountFrom(text: string): number {
  const amount = Number(text);
  if (text.trim() === "" || !Number.isFinite(amount)) throw new Error(`“${text}” is not a number.`);
  return amount;
}
{{/measured}}

async function main(argument = ""): Promise<void> {
  const customer = setting("DODO_CUSTOMER_ID");
  const usage = new Usage();
  if (argument !== "send") {
    const eventId = newEventId(); // before the work
{{#count}}
    const metadata = await work();
{{/count}}
{{#measured}}
    const metadata = await work(amountFrom(argument || "{{amount}}"));
{{/measured}}
    usage.record({
      event_id: eventId,
      customer_id: customer,
      event_name: EVENT_NAME,
      timestamp: new Date().toISOString(),
      metadata,
    });
  }
  try {
    const { accepted, fresh, refused } = await usage.send();
    console.log(`${accepted} accepted, ${fresh} of them new, ${refused} refused, ${usage.queued()} queued.`);
    if (refused > 0) process.exitCode = 1;
  } catch (error) {
    throw new Error(`${usage.queued()} queued for the next start: ${(error as Error).message}`);
  }
}

main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
