// SPDX-License-Identifier: MIT
// The answers of dodo-api.md section 2 as JSON Schemas: every key that it lists is required, null where the
// key is optional, and no other key may be there. Decimals are texts, times are UTC with a Z.

const text = { type: 'string' };
const id = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const i32 = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const i64 = { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const count = { ...i32, minimum: 0 };
const money = count; // the smallest unit of a currency
const decimal = { type: 'string', pattern: '^-?(0|[1-9][0-9]*)([.][0-9]+)?$' };
const time = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$',
};
const uuid = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' };
const percent = { type: 'integer', minimum: 0, maximum: 100 };
const none = { type: 'null' };
const anyText = (...values) => ({ enum: values });
const list = (items) => ({ type: 'array', items });
const noItems = { type: 'array', maxItems: 0 };
const of = (name) => ({ $ref: `#/$defs/${name}` });
const orNull = (schema) => ({ anyOf: [schema, none] });
const page = (name) => object({ items: list(of(name)) });

// `always` is never null, `maybe` is null where there is nothing; all of them are there.
function object(always, maybe = {}) {
  const nullable = Object.entries(maybe).map(([key, schema]) => [key, orNull(schema)]);
  const properties = { ...always, ...Object.fromEntries(nullable) };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const more = (schema, always, maybe) => {
  const properties = { ...schema.properties, ...object(always, maybe).properties };
  return { ...schema, properties, required: Object.keys(properties) };
};

const less = (schema, ...keys) => {
  const kept = Object.entries(schema.properties).filter(([key]) => !keys.includes(key));
  return { ...schema, properties: Object.fromEntries(kept), required: kept.map(([key]) => key) };
};

// 2.1
const currencies =
  'AED ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNY COP ' +
  'CRC CUP CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS ' +
  'INR IQD JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR ' +
  'MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK ' +
  'SGD SHP SLE SLL SOS SRD SSP STN SVC SZL THB TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD ' +
  'XOF XPF YER ZAR ZMW';
const currency = { enum: currencies.split(' ') };
const country = { type: 'string', pattern: '^[A-Z]{2}$' };
const interval = anyText('Day', 'Week', 'Month', 'Year');
const taxCategory = anyText('digital_products', 'saas', 'e_book', 'edtech', 'live_tutoring');
const status = anyText('pending', 'active', 'on_hold', 'paused', 'cancelled', 'failed', 'expired', 'past_due');
const intent = anyText('succeeded', 'failed', 'cancelled', 'processing', 'requires_customer_action',
  'requires_merchant_action', 'requires_payment_method', 'requires_confirmation', 'requires_capture',
  'partially_captured', 'partially_captured_and_capturable');
const overageBehavior = anyText('forgive_at_reset', 'invoice_at_billing', 'carry_deficit',
  'carry_deficit_auto_repay');
const proration = anyText('prorate', 'no_prorate');
const metaValue = { anyOf: [{ type: 'string', maxLength: 500 }, { type: 'number' }, flag] };
const pairs = (longestKey) => ({
  type: 'object',
  maxProperties: 50,
  propertyNames: { maxLength: longestKey },
  additionalProperties: metaValue,
});
const metadata = pairs(40);
const billing = object({ country }, { city: text, state: text, street: text, zipcode: text });
const cycles = { payment_frequency_count: count, payment_frequency_interval: interval,
  subscription_period_count: count, subscription_period_interval: interval };

// 2.2
const condition = object({
  key: { type: 'string', minLength: 1, maxLength: 100 },
  operator: anyText('equals', 'not_equals', 'greater_than', 'greater_than_or_equals', 'less_than',
    'less_than_or_equals', 'contains', 'does_not_contain'),
  value: { anyOf: [text, { type: 'number' }, flag] },
});
const clauses = (items) => ({ type: 'array', minItems: 1, maxItems: 10, items });
const filter = object({
  conjunction: anyText('and', 'or'),
  clauses: { anyOf: [clauses(condition), clauses(of('MeterFilter'))] },
});
const meter = object({
  id, business_id: id, name: id, event_name: id, measurement_unit: id,
  aggregation: object({ type: anyText('count', 'sum', 'max', 'last') }, { key: id }),
  created_at: time, updated_at: time,
}, { description: text, filter: of('MeterFilter') });

// 2.3
const event = object(
  { business_id: id, customer_id: id, event_id: id, event_name: id, timestamp: time }, { metadata: pairs(100) });

// 2.4
const basics = { currency, discount: percent, purchasing_power_parity: flag };
const maybeBasics = { discount_bps: { type: 'integer', minimum: 0, maximum: 10000 }, tax_inclusive: flag };
const meterPrice = object({ meter_id: id }, {
  price_per_unit: { type: 'string', pattern: '^(0|[1-9][0-9]{0,4})([.][0-9]{1,12})?$' },
  free_threshold: { ...i64, minimum: 0 }, credit_entitlement_id: id, meter_units_per_credit: decimal,
  name: text, description: text, measurement_unit: text,
});
const price = {
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    object({ type: { const: 'one_time_price' }, price: money, pay_what_you_want: flag, ...basics },
      { suggested_price: money, ...maybeBasics }),
    object({ type: { const: 'recurring_price' }, price: money, trial_period_days: count,
      trial_payment_method_optional: flag, zero_amount_payment_method_optional: flag, ...basics, ...cycles },
    { trial_amount: money, trial_apply_discounts: flag, ...maybeBasics }),
    object({ type: { const: 'usage_based_price' }, fixed_price: money, ...basics, ...cycles },
      { meters: { type: 'array', maxItems: 10, items: meterPrice }, ...maybeBasics }),
  ],
};
const creditMapping = object({
  id: uuid, credit_entitlement_id: id, credit_entitlement_name: id, credit_entitlement_unit: id,
  credits_amount: decimal, overage_behavior: overageBehavior, overage_enabled: flag,
  proration_behavior: proration, rollover_enabled: flag, trial_credits_expire_after_trial: flag,
}, {
  currency, expires_after_days: count, low_balance_threshold_percent: percent, max_rollover_count: count,
  overage_limit: decimal, price_per_unit: decimal, rollover_percentage: percent, rollover_timeframe_count: count,
  rollover_timeframe_interval: interval, trial_credits: decimal,
});
const productBoth = {
  product_id: id, business_id: id, created_at: time, updated_at: time, is_recurring: flag, metadata,
  tax_category: taxCategory, entitlements: noItems,
};
const productMaybe = {
  name: text, description: text, image: text, pricing_mode: anyText('by_currency', 'by_country'),
};
const product = object({
  ...productBoth, brand_id: id, license_key_enabled: flag, price,
  credit_entitlements: { type: 'array', maxItems: 5, items: creditMapping },
}, {
  ...productMaybe, addons: list(id), product_collection_id: id, digital_product_delivery: none,
  license_key_activation_message: text, license_key_activations_limit: i32, license_key_duration: none,
});
const productItem = object(productBoth,
  { ...productMaybe, currency, price: money, price_detail: price, tax_inclusive: flag });

