// SPDX-License-Identifier: MIT
// A gate before the sandbox that fails as told. Each answer to come is one of
//   503    refuses, the request never arrives
//   429    asks to wait a second
//   'cut'  lets the request through and breaks the connection before its answer
// and after those, everything passes.
import { createServer, request as send } from 'node:http';

export async function openGate(target) {
  const seen = []; // {at, agent, ids}
  let plan = [];

  const pass = (incoming, body, answer) => {
    const to = new URL(incoming.url, target);
    const onward = send(to, { method: incoming.method, headers: { ...incoming.headers, host: to.host } }, (reply) => {
      const chunks = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => answer(reply, Buffer.concat(chunks)));
    });
    onward.end(body);
  };

  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      if (incoming.url === '/events/ingest') {
        const { events } = JSON.parse(body);
        const ids = events.map((one) => one.event_id).sort();
        seen.push({ at: performance.now(), agent: incoming.headers['user-agent'], ids });
        const next = plan.shift();
        if (next === 503) return outgoing.writeHead(503).end();
        if (next === 429) return outgoing.writeHead(429, { 'retry-after': '1' }).end();
        if (next === 'cut') return pass(incoming, body, () => outgoing.destroy());
      }
      pass(incoming, body, (reply, text) => outgoing.writeHead(reply.statusCode, reply.headers).end(text));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    fail: (...answers) => {
      plan = answers;
      seen.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

// An address nobody listens at.
export async function closedAddress() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
