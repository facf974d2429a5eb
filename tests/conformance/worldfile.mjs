// SPDX-License-Identifier: MIT
// A seed file made by hand from what another world holds.

const renamed = (object, names) =>
  JSON.parse(
    Object.entries(names).reduce(
      (text, [from, to]) => text.replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1)),
      JSON.stringify(object),
    ),
  );

// The first meter, product, customer and subscription of `world` under other ids, without its events and payments.
export function usageOf(world, ids) {
  const [subscription] = world.subscriptions;
  const product = world.products.find((one) => one.product_id === subscription.product_id);
  const meter = world.meters.find((one) => one.id === subscription.meters[0].meter_id);
  const customer = world.customers.find((one) => one.customer_id === subscription.customer.customer_id);
  const names = {
    [meter.id]: ids.meter,
    [product.product_id]: ids.product,
    [customer.customer_id]: ids.customer,
    [subscription.subscription_id]: ids.subscription,
  };
  const made = { meters: [meter], products: [product], customers: [customer], subscriptions: [subscription] };
  return { version: 1, ...renamed(made, names) };
}
