// SPDX-License-Identifier: MIT
// Credits on products and on their meters (dodo-api.md 2.4, 2.7).
import { an, assert, refused, same, scenario } from './check.mjs';
import { creditFields, full } from './credits.mjs';
import { oneTimePrice, usagePrice } from './shop.mjs';

export async function creditSales(shop) {
  const { client } = shop;
  const credit = await client.creditEntitlements.create(creditFields({ ...full, rollover_enabled: false }));
  await scenario('credits on products: attached with overrides, read back whole, replaced and cleared', async () => {
    const attach = {
      credit_entitlement_id: credit.id,
      credits_amount: '500',
      low_balance_threshold_percent: 20,
      overage_enabled: false,
    };
    const product = await shop.product(oneTimePrice(500), { credit_entitlements: [attach] });
    const [mapping] = product.credit_entitlements;
    same(mapping, {
      id: an.uuid,
      ...attach,
      credit_entitlement_name: credit.name,
      credit_entitlement_unit: credit.unit,
      overage_behavior: mapping.overage_behavior,
      proration_behavior: mapping.proration_behavior,
      rollover_enabled: false,
      trial_credits_expire_after_trial: false,
      currency: mapping.currency,
      expires_after_days: mapping.expires_after_days,
      max_rollover_count: mapping.max_rollover_count,
      overage_limit: mapping.overage_limit,
      price_per_unit: mapping.price_per_unit,
      rollover_percentage: mapping.rollover_percentage,
      rollover_timeframe_count: mapping.rollover_timeframe_count,
      rollover_timeframe_interval: mapping.rollover_timeframe_interval,
      trial_credits: null,
    });
    await client.products.update(product.product_id, { credit_entitlements: [{ ...attach, credits_amount: '7' }] });
    assert.equal((await client.products.retrieve(product.product_id)).credit_entitlements[0].credits_amount, '7');
    await client.products.update(product.product_id, { credit_entitlements: [] });
    assert.deepEqual((await client.products.retrieve(product.product_id)).credit_entitlements, []);
  });
  await scenario('credits on products: six of them, none of them known, a deleted one are refused', async () => {
    const attach = { credit_entitlement_id: credit.id, credits_amount: '5' };
    const make = (list) => () => shop.product(oneTimePrice(500), { credit_entitlements: list });
    await refused(make(Array.from({ length: 6 }, () => attach)), { status: 422 });
    await refused(make([{ ...attach, credits_amount: 'many' }]), { status: 422 });
    const error = await make([{ ...attach, credit_entitlement_id: 'cde_nobody' }])().catch((caught) => caught);
    assert.ok([404, 422].includes(error.status), String(error));
    const gone = await client.creditEntitlements.create(creditFields());
    await client.creditEntitlements.delete(gone.id);
    await refused(make([{ ...attach, credit_entitlement_id: gone.id }]), {
      code: 'CREDIT_ENTITLEMENT_IS_DELETED',
      status: 422,
    });
  });
  await scenario('credits on products: a single payment grants them once', async () => {
    const product = await shop.product(oneTimePrice(500), {
      credit_entitlements: [{ credit_entitlement_id: credit.id, credits_amount: '40' }],
    });
    const customer = await shop.customer();
    const { payment } = await shop.buy(product, customer);
    const of = { credit_entitlement_id: credit.id };
    const {
      items: [grant],
    } = await client.creditEntitlements.balances.listGrants(customer.customer_id, of);
    assert.deepEqual([grant.source_type, grant.source_id, grant.initial_amount], ['one_time', payment, '40']);
  });
  await scenario('credits on meters: both carts, usage in credits at no price, and the headroom', async () => {
    const meter = await shop.meter();
    const sold = await client.creditEntitlements.create(
      creditFields({ overage_enabled: true, price_per_unit: '4', currency: 'USD', overage_limit: 15 }),
    );
    const terms = { meter_id: meter.id, credit_entitlement_id: sold.id, meter_units_per_credit: '1' };
    const product = await shop.product(usagePrice([terms], { fixed_price: 2000 }), {
      credit_entitlements: [{ credit_entitlement_id: sold.id, credits_amount: '10' }],
    });
    const customer = await shop.customer();
    const { subscription: id } = await shop.buy(product, customer);
    await shop.ingest(...Array.from({ length: 12 }, (_, i) => shop.event(customer, `cart ${i}`)));
    const subscription = await client.subscriptions.retrieve(id);
    assert.deepEqual(subscription.meter_credit_entitlement_cart, [
      {
        credit_entitlement_id: sold.id,
        meter_id: meter.id,
        meter_name: meter.name,
        meter_units_per_credit: '1',
        product_id: product.product_id,
      },
    ]);
    const [cart] = subscription.credit_entitlement_cart;
    assert.deepEqual(
      [cart.credits_amount, cart.remaining_balance, cart.overage_balance, cart.overage_limit, cart.unit],
      ['10', '0', '2', '15', 'credit'],
    );
    const line = await shop.usage(id);
    assert.deepEqual([line.consumed_units, line.price_per_unit, line.total_price], ['12', '0', 0]);
    assert.deepEqual(await client.subscriptions.retrieveCreditUsage(id), {
      subscription_id: id,
      items: [
        {
          credit_entitlement_id: sold.id,
          credit_entitlement_name: sold.name,
          unit: 'credit',
          balance: '0',
          overage: '2',
          overage_enabled: true,
          overage_limit: '15',
          remaining_headroom: '13',
          limit_reached: false,
        },
      ],
    });
  });
}
