// SPDX-License-Identifier: MIT
// Express middleware: each request that ends well becomes one usage event. Meter: {{meter}}, unit: {{unit}}.
import type { RequestHandler, Response } from "express";
import { Usage, newEventId, type Metadata } from "./usage.ts";

const EVENT_NAME = {{event_name}}; // the meter's event name, letter for letter
const SEND_AGAIN_MS = 30_000;

export type Billing = {
  customer: (response: Response) => string; // who pays
  metadata: (response: Response) => Metadata; // what the meter reads
};

// Put it before the handlers of what you charge for. They find the id in response.locals.eventId.
export function meterUsage(billing: Billing, usage = new Usage()): RequestHandler {
  const send = (): void => {
    usage.send().catch((error: Error) => console.error(`${usage.queued()} queued: ${error.message}`));
  };
  send(); // what the last run left
  setInterval(send, SEND_AGAIN_MS).unref();

  return (_request, response, next) => {
    const eventId = newEventId(); // before the work: repeating it cannot bill twice
    response.locals["eventId"] = eventId;
    response.once("finish", () => {
      if (response.statusCode >= 400) return; // work that failed is not billed
      try {
        usage.record({
          event_id: eventId,
          customer_id: billing.customer(response),
          event_name: EVENT_NAME,
          timestamp: new Date().toISOString(),
          metadata: billing.metadata(response),
        });
      } catch (error) {
        console.error(`Event ${eventId} could not be kept: ${(error as Error).message}`);
      }
      send();
    });
    next();
  };
}
