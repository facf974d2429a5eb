// SPDX-License-Identifier: MIT
#include "programs/requestcalls.h"

#include <algorithm>

namespace {

constexpr char meterFields[] = "aggregation* event_name* measurement_unit* name* description filter";
constexpr char newProductFields[]
    = "name* price* tax_category* addons brand_id credit_entitlements description digital_product_delivery "
      "entitlements license_key_activation_message license_key_activations_limit "
      "license_key_duration license_key_enabled metadata pricing_mode";
constexpr char productFields[]
    = "name price tax_category addons brand_id credit_entitlements description digital_product_delivery "
      "entitlements image_id license_key_activation_message license_key_activations_limit "
      "license_key_duration license_key_enabled metadata pricing_mode";
constexpr char checkoutFields[]
    = "product_cart* allowed_payment_method_types billing_address billing_currency cancel_url confirm "
      "custom_fields customer customer_business_name customization discount_code discount_codes "
      "feature_flags force_3ds metadata minimal_address payment_method_id product_collection_id return_url "
      "short_link show_saved_payment_methods subscription_data tax_id";
constexpr char subscriptionFields[]
    = "billing cancel_at_next_billing_date cancel_reason cancellation_comment cancellation_feedback "
      "credit_entitlement_cart customer_business_name customer_name disable_on_demand metadata "
      "next_billing_date pause status subscription_period_count subscription_period_interval tax_id";
constexpr char subscriptionQuery[]
    = "brand_id created_at_gte created_at_lte customer_id page_number page_size product_id status";
constexpr char paymentQuery[] = "brand_id created_at_gte created_at_lte currency customer_id page_number "
                                "page_size product_id status subscription_id";
constexpr char eventQuery[] = "customer_id end event_name meter_id page_number page_size start";
constexpr char usageQuery[] = "end_date meter_id page_number page_size start_date";
constexpr char webhookFields[]
    = "url* description disabled filter_types headers idempotency_key metadata rate_limit";
constexpr char planFields[]
    = "product_id* proration_billing_mode* quantity* addons discount_code effective_at "
      "metadata on_payment_failure";

constexpr SdkCall calls[] = {
    {"POST", "/events/ingest", "usageEvents.ingest", "usage_events.ingest", "UsageEvents.Ingest",
        "UsageEventIngestParams", "events*"},
    {"GET", "/events", "usageEvents.list", "usage_events.list", "UsageEvents.List", "UsageEventListParams",
        eventQuery},
    {"GET", "/events/:", "usageEvents.retrieve", "usage_events.retrieve", "UsageEvents.Get", "", ""},

    {"POST", "/meters", "meters.create", "meters.create", "Meters.New", "MeterNewParams", meterFields},
    {"GET", "/meters", "meters.list", "meters.list", "Meters.List", "MeterListParams",
        "archived page_number page_size"},
    {"GET", "/meters/:", "meters.retrieve", "meters.retrieve", "Meters.Get", "", ""},
    {"DELETE", "/meters/:", "meters.archive", "meters.archive", "Meters.Archive", "", ""},
    {"POST", "/meters/:/unarchive", "meters.unarchive", "meters.unarchive", "Meters.Unarchive", "", ""},

    {"POST", "/products", "products.create", "products.create", "Products.New", "ProductNewParams",
        newProductFields},
    {"GET", "/products", "products.list", "products.list", "Products.List", "ProductListParams",
        "archived brand_id page_number page_size recurring"},
    {"GET", "/products/:", "products.retrieve", "products.retrieve", "Products.Get", "", ""},
    {"PATCH", "/products/:", "products.update", "products.update", "Products.Update", "ProductUpdateParams",
        productFields},
    {"DELETE", "/products/:", "products.archive", "products.archive", "Products.Archive", "", ""},
    {"POST", "/products/:/unarchive", "products.unarchive", "products.unarchive", "Products.Unarchive", "",
        ""},

    {"POST", "/customers", "customers.create", "customers.create", "Customers.New", "CustomerNewParams",
        "email* name* metadata phone_number"},
    {"GET", "/customers", "customers.list", "customers.list", "Customers.List", "CustomerListParams",
        "created_at_gte created_at_lte email name page_number page_size"},
    {"GET", "/customers/:", "customers.retrieve", "customers.retrieve", "Customers.Get", "", ""},
    {"PATCH", "/customers/:", "customers.update", "customers.update", "Customers.Update",
        "CustomerUpdateParams", "email name metadata phone_number"},
    {"POST", "/customers/:/customer-portal/session", "customers.customerPortal.create",
        "customers.customer_portal.create", "Customers.CustomerPortal.New", "CustomerCustomerPortalNewParams",
        "return_url send_email"},

    {"POST", "/checkouts", "checkoutSessions.create", "checkout_sessions.create", "CheckoutSessions.New",
        "CheckoutSessionNewParams", checkoutFields},
    {"GET", "/checkouts/:", "checkoutSessions.retrieve", "checkout_sessions.retrieve", "CheckoutSessions.Get",
        "", ""},

    {"GET", "/subscriptions", "subscriptions.list", "subscriptions.list", "Subscriptions.List",
        "SubscriptionListParams", subscriptionQuery},
    {"GET", "/subscriptions/:", "subscriptions.retrieve", "subscriptions.retrieve", "Subscriptions.Get", "",
        ""},
    {"PATCH", "/subscriptions/:", "subscriptions.update", "subscriptions.update", "Subscriptions.Update",
        "SubscriptionUpdateParams", subscriptionFields},
    {"GET", "/subscriptions/:/usage-history", "subscriptions.retrieveUsageHistory",
        "subscriptions.retrieve_usage_history", "Subscriptions.GetUsageHistory",
        "SubscriptionGetUsageHistoryParams", usageQuery},
    {"POST", "/subscriptions/:/change-plan", "subscriptions.changePlan", "subscriptions.change_plan", "", "",
        planFields},

    {"GET", "/payments", "payments.list", "payments.list", "Payments.List", "PaymentListParams",
        paymentQuery},
    {"GET", "/payments/:", "payments.retrieve", "payments.retrieve", "Payments.Get", "", ""},
    {"GET", "/payments/:/line-items", "payments.retrieveLineItems", "payments.retrieve_line_items",
        "Payments.GetLineItems", "", ""},
    {"GET", "/invoices/payments/:", "invoices.payments.retrieve", "invoices.payments.retrieve", "", "", ""},

    {"POST", "/webhooks", "webhooks.create", "webhooks.create", "Webhooks.New", "WebhookNewParams",
        webhookFields},
    {"GET", "/webhooks", "webhooks.list", "webhooks.list", "Webhooks.List", "WebhookListParams",
        "iterator limit"},
    {"GET", "/webhooks/:", "webhooks.retrieve", "webhooks.retrieve", "Webhooks.Get", "", ""},
    {"PATCH", "/webhooks/:", "webhooks.update", "webhooks.update", "Webhooks.Update", "WebhookUpdateParams",
        "url description disabled filter_types metadata rate_limit"},
    {"DELETE", "/webhooks/:", "webhooks.delete", "webhooks.delete", "Webhooks.Delete", "", ""},
    {"GET", "/webhooks/:/secret", "webhooks.retrieveSecret", "webhooks.retrieve_secret", "Webhooks.GetSecret",
        "", ""},
    {"GET", "/webhooks/:/headers", "webhooks.headers.retrieve", "webhooks.headers.retrieve",
        "Webhooks.Headers.Get", "", ""},
    {"PATCH", "/webhooks/:/headers", "webhooks.headers.update", "webhooks.headers.update",
        "Webhooks.Headers.Update", "WebhookHeaderUpdateParams", "headers*"},
};

// The ids where the path fits the pattern. Empty ones and dots are refused by the SDKs themselves.
std::optional<QList<QString>> idsIn(const QByteArray &path, const QByteArray &pattern)
{
    const QList<QByteArray> parts = path.split('/');
    const QList<QByteArray> wanted = pattern.split('/');
    if (parts.size() != wanted.size())
        return std::nullopt;
    QList<QString> ids;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (wanted[i] != ":") {
            if (parts[i] != wanted[i])
                return std::nullopt;
            continue;
        }
        const QByteArray id = QByteArray::fromPercentEncoding(parts[i]);
        if (id.isEmpty() || id == "." || id == ".." || !id.isValidUtf8())
            return std::nullopt;
        ids.append(QString::fromUtf8(id));
    }
    return ids;
}

} // namespace

std::optional<SdkMatch> sdkCallFor(QByteArrayView method, const QByteArray &path)
{
    for (const SdkCall &call : calls) {
        if (method != QByteArrayView(call.method))
            continue;
        if (const auto ids = idsIn(path, call.path))
            return SdkMatch{&call, *ids};
    }
    return std::nullopt;
}

bool fieldsFit(const SdkCall &call, const QSet<QByteArray> &names)
{
    QSet<QByteArray> unknown = names;
    for (QByteArray field : QByteArray(call.fields).split(' ')) {
        const bool needed = field.endsWith('*');
        if (needed)
            field.chop(1);
        if (!unknown.remove(field) && needed)
            return false;
    }
    return unknown.isEmpty();
}
