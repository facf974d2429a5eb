// SPDX-License-Identifier: MIT
#include "billing/choices.h"
#include "billing/decimal.h"
#include "sandbox/advice.h"
#include "sandbox/advicetext.h"
#include "sandbox/answers.h"

using namespace Qt::StringLiterals;

// Advice on all that is not ingest: pages that are easily lost, what is deprecated, and what texts of the
// service describe in another way (dodo-api.md 1.5, 5.2).
namespace {

constexpr size_t listsKept = 64;

QByteArrayList meterNotes(const QJsonObject &body)
{
    QByteArrayList out;
    const QString key = body["aggregation"_L1]["key"_L1].toString();
    if (key.startsWith("metadata."_L1))
        out.append("aggregation.key " + quotedAscii(key)
            + " names a property of that whole name: leave \"metadata.\" out");
    const QJsonArray clauses = body["filter"_L1]["clauses"_L1].toArray();
    const auto isGroup = [](const QJsonValue &clause) { return clause["clauses"_L1].isArray(); };
    const auto groups = std::ranges::count_if(clauses, isGroup);
    if (groups > 0 && groups < clauses.size())
        out.append("filter.clauses mixes conditions and groups, which the service's schema does not allow");
    return out;
}

QByteArrayList priceNotes(const QJsonObject &price)
{
    QByteArrayList out;
    if (price["discount"_L1].toInt() != 0)
        out.append("price.discount is deprecated: discount_bps takes its place");
    if (price["purchasing_power_parity"_L1].toBool())
        out.append("price.purchasing_power_parity is stored and has no effect here");
    const QJsonArray meters = price["meters"_L1].toArray();
    for (const auto &meter : meters) {
        const QString text = meter["price_per_unit"_L1].toString();
        const auto number = Decimal::fromText(text.toUtf8());
        if (number && *number < Decimal(1))
            out.append("price_per_unit " + quotedAscii(text)
                + " is less than one of the smallest unit, such as a cent; guides write main units");
        if (meter["credit_entitlement_id"_L1].isString() && meter["free_threshold"_L1].toInteger() > 0)
            out.append("free_threshold of a meter billed in credits is ignored, as the newest texts say; "
                       "earlier ones let it apply");
    }
    return out;
}

QByteArrayList productNotes(const QJsonObject &body)
{
    QByteArrayList out = priceNotes(body["price"_L1].toObject());
    for (const auto key : {"license_key_enabled"_L1, "license_key_activation_message"_L1,
             "license_key_activations_limit"_L1, "license_key_duration"_L1, "digital_product_delivery"_L1}) {
        if (!body[key].isUndefined() && !body[key].isNull())
            out.append(QByteArray(key.data(), key.size()) + " is deprecated");
    }
    return out;
}

QByteArrayList checkoutNotes(const QJsonObject &body)
{
    if (body["discount_code"_L1].isString())
        return {"discount_code is deprecated: discount_codes takes its place"};
    return {};
}

QByteArrayList bodyNotes(const Request &request)
{
    const QByteArray &topic = request.segment(0);
    if (topic != "meters" && topic != "products" && topic != "checkouts")
        return {};
    const auto body = bodyObject(request);
    if (!body)
        return {};
    return topic == "meters"  ? meterNotes(*body)
        : topic == "products" ? productNotes(*body)
                              : checkoutNotes(*body);
}

bool isDeprecated(const Request &request)
{
    return request.method == Method::Post && request.segments.size() == 1
        && (request.segment(0) == "subscriptions" || request.segment(0) == "payments");
}

// Whatever else is asked beside the page.
QByteArray listOf(const Request &request)
{
    QByteArray out = request.segments.join('/');
    for (const auto &[key, value] : request.query) {
        if (key != "page_number")
            out += '&' + key + '=' + value;
    }
    return out;
}

QByteArrayList sizeNotes(const Request &request, const Answer &answer)
{
    const auto size = queryText(request, "page_size");
    QByteArrayList out;
    if (size && size->toLongLong() == 0)
        out.append("page_size 0 gives " + QByteArray::number(choices::defaultPageSize)
            + " rows here; the service does not say what it gives");
    else if (!size && answer.rows == choices::defaultPageSize)
        out.append("this page is full with the default of " + QByteArray::number(choices::defaultPageSize)
            + " rows, so there may be more: pass page_size 100 or ask for the next page_number");
    return out;
}

} // namespace

// An SDK that iterates without page_number asks for page 2 after the first one.
QByteArray Advice::pageNote(const Request &request, const Answer &answer)
{
    const qint64 page
        = queryText(request, "page_number").value_or(QByteArray::number(choices::firstPage)).toLongLong();
    const std::lock_guard lock(m_mutex);
    if (m_pages.size() > listsKept)
        m_pages.clear();
    const auto known = m_pages.find(listOf(request));
    const qint64 before = known == m_pages.end() ? choices::firstPage - 1 : known->second;
    m_pages[listOf(request)] = page;
    if (page == choices::firstPage + 1 && before < choices::firstPage && answer.rows > 0)
        return "page_number 1 is the second page: pages count from 0";
    if (page == before + 2 && before >= choices::firstPage)
        return "page " + QByteArray::number(before + 1)
            + " was not asked for: pages count from 0, and SDK iteration without page_number leaves out page "
              "1; "
              "pass page_size 100";
    return {};
}

void Advice::addTo(const Request &request, Answer &answer)
{
    QByteArrayList notes;
    if (answer.rows >= 0) {
        notes = sizeNotes(request, answer);
        if (const QByteArray note = pageNote(request, answer); !note.isEmpty())
            notes.append(note);
    } else if (isDeprecated(request)) {
        notes.append("POST /" + request.segment(0) + " is deprecated: POST /checkouts takes its place");
    } else if ((request.method == Method::Post || request.method == Method::Patch) && answer.status < 300
        && !request.segments.isEmpty()) {
        notes = bodyNotes(request);
    }
    if (!notes.isEmpty())
        answer.extra.emplaceBack(adviceHeader.toByteArray(), adviceText(notes));
}
