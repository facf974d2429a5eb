// SPDX-License-Identifier: MIT
// The official SDK sends the events of a file, one JSON object a line, and says how long that took. Its
// arguments stand in the environment, as JSON: url, key, file, perRequest, flights.
import { readFileSync } from 'node:fs';
import DodoPayments from 'dodopayments';

const { url, key, file, perRequest, flights } = JSON.parse(process.env.BENCH_DELIVERY);
const client = new DodoPayments({ bearerToken: key, baseURL: url });
const events = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
let next = 0;
let ingested = 0;

async function flight() {
    while (next < events.length) {
        const some = events.slice(next, (next += perRequest));
        const answer = await client.usageEvents.ingest({ events: some });
        ingested += answer.ingested_count;
    }
}

const cpu = process.cpuUsage();
const start = performance.now();
await Promise.all(Array.from({ length: flights }, flight));
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(cpu);
console.log(JSON.stringify({ seconds, cpu: (used.user + used.system) / 1e6, ingested }));
