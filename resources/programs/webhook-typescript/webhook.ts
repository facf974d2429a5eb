// SPDX-License-Identifier: MIT
// Takes webhooks from Dodo Payments at POST /webhook: checks the signature, keeps the message, answers, then acts.
import { createServer, type IncomingMessage } from "node:http";
import DodoPayments from "dodopayments";
import { Inbox, type Message } from "./inbox.ts";

const MOST_BYTES = 1024 * 1024;
const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;

const key = process.env["DODO_PAYMENTS_WEBHOOK_KEY"]?.trim();
if (!key) {
  console.error("Set DODO_PAYMENTS_WEBHOOK_KEY: the endpoint's secret, whsec_ and more.");
  process.exit(1);
}
// This client checks signatures and calls nobody, so it needs no API key and no address.
const dodo = new DodoPayments({ bearerToken: "unused", webhookKey: key });
const inbox = new Inbox();

// What your program does with a message. After a crash it may see the same message again.
async function act(message: Message): Promise<void> {
  type Event = { type?: string; data?: { subscription_id?: string; payment_id?: string } } | null;
  const event = JSON.parse(message.body) as Event;
  switch (event?.type) {
    case "subscription.active":
      console.log(`handled ${message.id}: subscription ${event?.data?.subscription_id} may use the product.`);
      break;
    case "payment.succeeded":
      console.log(`handled ${message.id}: payment ${event?.data?.payment_id} arrived.`);
      break;
    default:
      console.log(`handled ${message.id}: nothing to do for ${JSON.stringify(event?.type ?? "no type")}.`);
  }
}

async function handle(message: Message): Promise<void> {
  try {
    await act(message);
    inbox.done(message.id);
  } catch (error) {
    console.error(`${message.id} waits for the next start: ${(error as Error).message}`);
  }
}

// The signature covers the bytes as they came, so they are not parsed before it is checked.
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function answer(request: IncomingMessage): Promise<number> {
  if (request.method !== "POST" || request.url !== "/webhook") return 404;
  const body = await bodyOf(request);
  if (body === undefined) return 413;
  const headers = Object.fromEntries(HEADERS.map((name) => [name, String(request.headers[name] ?? "")]));
  try {
    dodo.webhooks.unwrap(body, { headers }); // the signature, and at most 300 seconds of age
  } catch (error) {
    console.error(`refused: ${(error as Error).message}`);
    return error instanceof SyntaxError ? 400 : 401;
  }
  const message: Message = { id: String(request.headers["webhook-id"]), body };
  if (inbox.keep(message)) setImmediate(() => void handle(message)); // after the answer
  return 200;
}

for (const message of inbox.waiting()) await handle(message);

const server = createServer((request, response) => {
  answer(request).then(
    (status) => response.writeHead(status).end(),
    (error: Error) => {
      console.error(error.message);
      response.writeHead(500).end(); // the sender tries again
    },
  );
});
server.listen(Number(process.env["PORT"] || 4020), "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`POST http://127.0.0.1:${address.port}/webhook`);
});
