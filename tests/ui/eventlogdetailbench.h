// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmodel.h"
#include "looks.h"
#include "session/example.h"
#include "session/logfollower.h"
#include "stack.h"
#include "ui/eventlog/eventlogdetail.h"
#include "ui/eventlog/eventlogexchange.h"
#include "ui/parts/jsonview.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

// The log's detail before the real sandbox and a real log, with the page's part played here: it is told what
// is known of the chosen row.
class EventLogDetailBench {
protected:
    static constexpr int patience = 30000; // a busy machine

    void open();
    void close();
    QJsonObject usage(const QString &id, const QString &name = u"image.generated"_s,
        const QString &quality = u"standard"_s) const;
    void sendAll(const QJsonArray &events);
    void record(const QByteArray &target, const QByteArray &body, const QByteArray &type, int status = 200);
    void choose(const QByteArray &event); // its newest row
    void chooseTarget(const QByteArray &target);
    void show(const LogRow &row, const EventId &event);
    bool shows(JsonView *view, const QString &text) const { return view->toPlainText().contains(text); }
    JsonView *request() const { return m_detail->request()->json(); }
    JsonView *answer() const { return m_detail->answer()->json(); }
    bool visible(const char *name) const { return control(*m_detail, name)->isVisible(); }

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogModel> m_model;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<EventLogDetail> m_detail;
    QNetworkAccessManager m_network;
    QByteArray m_customer;
    QList<LogRow> m_rows; // that came in
    LogChoice m_now;

private:
    const LogRow *find(const std::function<bool(const LogRow &)> &is) const;
};

inline void EventLogDetailBench::open()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_themes->setKind(Theme::Kind::Dark);
    m_folder = std::make_unique<QTemporaryDir>();
    m_stack = std::make_unique<Stack>();
    auto log = EventLog::open(m_folder->path());
    QVERIFY(log);
    m_log = *std::move(log);
    QObject::connect(
        m_log.get(), &EventLog::appended, m_log.get(), [this](const QList<LogRow> &rows) { m_rows += rows; });
    m_model = std::make_unique<LogModel>();
    m_follower = std::make_unique<LogFollower>(m_stack->session(), *m_log, *m_model);
    QVERIFY(m_stack->load());
    m_follower->start();
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(patience));
    QVERIFY(m_stack->load());
    m_customer = m_stack->session().state().customer()->id.text;
    m_detail = std::make_unique<EventLogDetail>(m_stack->session(), *m_log);
    QObject::connect(m_detail.get(), &EventLogDetail::eventChosen, m_detail.get(),
        [this](const EventId &event) { show(LogRow(m_now.row), event); });
    m_detail->resize(1440, 360);
    m_detail->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_detail.get()));
    m_detail->activateWindow();
}

inline void EventLogDetailBench::close()
{
    m_detail.reset();
    m_follower.reset();
    m_model.reset();
    m_stack.reset();
    m_log.reset();
    m_rows.clear();
    m_now = {};
}

inline QJsonObject EventLogDetailBench::usage(
    const QString &id, const QString &name, const QString &quality) const
{
    return {{"event_id"_L1, id}, {"customer_id"_L1, QString::fromLatin1(m_customer)}, {"event_name"_L1, name},
        {"timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now()))},
        {"metadata"_L1, QJsonObject{{"quality"_L1, quality}, {"size"_L1, u"1024x1024"_s}}}};
}

// As a program with the official SDK does.
inline void EventLogDetailBench::sendAll(const QJsonArray &events)
{
    const Destination to = m_stack->transport().destination();
    QNetworkRequest request(QUrl(to.baseUrl.toString(QUrl::StripTrailingSlash) + u"/events/ingest"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("User-Agent", "Dodo/JS 2.52.0");
    request.setRawHeader("X-Stainless-Lang", "js");
    request.setRawHeader("X-Stainless-Package-Version", "2.52.0");
    request.setRawHeader("Authorization", "Bearer " + to.key);
    m_stack->clock->advance(1234ms);
    const QByteArray body = QJsonDocument(QJsonObject{{"events"_L1, events}}).toJson(QJsonDocument::Compact);
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, body));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patience);
}

// An exchange as a transport would record it.
inline void EventLogDetailBench::record(
    const QByteArray &target, const QByteArray &body, const QByteArray &type, int status)
{
    Exchange exchange;
    exchange.id = QUuid::createUuid();
    exchange.at = m_stack->clock->now();
    exchange.took = 9ms;
    exchange.sender = {Sender::Kind::Tool, u"curl"_s, u"8.5.0"_s};
    exchange.method = "GET";
    exchange.target = target;
    exchange.status = status;
    exchange.answerHead = {{"content-type", type}};
    exchange.answerBody = body;
    if (status == 0)
        exchange.failure = Error{.kind = Error::Kind::Network, .message = u"Connection refused"_s};
    m_log->record(exchange);
    chooseTarget(target);
}

inline const LogRow *EventLogDetailBench::find(const std::function<bool(const LogRow &)> &is) const
{
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(), is);
    return found == m_rows.rend() ? nullptr : &*found;
}

inline void EventLogDetailBench::choose(const QByteArray &event)
{
    const auto carries = [&event](const LogRow &row) { return row.events.contains(EventId{event}); };
    QTRY_VERIFY2_WITH_TIMEOUT(find(carries), event.constData(), patience);
    show(LogRow(*find(carries)), EventId{event});
}

inline void EventLogDetailBench::chooseTarget(const QByteArray &target)
{
    const auto is = [&target](const LogRow &row) { return row.target == target; };
    QTRY_VERIFY2_WITH_TIMEOUT(find(is), target.constData(), patience);
    show(LogRow(*find(is)), {});
}

inline void EventLogDetailBench::show(const LogRow &row, const EventId &event)
{
    m_now = {};
    m_now.row = row;
    m_now.event = event;
    const auto exchange = answerOf(m_log->exchange(row.exchange));
    QVERIFY(exchange && *exchange);
    m_now.exchange = *exchange;
    if (!event.isEmpty() && !row.failed()) {
        const auto verdicts = answerOf(m_stack->session().sandbox()->verdicts({event}));
        QVERIFY(verdicts && !verdicts->isEmpty());
        m_now.verdict = verdicts->first();
    }
    m_now.usage = m_stack->session().state().usage;
    m_detail->showChoice(m_now);
}