// 2.5
const limited = object({ customer_id: id, email: id, name: text, metadata }, { phone_number: text });
const customer = more(limited, { business_id: id, created_at: time }, { blocked_at: time, blocklist_entry_id: id });
const wallet = object({ balance: i64, created_at: time, updated_at: time, currency, customer_id: id });
const walletEntry = object({
  id, after_balance: i64, amount: i64, before_balance: i64, business_id: id, created_at: time, currency,
  customer_id: id, is_credit: flag,
  event_type: anyText('payment', 'payment_reversal', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal',
    'merchant_adjustment'),
}, { reason: text, reference_object_id: id });
const customerCredit = object(
  { credit_entitlement_id: id, name: id, unit: id, balance: decimal, overage: decimal }, { description: text });

// 2.6
const session = object({ session_id: id },
  { checkout_url: text, payment_id: id, client_secret: text, publishable_key: text });
const sessionStatus = object({ id, created_at: time },
  { payment_id: id, payment_status: intent, customer_email: text, customer_name: text });
const breakup = object({ discount: i32, subtotal: i32, total_amount: i32 }, { tax: i32 });
const previewMeter = object({ measurement_unit: id, name: id, price_per_unit: decimal },
  { description: text, free_threshold: i64 });
const previewCredit = object(
  { credit_entitlement_id: id, credit_entitlement_name: id, credit_entitlement_unit: id, credits_amount: decimal });
