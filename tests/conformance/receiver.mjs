// SPDX-License-Identifier: MIT
// A receiver of webhooks as a merchant writes it: the raw body is kept, because the signature is over its bytes.
// Every message of the suite goes through `judged`: the SDK must take it, and refuse it changed, late or renamed.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { assert } from './check.mjs';
import { misfit } from './witness.mjs';

export const judgedMessages = { taken: 0, refused: 0, faults: [] };

const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
export const headersOf = ({ headers }) => Object.fromEntries(names.map((name) => [name, headers[name]]));

export function signed(key, id, seconds, body) {
  const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}

// One letter of a text value becomes another one: still JSON, no longer what was signed.
function oneByteChanged(body, at) {
  const letter = body.slice(at).search(/[a-y]/) + at;
  return body.slice(0, letter) + String.fromCharCode(body.charCodeAt(letter) + 1) + body.slice(letter + 1);
}

export function judged(client, key, message) {
  const headers = headersOf(message);
  const { body } = message;
  const id = headers['webhook-id'];
  const now = Math.floor(Date.now() / 1000);
  const take = (text, head) => client.webhooks.unwrap(text, { headers: head, key });
  const event = take(body, headers);
  assert.deepEqual(event, JSON.parse(body));
  for (const late of [-298, 298]) assert.ok(take(body, signed(key, id, now + late, body)));
  for (const late of [-301, 302]) assert.throws(() => take(body, signed(key, id, now + late, body)), /timestamp/);
  for (const at of [0, Math.floor(body.length / 2)]) assert.throws(() => take(oneByteChanged(body, at), headers));
  assert.throws(() => take(body, { ...headers, 'webhook-id': `${id}x` }), /signature/);
  const moved = String(Number(headers['webhook-timestamp']) + 1);
  assert.throws(() => take(body, { ...headers, 'webhook-timestamp': moved }), /signature/);
  judgedMessages.taken += 3;
  judgedMessages.refused += 6;
  return event;
}

// `answers` is asked for the status of each message; 200 when it has no opinion.
export async function receiver(client, key, answers = () => 200) {
  const messages = [];
  const waiting = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const message = { headers: request.headers, path: request.url, body, event: null };
      try {
        message.event = judged(client, key, message);
        const wrong = misfit(`${message.event.data.payload_type}Message`, message.event);
        if (wrong) judgedMessages.faults.push(`webhook ${message.event.type}: ${wrong}`);
      } catch (error) {
        judgedMessages.faults.push(`webhook ${request.headers['webhook-id']}: ${error.message}`);
      }
      messages.push(message);
      const type = { 'content-type': 'application/json' };
      response.writeHead(answers(message) ?? 200, type).end('{"received":true}');
      waiting.splice(0).forEach((wake) => wake());
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const atLeast = async (count) => {
    while (messages.length < count) await new Promise((resolve) => waiting.push(resolve));
  };
  const stop = () => {
    server.close();
    server.closeAllConnections?.();
  };
  return { url: `http://127.0.0.1:${server.address().port}/hooks`, messages, atLeast, stop };
}
