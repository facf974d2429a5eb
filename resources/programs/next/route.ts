// SPDX-License-Identifier: MIT
// POST /api/generate in the app router: does the work, answers, and sends the usage event.
// Meter: {{meter}}, unit: {{unit}}.
import { Usage, newEventId, setting, type Metadata } from "@/lib/usage";

const EVENT_NAME = {{event_name}}; // the meter's event name, letter for letter
const SEND_AGAIN_MS = 30_000;

export const runtime = "nodejs"; // the queue is a folder

// Made with the first request, not when the app is built: the build needs no key.
let usage: Usage | undefined;
function theUsage(): Usage {
  if (!usage) {
    usage = new Usage();
    void sendLater(); // what the last run left
    setInterval(sendLater, SEND_AGAIN_MS).unref();
  }
  return usage;
}

// On a serverless host, give this promise to after() of next/server and keep the queue in a database.
function sendLater(): Promise<void> {
  return theUsage()
    .send()
    .then(() => {}, (error: Error) => console.error(`Usage events stay queued: ${error.message}`));
}

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
{{/measured}}

{{#count}}
export async function POST(): Promise<Response> {
{{/count}}
{{#measured}}
export async function POST(request: Request): Promise<Response> {
{{/measured}}
  const usage = theUsage();
  const customer = setting("DODO_CUSTOMER_ID"); // in your app: of the person signed in
{{#measured}}
  const { amount = {{amount}} } = (await request.json().catch(() => ({}))) as { amount?: unknown };
  if (typeof amount !== "number") return Response.json({ error: "The amount is not a number." }, { status: 400 });
{{/measured}}
  const eventId = newEventId(); // before the work: repeating it cannot bill twice
{{#count}}
  const metadata = await work();
{{/count}}
{{#measured}}
  const metadata = await work(amount);
{{/measured}}
  usage.record({
    event_id: eventId,
    customer_id: customer,
    event_name: EVENT_NAME,
    timestamp: new Date().toISOString(),
    metadata,
  });
  void sendLater();
  return Response.json({ event_id: eventId });
}