const previewAddon = object({
  addon_id: id, currency, discounted_price: i32, name: id, og_currency: currency, og_price: i32, quantity: count,
  single_quantity_price: i32, tax_category: taxCategory, tax_inclusive: flag, tax_rate: i32,
}, { description: text, discount_amount: i32, tax: i32 });
const previewItem = object({
  credit_entitlements: list(previewCredit), currency, discounted_price: i32, is_subscription: flag,
  is_usage_based: flag, meters: list(previewMeter), og_currency: currency, og_price: i32, product_id: id,
  quantity: count, tax_category: taxCategory, tax_inclusive: flag, tax_rate: i32,
}, {
  addons: list(previewAddon), description: text, discount_amount: i32, discount_cycle: count, name: text, tax: i32,
});
const previewSubscription = object({ amount_due_now: i32, product_id: id, recurring_amount: i32 },
  { next_billing_date: time, recurring_tax: i32, tax_due_now: i32, trial_period_days: count });
const preview = object({
  billing_country: country, currency, current_breakup: breakup, is_byop: flag, payment_method_required: flag,
  product_cart: list(previewItem), total_price: i32,
}, {
  next_billing_date: time, recurring_breakup: breakup, subscriptions: list(previewSubscription),
  tax_id_business_name: text, tax_id_err_msg: text, tax_id_format_name: text, total_tax: i32, trial_amount: i32,
  trial_period_days: count,
});

// 2.7
const meterCart = object({ meter_id: id, name: id, currency, free_threshold: i64, measurement_unit: id },
  { description: text, price_per_unit: decimal });
const creditCart = object({
  credit_entitlement_id: id, credit_entitlement_name: id, product_id: id, credits_amount: decimal,
  remaining_balance: decimal, overage_balance: decimal, unit: id, overage_enabled: flag,
  overage_behavior: overageBehavior, rollover_enabled: flag,
}, {
  expires_after_days: count, low_balance_threshold_percent: percent, max_rollover_count: count,
  overage_limit: decimal, rollover_percentage: percent, rollover_timeframe_count: count,
  rollover_timeframe_interval: interval,
});
const meterCreditCart = object(
  { credit_entitlement_id: id, meter_id: id, meter_name: id, meter_units_per_credit: decimal, product_id: id });
const scheduledChange = object({
  id, created_at: time, effective_at: time, product_id: id, quantity: count,
  addons: list(object({ addon_id: id, name: id, quantity: count })),
}, { product_description: text, product_name: text });
const subscription = object({
  subscription_id: id, product_id: id, brand_id: id, status, customer: limited, billing, currency,
  quantity: { ...count, minimum: 1 }, recurring_pre_tax_amount: money, tax_inclusive: flag, created_at: time,
  previous_billing_date: time, next_billing_date: time, ...cycles, trial_period_days: count, on_demand: flag,
  cancel_at_next_billing_date: flag, metadata, addons: list(object({ addon_id: id, quantity: count })),
  meters: list(meterCart), credit_entitlement_cart: list(creditCart),
  meter_credit_entitlement_cart: list(meterCreditCart), has_payment_method: flag,
}, {
  cancelled_at: time, expires_at: time, paused_at: time, discount_id: id, discount_cycles_remaining: count,
  discounts: noItems, payment_method_id: id, scheduled_change: scheduledChange, tax_id: text, trial_amount: money,
  customer_business_name: text, custom_field_responses: noItems, cancellation_comment: text,
  cancellation_feedback: anyText('too_expensive', 'missing_features', 'switched_service', 'unused',
    'customer_service', 'low_quality', 'too_complex', 'other'),
});
const subscriptionItem = more(less(subscription, 'addons', 'brand_id', 'meters', 'credit_entitlement_cart',
  'meter_credit_entitlement_cart', 'expires_at', 'cancellation_comment', 'cancellation_feedback',
  'custom_field_responses'), { discounts: noItems }, { product_name: text });
