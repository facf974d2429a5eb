// SPDX-License-Identifier: MIT
#include "dodo/sandboxcontrols.h"

#include "dodo/pager.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr int verdictsPerCall = 100; // keeps the request line well under 8 kB
constexpr JsonLimits wholeWorld{.maxBytes = 4 * 1024 * 1024, .maxDepth = 64};

ApiRequest get(const QByteArray &control, QList<std::pair<QByteArray, QByteArray>> query = {})
{
    return {.segments = {"_sandbox", control}, .query = std::move(query)};
}

ApiRequest post(QByteArrayList segments, const QJsonObject &json, ApiRequest::Repeat repeat)
{
    return {.method = "POST",
        .segments = QByteArrayList{"_sandbox"} + segments,
        .body = compact(json),
        .repeat = repeat};
}

Result<SandboxClock> clockFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    SandboxClock clock{.now = in.time("now"_L1), .offset = milliseconds{in.integer("offset_ms"_L1)}};
    const QString mode = in.string("mode"_L1);
    if (mode == "ticking"_L1)
        clock.mode = SandboxClock::Mode::Ticking;
    else if (mode == "frozen"_L1)
        clock.mode = SandboxClock::Mode::Frozen;
    else if (mode != "real"_L1)
        in.fail("mode"_L1, u"must be real, ticking or frozen"_s);
    return in.finish(clock);
}

Result<ExchangePage> exchangePageFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const ExchangePage page{
        .items = in.list<Exchange>(
            "items"_L1, [](const QJsonObject &item, const QString &) { return exchangeFromJson(item); }),
        .next = in.integer("next"_L1)};
    return in.finish(page);
}

Result<QList<Verdict>> verdictsFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const auto verdicts = in.list<Verdict>("items"_L1, verdictFromJson);
    return in.finish(verdicts);
}

Result<PayOutcome> payOutcomeFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    PayOutcome out{.payment = {in.string("payment_id"_L1).toUtf8()},
        .status = in.string("payment_status"_L1).toUtf8(),
        .subscription = {},
        .problem = in.optionalString("error_message"_L1)};
    if (const auto id = in.optionalString("subscription_id"_L1))
        out.subscription = SubscriptionId::of(*id);
    return in.finish(out);
}

Result<QByteArray> snapshotIdFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const QByteArray id = in.string("snapshot"_L1).toUtf8();
    return in.finish(id);
}

Result<Delivery> deliveryFromJson(const QJsonObject &json, const QString &path = {})
{
    JsonReader in(json, path);
    Delivery out{.id = in.string("id"_L1).toUtf8(),
        .url = in.string("url"_L1),
        .type = in.string("type"_L1),
        .createdAt = in.time("created_at"_L1),
        .body = in.string("body"_L1).toUtf8(),
        .attempts = int(in.array("attempts"_L1).size()),
        .status = {},
        .took = milliseconds{in.integer("took_ms"_L1, 0)},
        .responseBody = in.string("response_body"_L1),
        .problem = in.optionalString("problem"_L1),
        .nextAttempt = in.optionalTime("next_attempt_at"_L1)};
    if (const auto status = in.optionalInteger("status"_L1, 100, 999))
        out.status = int(*status);
    return in.finish(out);
}

Result<QList<Delivery>> deliveriesFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const auto deliveries = in.list<Delivery>("items"_L1, deliveryFromJson);
    return in.finish(deliveries);
}

// Asks for the verdicts of one slice after another; one request line holds only so many ids.
class VerdictReader : public QObject {
public:
    VerdictReader(SandboxControls &controls, Transport &transport, QList<EventId> events)
        : QObject(&controls)
        , m_transport(transport)
        , m_events(std::move(events))
    {
    }

    ~VerdictReader() override { m_source.finish(cancelledCall()); }

    Call<QList<Verdict>> start()
    {
        next();
        return m_source.call();
    }

private:
    void next()
    {
        QList<std::pair<QByteArray, QByteArray>> query;
        for (const EventId &event : m_events.mid(m_asked, verdictsPerCall))
            query.emplaceBack("event_id", event.text);
        m_asked += query.size();
        const auto call
            = decodedObject<QList<Verdict>>(m_transport.send(get("verdicts", query)), verdictsFromJson);
        m_source.onCancel([call] { call.cancel(); });
        whenDone(call, this, [this](const Result<QList<Verdict>> &verdicts) { arrived(verdicts); });
    }

    void arrived(const Result<QList<Verdict>> &verdicts)
    {
        if (verdicts) {
            m_verdicts += *verdicts;
            if (m_asked < m_events.size())
                return next();
        }
        deleteLater();
        m_source.finish(verdicts ? Result(m_verdicts) : verdicts);
    }

    Transport &m_transport;
    const QList<EventId> m_events;
    CallSource<QList<Verdict>> m_source;
    QList<Verdict> m_verdicts;
    qsizetype m_asked = 0;
};

} // namespace

