// SPDX-License-Identifier: MIT
#include "sandbox/checkouts.h"
#include "sandbox/objectlist.h"
#include "sandbox/paypage.h"

#include <limits>

using namespace Qt::StringLiterals;

// Static payment links (dodo-api.md 2.6): each visit makes a session of its own and goes to its pay page.
namespace {

constexpr qsizetype openLinkSessions = 100; // the newest; older ones that nobody used go

Answer page(const Error &error)
{
    Answer answer = answerHtml(messagePageHtml(u"Nothing to pay here"_s, error.message), error.status);
    answer.extra.emplaceBack("content-security-policy", payPagePolicy());
    answer.extra.emplaceBack("cache-control", "no-store");
    return answer;
}

Result<NewCheckout> askedBy(const Request &request)
{
    const auto quantity = queryInteger(request, "quantity", 1, std::numeric_limits<qint32>::max());
    if (!quantity)
        return quantity.error();
    NewCheckout out;
    out.cart = {{.product = {request.segment(1)}, .quantity = int(quantity->value_or(1))}};
    if (const auto back = queryText(request, "redirect_url"))
        out.returnUrl = QString::fromUtf8(*back);
    return out;
}

// A page that is opened over and over shall not fill the store: sessions that nobody submitted are given up
// when their time is over or newer ones push them out.
void forgetUnused(Writing &write, TimePoint now)
{
    qsizetype kept = 0;
    const auto rows = write.list({.kind = Kind::Checkout, .label = QString(linkedVia)});
    for (const Row &row : rows) {
        const Result<CheckoutSession> session = sessionFromJson(row.object());
        if (!session || session->attempts > 0)
            continue;
        if (now >= session->end() || ++kept > openLinkSessions)
            write.remove(Kind::Checkout, row.id);
    }
}

Answer openLink(const Request &request, World &world)
{
    const Result<NewCheckout> asked = askedBy(request);
    if (!asked)
        return page(asked.error());
    return writing(request, world, [&](Writing &write) {
        const Result<CheckoutSession> session = makeSession(write, world, *asked, linkedVia);
        if (!session)
            return page(session.error());
        forgetUnused(write, world.clock.now());
        Answer answer = answerHtml({}, 303);
        answer.extra.emplaceBack("location", "/session/" + session->status.id.text);
        answer.extra.emplaceBack("cache-control", "no-store");
        return answer;
    });
}

} // namespace

std::span<const Route> buyLinkRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/buy/:", Access::Page, openLink},
    };
    return table;
}
