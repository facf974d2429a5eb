// SPDX-License-Identifier: MIT
// A small server that uses the middleware. POST /generate is charged for, GET / is not.
import express from "express";
import { meterUsage } from "./middleware.ts";
import { setting } from "./usage.ts";

const customer = setting("DODO_CUSTOMER_ID"); // in your app: of the person signed in
const app = express();

const charged = meterUsage({
  customer: () => customer,
{{#count}}
  metadata: () => ({{metadata}}),
{{/count}}
{{#measured}}
  metadata: ({ locals: { amount } }) => ({{metadata}}),
{{/measured}}
});

app.get("/", (_request, response) => {
  response.send("POST /generate is charged for.");
});

// What you charge for happens here.
{{#count}}
app.post("/generate", charged, (_request, response) => {
  response.json({ event_id: response.locals["eventId"] });
});
{{/count}}
{{#measured}}
app.post("/generate", express.json(), charged, (request, response) => {
  const amount: unknown = request.body?.amount ?? {{amount}};
  if (typeof amount !== "number") return void response.status(400).json({ error: "The amount is not a number." });
  response.locals["amount"] = amount; // what the work has used
  response.json({ event_id: response.locals["eventId"] });
});
{{/measured}}

const server = app.listen(Number(process.env["PORT"] || 3000), "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`POST http://127.0.0.1:${address.port}/generate`);
});
