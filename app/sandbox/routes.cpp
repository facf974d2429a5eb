// SPDX-License-Identifier: MIT
#include "sandbox/payments.h"
#include "sandbox/ratelimits.h"
#include "sandbox/route.h"

#include <vector>

std::span<const Route> routes()
{
    static const std::vector<Route> all = [] {
        std::vector<Route> out;
        for (const auto topic : {meterRoutes(), productRoutes(), customerRoutes(), checkoutRoutes(),
                 payPageRoutes(), paymentRoutes(), addonRoutes(), walletRoutes(), portalRoutes(),
                 invoiceRoutes(), buyLinkRoutes(), subscriptionRoutes(), creditRoutes(), eventRoutes(), imageRoutes(),
                 webUiRoutes(), sdServerRoutes(), verdictRoutes(), sandboxRoutes(), deliveryRoutes(),
                 webhookRoutes(), faultRoutes(), rateLimitRoutes()})
            out.insert(out.end(), topic.begin(), topic.end());
        return out;
    }();
    return all;
}
