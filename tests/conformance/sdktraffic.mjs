// SPDX-License-Identifier: MIT
// sdktraffic.mjs CUSTOMER COUNT: a merchant's program that sends usage events with the official client, which asks
// again by itself. The address and key come from the environment, as in the client's own examples.
import DodoPayments from 'dodopayments';

const [customer, count] = process.argv.slice(2);
const client = new DodoPayments({ bearerToken: process.env.DODO_PAYMENTS_API_KEY });

let ingested = 0;
for (let i = 0; i < Number(count); i += 1) {
  const answer = await client.usageEvents.ingest({
    events: [{
      event_id: `sdk_${process.pid}_${i}`,
      customer_id: customer,
      event_name: 'image.generated',
      metadata: { quality: 'hd' },
    }],
  });
  ingested += answer.ingested_count;
}
console.log(JSON.stringify({ ingested }));