const meterUsage = object({
  id, name: id, consumed_units: decimal, free_threshold: { ...i64, minimum: 0 }, chargeable_units: decimal,
  price_per_unit: decimal, currency, total_price: money,
});
const usagePeriod = object({ start_date: time, end_date: time, meters: list(meterUsage) });
const creditUsage = object({
  credit_entitlement_id: id, credit_entitlement_name: id, unit: id, balance: decimal, overage: decimal,
  overage_enabled: flag, limit_reached: flag,
}, { overage_limit: decimal, remaining_headroom: decimal });
const planChange = object({}, { payment_id: id, payment_link: text, client_secret: text, expires_on: time });
const taxed = { currency, tax_inclusive: flag };
const planLine = {
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    object({ type: { const: 'subscription' }, id, product_id: id, proration_factor: { type: 'number' },
      quantity: count, unit_price: i32, ...taxed },
    { description: text, name: text, tax: i32, tax_rate: { type: 'number' } }),
    object({ type: { const: 'addon' }, id, name: id, proration_factor: { type: 'number' }, quantity: count,
      tax_category: taxCategory, tax_rate: { type: 'number' }, unit_price: i32, ...taxed },
    { description: text, tax: i32 }),
    object({ type: { const: 'meter' }, id, name: id, units_consumed: decimal, chargeable_units: decimal,
      free_threshold: i64, price_per_unit: decimal, subtotal: i32, tax_rate: { type: 'number' }, ...taxed },
    { description: text, tax: i32 }),
  ],
};
const planPreview = object({
  immediate_charge: object({
    effective_at: time,
    line_items: list(planLine),
    summary: object({ currency, customer_credits: i32, settlement_amount: i32, settlement_currency: currency,
      total_amount: i32 }, { settlement_tax: i32, tax: i32 }),
  }),
  new_plan: of('Subscription'),
});

// 2.8
const paymentBoth = {
  payment_id: id, brand_id: id, created_at: time, currency, customer: limited, digital_products_delivered: flag,
  metadata, payment_provider: anyText('dodo', 'stripe', 'adyen'), total_amount: money,
  is_multi_subscription: flag, subscription_ids: list(id),
};
const paymentMaybe = {
  status: intent, subscription_id: id, invoice_id: id, invoice_url: text, refund_status: anyText('partial', 'full'),
  payment_method: text, payment_method_type: text, card_last_four: { type: 'string', pattern: '^[0-9]{4}$' },
  card_network: text,
};
const payment = object({
  ...paymentBoth, business_id: id, billing, settlement_amount: money, settlement_currency: currency,
  disputes: noItems, refunds: noItems, is_update_payment_method: flag, retry_attempt: count,
}, {
  ...paymentMaybe, tax: i32, settlement_tax: i32, updated_at: time, checkout_session_id: id,
  product_cart: list(object({ product_id: id, quantity: count })), payment_link: text, payment_method_id: id,
  card_type: text, card_holder_name: text, card_issuing_country: country, discount_id: id, discounts: noItems,
  error_code: text, error_message: text, custom_field_responses: noItems,
});
const paymentItem = object({ ...paymentBoth, has_license_key: flag }, { ...paymentMaybe, dispute_status: text });
const lineItems = object({
  currency,
  items: list(object(
    { items_id: id, amount: i32, refundable_amount: money, tax: i32 }, { name: text, description: text })),
});

// 2.9
const credit = object({
  id, business_id: id, created_at: time, updated_at: time, name: id, unit: id,
  precision: { type: 'integer', minimum: 0, maximum: 10 }, rollover_enabled: flag, overage_enabled: flag,
  overage_behavior: overageBehavior,
}, {
  description: text, expires_after_days: count, rollover_percentage: percent, rollover_timeframe_count: count,
  rollover_timeframe_interval: interval, max_rollover_count: count, overage_limit: i64, price_per_unit: decimal,
  currency,
});
const owner = { credit_entitlement_id: id, customer_id: id };
const balance = object({ id, ...owner, balance: decimal, overage: decimal, created_at: time, updated_at: time },
  { last_transaction_at: time });
