// SPDX-License-Identifier: MIT
// What the service has counted, in one line. The bill is the service's own figure, never added up here.
import type DodoPayments from "dodopayments";

const METER_NAME = {{meter_name}};

type Usage = DodoPayments.SubscriptionRetrieveUsageHistoryResponse;

async function subscriptionOf(dodo: DodoPayments, customer: string): Promise<string | undefined> {
  const known = process.env["DODO_SUBSCRIPTION_ID"]?.trim();
  if (known) return known;
  const page = await dodo.subscriptions.list({ customer_id: customer, status: "active", page_size: 100 });
  return page.items[0]?.subscription_id;
}

const newestFirst = (a: Usage, b: Usage): number => b.start_date.localeCompare(a.start_date);

function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export async function statsLine(dodo: DodoPayments, customer: string): Promise<string> {
  const subscription = await subscriptionOf(dodo, customer);
  if (!subscription) return "Made, not billed: no customer with an active subscription yet.";
  const page = await dodo.subscriptions.retrieveUsageHistory(subscription, { page_size: 100 });
  const [period] = [...page.items].sort(newestFirst);
  const meter = period?.meters.find((one) => one.name === METER_NAME);
  if (!meter) return `The subscription has no meter named “${METER_NAME}”.`;
  const left = Math.max(meter.free_threshold - Number(meter.consumed_units), 0);
  return (
    `Counted: ${meter.consumed_units}, ${left} free left, ${meter.chargeable_units} billable, ` +
    `bill so far ${money(meter.total_price, meter.currency)}.`
  );
}