SandboxControls::SandboxControls(Transport &transport, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
{
}

Call<ApiAnswer> SandboxControls::send(const ApiRequest &request)
{
    if (m_transport.destination().mode == Destination::Mode::Sandbox)
        return m_transport.send(request);
    const CallSource<ApiAnswer> source;
    source.finish(Error{.kind = Error::Kind::Invalid, .message = u"Only the sandbox has these controls."_s});
    return source.call();
}

Call<SandboxClock> SandboxControls::clock()
{
    return decodedObject<SandboxClock>(send(get("clock")), clockFromJson);
}

Call<SandboxClock> SandboxControls::setClock(TimePoint at)
{
    const QJsonObject json{{"set"_L1, QString::fromLatin1(toIso(at))}};
    return decodedObject<SandboxClock>(send(post({"clock"}, json, ApiRequest::Repeat::Safe)), clockFromJson);
}

Call<SandboxClock> SandboxControls::advanceClock(const QByteArray &by)
{
    const QJsonObject json{{"advance"_L1, QString::fromUtf8(by)}};
    return decodedObject<SandboxClock>(
        send(post({"clock"}, json, ApiRequest::Repeat::Unsafe)), clockFromJson);
}

Call<SandboxClock> SandboxControls::realTime()
{
    const QJsonObject json{{"mode"_L1, u"real"_s}};
    return decodedObject<SandboxClock>(send(post({"clock"}, json, ApiRequest::Repeat::Safe)), clockFromJson);
}

Call<ExchangePage> SandboxControls::exchanges(qint64 afterSeq, int limit)
{
    return decodedObject<ExchangePage>(
        send(get(
            "exchanges", {{"after", QByteArray::number(afterSeq)}, {"limit", QByteArray::number(limit)}})),
        exchangePageFromJson);
}

ExchangeFollower *SandboxControls::follow(qint64 afterSeq, QObject *parent)
{
    return new ExchangeFollower(m_transport, afterSeq, parent);
}

Call<QList<Verdict>> SandboxControls::verdicts(const QList<EventId> &events)
{
    return (new VerdictReader(*this, m_transport, events))->start();
}

Call<QByteArray> SandboxControls::reset()
{
    return decodedObject<QByteArray>(
        send(post({"reset"}, {}, ApiRequest::Repeat::Unsafe)), snapshotIdFromJson);
}

Call<Done> SandboxControls::restore(const QByteArray &snapshotId)
{
    return decoded<Done>(send(post({"snapshots", snapshotId, "restore"}, {}, ApiRequest::Repeat::Safe)),
        [](const ApiAnswer &) -> Result<Done> { return Done{}; });
}

Call<QJsonObject> SandboxControls::state()
{
    return decoded<QJsonObject>(
        send(get("state")), [](const ApiAnswer &answer) { return readObject(answer.body, wholeWorld); });
}

Call<QByteArray> SandboxControls::setState(const QJsonObject &state)
{
    ApiRequest request = post({"state"}, state, ApiRequest::Repeat::Safe);
    request.method = "PUT";
    return decodedObject<QByteArray>(send(request), snapshotIdFromJson);
}

Call<Delivery> SandboxControls::sendTestEvent(const QString &url, const QString &type,
    const std::optional<SubscriptionId> &subscription, const QByteArray &id)
{
    QJsonObject json{{"url"_L1, url}, {"type"_L1, type}};
    if (subscription)
        json.insert("subscription_id"_L1, subscription->string());
    if (!id.isEmpty())
        json.insert("id"_L1, QString::fromLatin1(id));
    return decodedObject<Delivery>(send(post({"deliveries"}, json, ApiRequest::Repeat::Unsafe)),
        [](const QJsonObject &answer) { return deliveryFromJson(answer); });
}

Call<Delivery> SandboxControls::resend(const QByteArray &deliveryId)
{
    return decodedObject<Delivery>(
        send(post({"deliveries", deliveryId, "resend"}, {}, ApiRequest::Repeat::Unsafe)),
        [](const QJsonObject &answer) { return deliveryFromJson(answer); });
}

Call<QList<Delivery>> SandboxControls::deliveries(int page)
{
    return decodedObject<QList<Delivery>>(
        send(get("deliveries",
            {{"page_number", QByteArray::number(page)}, {"page_size", QByteArray::number(listPageSize)}})),
        deliveriesFromJson);
}

Call<PayOutcome> SandboxControls::pay(const QString &checkoutUrl, const QByteArray &card)
{
    ApiRequest request = post({}, {{"card"_L1, QString::fromLatin1(card)}}, ApiRequest::Repeat::Unsafe);
    request.segments.clear();
    const QByteArray path = QUrl(checkoutUrl).path(QUrl::FullyEncoded).toLatin1();
    for (const QByteArray &segment : path.split('/')) {
        if (!segment.isEmpty())
            request.segments.append(QByteArray::fromPercentEncoding(segment));
    }
    return decodedObject<PayOutcome>(send(request), payOutcomeFromJson);
}