const grant = object({
  id, ...owner, initial_amount: decimal, remaining_amount: decimal, is_expired: flag, is_rolled_over: flag,
  rollover_count: count, created_at: time, updated_at: time,
  source_type: anyText('subscription', 'one_time', 'addon', 'api', 'rollover'),
}, { expires_at: time, parent_grant_id: id, source_id: id, metadata });
const sides = { amount: decimal, is_credit: flag, balance_before: decimal, balance_after: decimal,
  overage_before: decimal, overage_after: decimal };
const ledgerEntry = object({
  id, business_id: id, brand_id: id, ...owner, ...sides, metadata, created_at: time,
  transaction_type: anyText('credit_added', 'credit_deducted', 'credit_expired', 'credit_rolled_over',
    'rollover_forfeited', 'overage_charged', 'overage_reset', 'auto_top_up', 'manual_adjustment', 'refund'),
}, { description: text, grant_id: id, reference_id: id, reference_type: text });
const entryResult = object(
  { id, ...owner, ...sides, entry_type: anyText('credit', 'debit'), created_at: time, metadata },
  { grant_id: id, reason: text });

// 2.10, 2.11
const textMap = { type: 'object', additionalProperties: text };
const webhook = object({ id, url: id, description: text, metadata: textMap, created_at: time, updated_at: time },
  { disabled: flag, filter_types: list(text), rate_limit: i32 });
const payload = (schema, name, maybe = {}) => more(schema, { payload_type: { const: name } }, maybe);
const message = (data) => object({ business_id: id, type: id, timestamp: time, data });

export const schemas = {
  Error: object({ code: { type: 'string', pattern: '^[A-Z][A-Z_]*$' }, message: text }),
  MeterFilter: filter, Meter: meter, Meters: page('Meter'),
  Event: event, Events: page('Event'), Ingested: object({ ingested_count: count }),
  Product: product, ProductItem: productItem, Products: page('ProductItem'),
  Customer: customer, Customers: page('Customer'), Portal: object({ link: id }),
  CustomerCredit: customerCredit, CustomerCredits: page('CustomerCredit'),
  Wallet: wallet, Wallets: object({ items: list(wallet), total_balance_usd: i64 }),
  WalletEntry: walletEntry, WalletEntries: page('WalletEntry'),
  Session: session, SessionStatus: sessionStatus, Preview: preview,
  Paid: more(sessionStatus, {}, { subscription_id: id }), // what a pay page says to a program: our own
  Subscription: subscription, SubscriptionItem: subscriptionItem, Subscriptions: page('SubscriptionItem'),
  UsagePeriod: usagePeriod, UsageHistory: page('UsagePeriod'),
  CreditUsages: object({ subscription_id: id, items: list(creditUsage) }),
  PlanChange: planChange, PlanPreview: planPreview, Charge: object({ payment_id: id }),
  Payment: payment, PaymentItem: paymentItem, Payments: page('PaymentItem'), LineItems: lineItems,
  Credit: credit, Credits: page('Credit'), Balance: balance, Balances: page('Balance'),
  Grant: grant, Grants: page('Grant'), LedgerEntry: ledgerEntry, Ledger: page('LedgerEntry'),
  EntryResult: entryResult,
  Webhook: webhook, Secret: object({ secret: { type: 'string', pattern: '^whsec_' } }),
  Webhooks: object({ data: list(of('Webhook')), done: flag }, { iterator: id, prev_iterator: id }),
  WebhookHeaders: object({ headers: textMap, sensitive: list(text) }),
  Addon: object({ id, business_id: id, name: id, currency, price: money, tax_category: taxCategory, created_at: time,
    updated_at: time }, { description: text, image: text }),
  Addons: page('Addon'),
  PaymentMessage: message(payload(payment, 'Payment')),
  SubscriptionMessage: message(payload(subscription, 'Subscription', { past_due_ends_at: time })),
  CreditLedgerEntryMessage: message(payload(ledgerEntry, 'CreditLedgerEntry')),
  CreditBalanceLowMessage: message(payload(object({
    ...owner, subscription_id: id, credit_entitlement_name: id, brand_id: id, available_balance: decimal,
    subscription_credits_amount: decimal, threshold_percent: percent, threshold_amount: decimal,
  }), 'CreditBalanceLow')),
};
