// SPDX-License-Identifier: MIT
#pragma once

#include "looks.h"
#include "session/example.h"
#include "stack.h"
#include "ui/eventlog/eventlogverdict.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace eventlogmend {

// The published example's own event, with what is wrong about it.
inline QJsonObject wrong(QJsonObject event, const QByteArray &mistake, TimePoint now)
{
    QJsonObject metadata = event["metadata"_L1].toObject();
    if (mistake == "case")
        event["event_name"_L1] = u"Image.generated"_s;
    else if (mistake == "space")
        event["event_name"_L1] = u"image.generated "_s;
    else if (mistake == "look-alike letter")
        event["event_name"_L1] = u"im\u0430ge.generated"_s;
    else if (mistake == "draft quality")
        metadata["quality"_L1] = u"draft"_s;
    else if (mistake == "missing property")
        metadata.remove("quality"_L1);
    else if (mistake == "number as text") {
        event["event_name"_L1] = u"image.stored"_s;
        metadata["megabytes"_L1] = u"1.5"_s;
    } else if (mistake == "unknown customer")
        event["customer_id"_L1] = u"cus_nobody"_s;
    else if (mistake == "late")
        event["timestamp"_L1] = QString::fromLatin1(toIso(now - 61min));
    event["metadata"_L1] = metadata;
    return event;
}

inline NewMeter storageMeter()
{
    return {.name = u"Storage Meter"_s,
        .eventName = u"image.stored"_s,
        .measurementUnit = u"MB"_s,
        .aggregation = {Aggregation::Type::Sum, u"megabytes"_s},
        .description = {},
        .filter = {}};
}

} // namespace eventlogmend

// The verdict pane alone, against the real embedded server with the published example and one meter more.
class EventLogMendBench {
protected:
    void open();
    void close();
    QJsonObject good() const;
    LogChoice post(const QJsonObject &event);
    void show(const QJsonObject &event);
    void showVerdict(const LogChoice &choice);
    QString said() const;
    Button *button(const char *name) const { return m_pane->findChild<Button *>(QString::fromLatin1(name)); }
    Session &session() const { return m_stack->session(); }
    void buyAgain();
    void reload();
    void failNext(const QByteArray &method);

    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLogVerdict> m_pane;
    LogChoice m_choice;
    QNetworkAccessManager m_network;
    int m_number = 0;
};

inline void EventLogMendBench::open()
{
    m_stack = std::make_unique<Stack>();
    QVERIFY(m_stack->load());
    Example example(session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(30000));
    QVERIFY(answerOf(session().client().createMeter(eventlogmend::storageMeter())));
    reload();
    QCOMPARE(session().state().meters.size(), 2);
    m_pane = std::make_unique<EventLogVerdict>();
    m_pane->setSession(session());
    m_pane->resize(500, 420);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    m_pane->activateWindow();
}

inline void EventLogMendBench::close()
{
    m_pane.reset();
    m_stack.reset();
    m_choice = {};
}

inline QJsonObject EventLogMendBench::good() const
{
    return {{"event_id"_L1, u"py_%1"_s.arg(m_number)},
        {"customer_id"_L1, session().state().customer()->id.string()},
        {"event_name"_L1, u"image.generated"_s},
        {"timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now()))},
        {"metadata"_L1, QJsonObject{{"quality"_L1, u"hd"_s}, {"size"_L1, u"1024x1024"_s}}}};
}

// Sends it as another program would and keeps what was said, as the log does.
inline LogChoice EventLogMendBench::post(const QJsonObject &event)
{
    const Destination to = m_stack->transport().destination();
    QNetworkRequest request(QUrl(to.baseUrl.toString(QUrl::StripTrailingSlash) + u"/events/ingest"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("Authorization", "Bearer " + to.key);
    const QByteArray body
        = QJsonDocument(QJsonObject{{"events"_L1, QJsonArray{event}}}).toJson(QJsonDocument::Compact);
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(30000);
    Exchange exchange;
    exchange.id = QUuid::createUuid();
    exchange.at = m_stack->clock->now();
    exchange.method = "POST";
    exchange.target = "/events/ingest";
    exchange.requestBody = body;
    exchange.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    exchange.answerBody = reply->readAll();
    exchange.events = {event["event_id"_L1].toString().toUtf8()};
    LogChoice choice;
    choice.row = rowOf(exchange, "quality");
    choice.exchange = exchange;
    choice.event = choice.row.event();
    return choice;
}

inline void EventLogMendBench::showVerdict(const LogChoice &choice)
{
    m_choice = choice;
    m_choice.usage = session().state().usage;
    const auto verdicts = answerOf(session().sandbox()->verdicts({choice.event}));
    QVERIFY(verdicts);
    m_choice.verdict = verdicts->isEmpty() ? std::nullopt : std::optional(verdicts->first());
    m_pane->showChoice(m_choice);
}

inline void EventLogMendBench::show(const QJsonObject &event)
{
    ++m_number;
    showVerdict(post(event));
}

inline QString EventLogMendBench::said() const
{
    QStringList words;
    for (const QWidget *widget : m_pane->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(m_pane.get()))
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << (label->textFormat() == Qt::RichText ? label->accessibleName() : label->text());
        else if (const auto *chip = qobject_cast<const Chip *>(widget))
            words << chip->look().text;
    }
    return words.join(u'\n');
}

// Twice: what was under way when it was asked for may be older than the question.
inline void EventLogMendBench::reload()
{
    QVERIFY(m_stack->load());
    QVERIFY(m_stack->load());
}

inline void EventLogMendBench::failNext(const QByteArray &method)
{
    const Destination to = m_stack->transport().destination();
    QNetworkRequest request(QUrl(to.baseUrl.toString(QUrl::StripTrailingSlash) + u"/_sandbox/faults"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("Authorization", "Bearer " + to.key);
    const std::unique_ptr<QNetworkReply> reply(m_network.post(
        request, QByteArray("{\"method\":\"" + method + "\",\"status\":422,\"code\":\"METER_IS_DELETED\"}")));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30000);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 201);
}

inline void EventLogMendBench::buyAgain()
{
    Purchase purchase(session());
    QSignalSpy succeeded(&purchase, &Purchase::succeeded);
    Purchase::Order order;
    order.existing = session().state().customer()->id;
    order.product = session().state().products.first().id;
    order.card = testcards::works.toByteArray();
    purchase.start(order);
    QVERIFY(succeeded.wait(30000));
    session().useSubscription(succeeded.first().first().value<SubscriptionId>());
    QVERIFY(m_stack->load());
}
