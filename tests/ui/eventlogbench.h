// SPDX-License-Identifier: MIT
#pragma once

#include "looks.h"
#include "session/example.h"
#include "session/logfollower.h"
#include "stack.h"
#include "ui/eventlog/eventlogpage.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/segments.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QNetworkReply>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;

struct Program { // what another program says of itself
    QByteArray agent = "curl/8.5.0";
    QByteArray language = {};
    QByteArray version = {};
};

inline QJsonObject metadataOf(const QString &quality)
{
    return {{"quality"_L1, quality}, {"size"_L1, u"1024x1024"_s}, {"model"_L1, u"demo-painter"_s}};
}

inline QByteArray bodyOf(const QJsonArray &events)
{
    return QJsonDocument(QJsonObject{{"events"_L1, events}}).toJson(QJsonDocument::Compact);
}

// The Event log page with all that stands behind it, another program that talks to the same sandbox, and eyes
// that read the page.
class EventLogBench {
protected:
    void open();
    void close();
    void openPage(); // once more, as after a restart of the window
    QJsonObject usage(const QString &id, const QString &name = u"image.generated"_s,
        const QString &quality = u"standard"_s) const;
    QNetworkReply *post(const QByteArray &body, const Program &program = {}, bool key = true);
    void sendAll(const QJsonArray &events, const Program &program = {});
    void makeExample();
    int rowOf(const QString &text) const; // the last row that has it in a cell
    void chooseRow(const QString &text);
    QString said() const; // all the verdict pane's words
    QTableView *table() const { return control<QTableView>(*m_page, "logTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogModel> m_model;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<EventLogPage> m_page;
    QNetworkAccessManager m_network;
    QString m_customer;
};

inline void EventLogBench::open()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_stack = std::make_unique<Stack>();
    auto log = EventLog::open(m_folder->path());
    QVERIFY(log);
    m_log = *std::move(log);
    m_model = std::make_unique<LogModel>();
    m_follower = std::make_unique<LogFollower>(m_stack->session(), *m_log, *m_model);
    openPage();
    QVERIFY(m_stack->load());
    m_follower->start();
}

inline void EventLogBench::openPage()
{
    m_page.reset();
    m_page = std::make_unique<EventLogPage>(m_stack->session(), *m_log, *m_model, *m_follower);
    m_page->resize(looks::pageSizes().first());
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

inline void EventLogBench::close()
{
    m_page.reset();
    m_follower.reset();
    m_model.reset();
    m_stack.reset();
    m_log.reset();
    m_customer.clear();
}

inline QJsonObject EventLogBench::usage(const QString &id, const QString &name, const QString &quality) const
{
    return {{"event_id"_L1, id}, {"customer_id"_L1, m_customer}, {"event_name"_L1, name},
        {"timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now()))},
        {"metadata"_L1, metadataOf(quality)}};
}

inline QNetworkReply *EventLogBench::post(const QByteArray &body, const Program &program, bool key)
{
    const Destination to = m_stack->transport().destination();
    QNetworkRequest request(QUrl(to.baseUrl.toString(QUrl::StripTrailingSlash) + u"/events/ingest"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("User-Agent", program.agent);
    if (!program.language.isEmpty()) {
        request.setRawHeader("X-Stainless-Lang", program.language);
        request.setRawHeader("X-Stainless-Package-Version", program.version);
    }
    if (key)
        request.setRawHeader("Authorization", "Bearer " + to.key);
    m_stack->clock->advance(1234ms);
    return m_network.post(request, body);
}

inline void EventLogBench::sendAll(const QJsonArray &events, const Program &program)
{
    const std::unique_ptr<QNetworkReply> reply(post(bodyOf(events), program));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30000);
}

inline void EventLogBench::makeExample()
{
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(30000));
    QVERIFY(m_stack->load());
    QVERIFY(m_stack->session().state().customer());
    m_customer = m_stack->session().state().customer()->id.string();
}

inline int EventLogBench::rowOf(const QString &text) const
{
    for (int row = table()->model()->rowCount() - 1; row >= 0; --row) {
        for (int column = 0; column < LogModel::columns; ++column) {
            if (cell(row, column).contains(text))
                return row;
        }
    }
    return -1;
}

inline void EventLogBench::chooseRow(const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(text) >= 0, 30000);
    const int row = rowOf(text);
    const QModelIndex index = table()->model()->index(row, LogModel::Request);
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
}

inline QString EventLogBench::said() const
{
    QStringList words;
    const QWidget *pane = control(*m_page, "logVerdict");
    for (const QWidget *widget : pane->findChildren<QWidget *>()) {
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << (label->textFormat() == Qt::RichText ? label->accessibleName() : label->text());
        else if (const auto *chip = qobject_cast<const Chip *>(widget))
            words << chip->look().text;
    }
    return words.join(u'\n');
}
