// SPDX-License-Identifier: MIT
// The peer: events in memory, duplicates left out by a Set, nothing checked and nothing kept.
import Fastify from 'fastify';

const server = Fastify({ bodyLimit: 4 * 1024 * 1024, keepAliveTimeout: 60000 });
const seen = new Set();
const events = [];
server.post('/events/ingest', async (request) => {
    const fresh = request.body.events.filter((event) => !seen.has(event.event_id) && seen.add(event.event_id));
    for (const event of fresh) events.push(event);
    return { ingested_count: fresh.length };
});
await server.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: server.server.address().port, pid: process.pid }));
