// SPDX-License-Identifier: MIT
// Usage events that reach Dodo Payments once. Each one is a file until the service has accepted it.
import { randomUUID } from "node:crypto";
import {
  closeSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import DodoPayments from "dodopayments";

export type Metadata = Record<string, string | number | boolean>;
export type UsageEvent = {
  event_id: string; // the same id is counted once, however often it is sent
  customer_id: string;
  event_name: string;
  timestamp: string; // with its zone; at most an hour old when it arrives
  metadata: Metadata; // numbers as numbers: the service does not add up texts
};
export type Sent = { accepted: number; fresh: number; refused: number };

const MOST_PER_REQUEST = 1000;

// Made before the work, so that repeating the work or the request cannot bill twice.
export const newEventId = (): string => randomUUID();

// A value this program cannot do without.
export function setting(name: string, because = ""): string {
  const value = process.env[name]?.trim();
  if (!value) throw new Error(`Set ${name}${because && `: ${because}`}.`);
  return value;
}

export function connect(): DodoPayments {
  return new DodoPayments({
    baseURL: setting("DODO_PAYMENTS_BASE_URL", "without the address line the official client talks to live"),
    bearerToken: setting("DODO_PAYMENTS_API_KEY"),
    // After 408, 409, 429, 5xx and broken connections: growing waits with chance in them, or Retry-After.
    maxRetries: 3,
  });
}

export class Usage {
  readonly #client: DodoPayments;
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client = connect(), folder = "queue") {
    this.#client = client;
    this.#folder = folder;
    mkdirSync(join(folder, "refused"), { recursive: true });
  }

  // On disk before it returns: whatever fails after this, the event is sent at the next start.
  record(event: UsageEvent): void {
    const part = `${this.#path(event)}.part`;
    const file = openSync(part, "w");
    writeSync(file, JSON.stringify(event));
    fsyncSync(file);
    closeSync(file);
    renameSync(part, this.#path(event));
  }

  queued(): number {
    return this.#names().length;
  }

  // Sends all that is queued, one call after the other. When it fails, the rest stays queued.
  send(): Promise<Sent> {
    const sent = this.#last.then(() => this.#sendAll());
    this.#last = sent.catch(() => {});
    return sent;
  }

  async #sendAll(): Promise<Sent> {
    const sent: Sent = { accepted: 0, fresh: 0, refused: 0 };
    for (let names = this.#names(); names.length > 0; names = this.#names()) {
      const batch = names.slice(0, MOST_PER_REQUEST).map((name) => this.#read(name));
      await this.#sendBatch(batch, sent);
    }
    return sent;
  }

  async #sendBatch(events: UsageEvent[], sent: Sent): Promise<void> {
    try {
      const answer = await this.#client.usageEvents.ingest({ events });
      for (const event of events) rmSync(this.#path(event), { force: true });
      sent.accepted += events.length;
      sent.fresh += answer.ingested_count; // fewer than sent: the service had the others already
    } catch (error) {
      // One bad event fails the whole request, so the batch is halved until the bad one stands alone.
      const bad = error instanceof DodoPayments.APIError && [400, 413, 422].includes(error.status ?? 0);
      if (!bad) throw error;
      const half = Math.ceil(events.length / 2);
      if (events.length > 1) {
        await this.#sendBatch(events.slice(0, half), sent);
        await this.#sendBatch(events.slice(half), sent);
        return;
      }
      for (const event of events) this.#putAside(event, error.message);
      sent.refused += events.length;
    }
  }

  // Kept, not lost: what was refused can be mended and put back into the queue by hand.
  #putAside(event: UsageEvent, reason: string): void {
    console.error(`Event ${event.event_id} was refused: ${reason}`);
    renameSync(this.#path(event), this.#path(event, "refused"));
  }

  #names(): string[] {
    return readdirSync(this.#folder).filter((name) => name.endsWith(".json"));
  }

  #read(name: string): UsageEvent {
    return JSON.parse(readFileSync(join(this.#folder, name), "utf8")) as UsageEvent;
  }

  #path(event: UsageEvent, below = ""): string {
    return join(this.#folder, below, `${encodeURIComponent(event.event_id)}.json`);
  }
}
