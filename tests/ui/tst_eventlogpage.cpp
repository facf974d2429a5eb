// SPDX-License-Identifier: MIT
#include "looks.h"
#include "session/example.h"
#include "session/logfollower.h"
#include "stack.h"
#include "ui/pages/eventlogpage.h"
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

namespace {

struct Program { // what another program says of itself
    QByteArray agent = "curl/8.5.0";
    QByteArray language = {};
    QByteArray version = {};
};

QJsonObject metadataOf(const QString &quality)
{
    return {{"quality"_L1, quality}, {"size"_L1, u"1024x1024"_s}, {"model"_L1, u"demo-painter"_s}};
}

QByteArray bodyOf(const QJsonArray &events)
{
    return QJsonDocument(QJsonObject{{"events"_L1, events}}).toJson(QJsonDocument::Compact);
}

} // namespace

class TestEventLogPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void emptyLogSaysWhatFillsIt();
    void ownReadsAreLeftOutUntilAskedFor();
    void aPaidEventShowsItsUnit();
    void everyMistakeIsExplained_data();
    void everyMistakeIsExplained();
    void theDecidingValueIsMarked();
    void sendingAgainIsIgnored();
    void aBatchShowsEachOfItsEvents();
    void theQueryNarrowsAndIsCleared();
    void itFollowsUntilScrolled();
    void anAwaitedEventIsChosenWhenItComes();
    void verdictsFollowTheMeters();
    void theLogStandsInItsOwnWindow();
    void closesWhileSending();
    void worksByKeyboardAlone();
    void looksRight();

private:
    QJsonObject event(const QString &id, const QString &name = u"image.generated"_s,
        const QString &quality = u"standard"_s) const;
    QNetworkReply *post(const QByteArray &body, const Program &program = {}, bool key = true);
    void sendAll(const QJsonArray &events, const Program &program = {});
    void makeExample();
    int rowOf(const QString &text) const; // the last row that has it in a cell
    void chooseRow(const QString &text);
    QString said() const; // all the verdict pane's words
    QTableView *table() const { return control<QTableView>(*m_page, "logTable"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogModel> m_model;
    std::unique_ptr<LogFollower> m_follower;
    std::unique_ptr<EventLogPage> m_page;
    QNetworkAccessManager m_network;
    QString m_customer;
};

void TestEventLogPage::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_stack = std::make_unique<Stack>();
    auto log = EventLog::open(m_folder->path());
    QVERIFY(log);
    m_log = *std::move(log);
    m_model = std::make_unique<LogModel>();
    m_follower = std::make_unique<LogFollower>(m_stack->session(), *m_log, *m_model);
    m_page = std::make_unique<EventLogPage>(m_stack->session(), *m_log, *m_model, *m_follower);
    m_page->resize(looks::pageSizes().first());
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(m_stack->load());
    m_follower->start();
}

void TestEventLogPage::cleanup()
{
    m_page.reset();
    m_follower.reset();
    m_model.reset();
    m_stack.reset();
    m_log.reset();
    m_customer.clear();
}

QJsonObject TestEventLogPage::event(const QString &id, const QString &name, const QString &quality) const
{
    return {{"event_id"_L1, id}, {"customer_id"_L1, m_customer}, {"event_name"_L1, name},
        {"timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now()))},
        {"metadata"_L1, metadataOf(quality)}};
}

QNetworkReply *TestEventLogPage::post(const QByteArray &body, const Program &program, bool key)
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

void TestEventLogPage::sendAll(const QJsonArray &events, const Program &program)
{
    const std::unique_ptr<QNetworkReply> reply(post(bodyOf(events), program));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20000);
}

void TestEventLogPage::makeExample()
{
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(20000));
    QVERIFY(m_stack->load());
    QVERIFY(m_stack->session().state().customer());
    m_customer = m_stack->session().state().customer()->id.string();
}

int TestEventLogPage::rowOf(const QString &text) const
{
    for (int row = table()->model()->rowCount() - 1; row >= 0; --row) {
        for (int column = 0; column < LogModel::columns; ++column) {
            if (cell(row, column).contains(text))
                return row;
        }
    }
    return -1;
}

void TestEventLogPage::chooseRow(const QString &text)
{
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(text) >= 0, 20000);
    const int row = rowOf(text);
    const QModelIndex index = table()->model()->index(row, LogModel::Request);
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
}

QString TestEventLogPage::said() const
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

void TestEventLogPage::emptyLogSaysWhatFillsIt()
{
    QVERIFY(control(*m_page, "logEmpty")->isVisible());
    QSignalSpy generate(m_page.get(), &EventLogPage::generateRequested);
    press(*m_page, "logGoToGenerate");
    QCOMPARE(generate.size(), 1);
    press(*m_page, "logCopyBaseUrl");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("http://127.0.0.1:"_L1));
}

void TestEventLogPage::ownReadsAreLeftOutUntilAskedFor()
{
    makeExample();
    sendAll({event(u"one"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"one"_s) >= 0, 20000);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QVERIFY(!cell(row, LogModel::Request).startsWith("GET"_L1));
    const QString rows = QString::number(table()->model()->rowCount());
    QCOMPARE(control<QLabel>(*m_page, "logCount")->text(), u"%1 of %1"_s.arg(rows));
    QVERIFY(rowOf(u"POST /meters"_s) >= 0);
    auto *scope = control<Segments>(*m_page, "logScope");
    QTest::mouseClick(scope->segment(1), Qt::LeftButton);
    QTRY_VERIFY(rowOf(u"GET"_s) >= 0);
    chooseRow(u"usage-history"_s);
    QTRY_VERIFY2(said().contains("Read usage-history: 1 period."_L1), qPrintable(said()));
}

void TestEventLogPage::aPaidEventShowsItsUnit()
{
    makeExample();
    QJsonArray events;
    for (int i = 1; i <= 11; ++i)
        events.append(event(u"img_%1"_s.arg(i, 3, 10, QChar(u'0'))));
    for (const QJsonValue one : events)
        sendAll({one});
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"$0.05"_s) >= 0, 20000);
    chooseRow(u"img_011"_s);
    QTRY_VERIFY2(said().contains("Unit 11 of the period, 10 are free"_L1), qPrintable(said()));
    QVERIFY(said().contains("Event name is image.generated"_L1));
    QVERIFY(said().contains("letter for letter"_L1));
    QVERIFY(said().contains("in the period"_L1));
    chooseRow(u"img_007"_s);
    QTRY_VERIFY2(said().contains("Free 7 of 10"_L1), qPrintable(said()));
}

void TestEventLogPage::everyMistakeIsExplained_data()
{
    QTest::addColumn<QByteArray>("mistake");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("chip");
    QTest::addColumn<QStringList>("words");
    const auto add = [](const char *name, int status, const QString &chip, const QStringList &words) {
        QTest::newRow(name) << QByteArray(name) << status << chip << words;
    };
    add("name case", 200, u"Capital “I” in the name"_s,
        {u"The event was accepted, but its name is not the meter's."_s,
            u"Send image.generated, letter for letter."_s});
    add("draft", 200, u"quality is “draft”"_s,
        {u"One value away from free unit 1 of 10"_s, u"Not counted"_s, u"none is"_s,
            u"With quality “standard” it would be unit 1."_s, u"it is “draft”"_s});
    add("customer", 400, u"Customer unknown"_s,
        {u"The service knows no customer of this id. Nothing was stored."_s,
            u"Use the id of the Customer tab and send again."_s});
    add("same id", 400, u"Same id twice"_s,
        {u"One id stands twice in this request. Nothing of it was stored."_s,
            u"Give each event its own id and send again."_s, u"INVALID_REQUEST_BODY"_s});
    add("1001 events", 422, u"Over 1,000 events"_s,
        {u"A request takes at most 1,000 events. Nothing was stored."_s,
            u"Send them in several requests."_s});
    add("old", 400, u"1 h 1 min old"_s,
        {u"The event is 1 h 1 min old. The service takes the last hour."_s,
            u"Leave timestamp out, or send events within the hour."_s});
    add("51 pairs", 400, u"Metadata over its limits"_s,
        {u"The metadata is too large. Nothing was stored."_s, u"Keep to 50 pairs"_s,
            u"MAXIMUM_KEYS_REACHED"_s});
    add("no key", 401, u"Wrong key"_s,
        {u"The service does not take this key. Nothing was stored."_s, u"Check the key"_s,
            u"UNAUTHORIZED"_s});
}

void TestEventLogPage::everyMistakeIsExplained()
{
    QFETCH(QByteArray, mistake);
    QFETCH(int, status);
    QFETCH(QString, chip);
    QFETCH(QStringList, words);
    makeExample();
    QJsonObject one = event(u"e1"_s);
    QJsonArray events;
    if (mistake == "name case")
        one.insert("event_name"_L1, u"Image.generated"_s);
    else if (mistake == "draft")
        one = event(u"e1"_s, u"image.generated"_s, u"draft"_s);
    else if (mistake == "customer")
        one.insert("customer_id"_L1, u"cus_nobody"_s);
    else if (mistake == "old")
        one.insert("timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now() - 61min)));
    if (mistake == "51 pairs") {
        QJsonObject metadata;
        for (int i = 0; i < 51; ++i)
            metadata.insert(u"key%1"_s.arg(i), i);
        one.insert("metadata"_L1, metadata);
    }
    if (mistake == "1001 events") {
        for (int i = 0; i < 1001; ++i)
            events.append(QJsonObject{{"event_id"_L1, u"e%1"_s.arg(i)}, {"customer_id"_L1, m_customer},
                {"event_name"_L1, u"image.generated"_s}});
    } else {
        events.append(one);
    }
    if (mistake == "same id")
        events.append(one);
    const std::unique_ptr<QNetworkReply> reply(post(bodyOf(events), {}, mistake != "no key"));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20000);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);

    QTRY_VERIFY2_WITH_TIMEOUT(rowOf(chip) >= 0, qPrintable(chip), 20000);
    QCOMPARE(cell(rowOf(chip), LogModel::From), u"curl 8.5.0"_s);
    chooseRow(chip);
    for (const QString &sentence : words)
        QTRY_VERIFY2(said().contains(sentence), qPrintable(sentence + u"\n---\n"_s + said()));
    auto *request = control<JsonView>(*m_page, "logRequest");
    QTRY_VERIFY(request->toPlainText().contains("POST /events/ingest"_L1));
    QVERIFY(request->toPlainText().contains(
        mistake == "no key" ? u"authorization: none"_s : u"authorization: Bearer ••••"_s));
    QVERIFY(control<JsonView>(*m_page, "logAnswer")->toPlainText().startsWith(QString::number(status)));
    looks::keep(*m_page, u"eventlog-"_s + QString::fromLatin1(mistake).replace(u' ', u'-'));
}

void TestEventLogPage::theDecidingValueIsMarked()
{
    makeExample();
    sendAll({event(u"plain"_s)});
    chooseRow(u"plain"_s);
    auto *request = control<JsonView>(*m_page, "logRequest");
    QTRY_VERIFY(request->toPlainText().contains("plain"_L1));
    const auto amber = [request] {
        const QImage seen = request->viewport()->grab().toImage();
        const QRgb wanted = theme().amber.tint.rgb();
        for (int y = 0; y < seen.height(); ++y) {
            for (int x = 0; x < seen.width(); ++x) {
                if (seen.pixel(x, y) == wanted)
                    return true;
            }
        }
        return false;
    };
    QVERIFY(!amber());
    sendAll({event(u"off"_s, u"image.generated"_s, u"draft"_s)});
    chooseRow(u"off"_s);
    QTRY_VERIFY(amber());
}

void TestEventLogPage::sendingAgainIsIgnored()
{
    makeExample();
    sendAll({event(u"once"_s)});
    chooseRow(u"once"_s);
    QTRY_VERIFY(control(*m_page, "sendAgain")->isVisible());
    auto *foot = control<QLabel>(*m_page, "logAnswerFoot");
    QCOMPARE(foot->text(), u"Accepted does not mean counted."_s);
    press(*m_page, "sendAgain");
    QTRY_COMPARE(foot->text(), u"Same event_id: ignored. Nothing billed twice."_s);
    QTRY_VERIFY(rowOf(u"Sent before at"_s) >= 0);
    QCOMPARE(cell(rowOf(u"Sent before at"_s), LogModel::From), u"App"_s);
    chooseRow(u"Sent before at"_s);
    QTRY_VERIFY2(said().contains("Nothing is billed twice."_L1), qPrintable(said()));
    QVERIFY(m_stack->load());
    QCOMPARE(m_stack->session().bill()->consumed(), Decimal(1));
}

void TestEventLogPage::aBatchShowsEachOfItsEvents()
{
    makeExample();
    sendAll({event(u"good"_s), event(u"bad"_s, u"image generated"_s), event(u"fine"_s)});
    chooseRow(u"good +2"_s);
    QTRY_VERIFY(rowOf(u"2 of 3 counted"_s) >= 0);
    auto *events = control<QComboBox>(*m_page, "logEvent");
    QVERIFY(events->isVisible());
    QCOMPARE(events->count(), 3);
    events->setFocus();
    QTest::keyClick(events, Qt::Key_Down);
    QTRY_VERIFY2(said().contains("Space in the name"_L1), qPrintable(said()));
    m_page->showEvent(EventId{"fine"});
    QTRY_VERIFY2(said().contains("Free 2 of 10"_L1), qPrintable(said()));
}

void TestEventLogPage::theQueryNarrowsAndIsCleared()
{
    makeExample();
    sendAll({event(u"one"_s)});
    sendAll({event(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
    const int all = table()->model()->rowCount();
    m_page->focusQuery();
    type(*m_page, "logQuery", u"verdict:draft"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(control<QLabel>(*m_page, "logCount")->text(), u"1 of %1"_s.arg(all));
    type(*m_page, "logQuery", u"nothing like this"_s);
    QTRY_VERIFY(control(*m_page, "logNoMatch")->isVisible());
    press(*m_page, "logQueryClear");
    QTRY_COMPARE(table()->model()->rowCount(), all);
    m_page->showQuery(u"event:two"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(m_page->cancel());
    QVERIFY(!m_page->cancel());
    QTRY_COMPARE(table()->model()->rowCount(), all);
}

void TestEventLogPage::itFollowsUntilScrolled()
{
    makeExample();
    for (int i = 0; i < 30; ++i)
        sendAll({event(u"e%1"_s.arg(i))});
    QTRY_VERIFY(rowOf(u"e29"_s) >= 0);
    QScrollBar *bar = table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    auto *below = control<Button>(*m_page, "logNewBelow");
    QVERIFY(below->isHidden());
    bar->setValue(0);
    sendAll({event(u"later1"_s)});
    sendAll({event(u"later2"_s)});
    QTRY_COMPARE(below->text(), u"2 new below"_s);
    QVERIFY(below->isVisible());
    QCOMPARE(bar->value(), 0);
    QTest::mouseClick(below, Qt::LeftButton);
    QCOMPARE(bar->value(), bar->maximum());
    QVERIFY(below->isHidden());
}

void TestEventLogPage::anAwaitedEventIsChosenWhenItComes()
{
    makeExample();
    m_page->showQuery(u"status:400"_s);
    m_page->showEvent(EventId{"soon"});
    sendAll({event(u"soon"_s)});
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains("Free 1 of 10"_L1), qPrintable(said()), 20000);
    QCOMPARE(cell(table()->currentIndex().row(), LogModel::EventIdColumn), u"soon"_s);
}

void TestEventLogPage::verdictsFollowTheMeters()
{
    makeExample();
    sendAll({event(u"one"_s, u"other.name"_s)});
    chooseRow(u"one"_s);
    QTRY_VERIFY2(said().contains("No meter has this name"_L1), qPrintable(said()));
    const NewMeter meter{.name = u"Other Meter"_s,
        .eventName = u"other.name"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(meter)));
    m_stack->session().refresh();
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains("Counted, no price"_L1), qPrintable(said()), 20000);
}

void TestEventLogPage::theLogStandsInItsOwnWindow()
{
    makeExample();
    sendAll({event(u"one"_s)});
    QTRY_VERIFY(rowOf(u"one"_s) >= 0);
    press(*m_page, "detachLog");
    auto *window = control<QWidget>(*m_page, "logWindow");
    QVERIFY(window->isVisible() && window->isWindow());
    QCOMPARE(table()->window(), window);
    QVERIFY(control(*m_page, "attachLog")->isVisible());
    sendAll({event(u"two"_s)});
    QTRY_VERIFY(rowOf(u"two"_s) >= 0);
    window->close();
    QCOMPARE(table()->window(), m_page->window());
    QVERIFY(table()->isVisible());
    press(*m_page, "detachLog");
    press(*m_page, "attachLog");
    QCOMPARE(table()->window(), m_page->window());
}

void TestEventLogPage::closesWhileSending()
{
    makeExample();
    sendAll({event(u"one"_s)});
    chooseRow(u"one"_s);
    QTRY_VERIFY(control(*m_page, "sendAgain")->isVisible());
    press(*m_page, "sendAgain");
    m_page.reset();
    QVERIFY(m_stack->load());
    QCOMPARE(m_stack->session().bill()->consumed(), Decimal(1));
}

void TestEventLogPage::worksByKeyboardAlone()
{
    makeExample();
    sendAll({event(u"one"_s)});
    sendAll({event(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
    m_page->activateWindow();
    m_page->focusQuery();
    QCOMPARE(m_page->focusWidget()->objectName(), u"logQuery"_s);
    const auto tabTo = [this](const QString &name) {
        for (int steps = 0; steps < 20; ++steps) {
            QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
            if (m_page->focusWidget()->objectName() == name)
                return true;
        }
        return false;
    };
    QVERIFY(tabTo(u"logTable"_s));
    QTest::keyClick(table(), Qt::Key_End);
    QTRY_VERIFY2(said().contains(u"it is “draft”"_s), qPrintable(said()));
    QTest::keyClick(table(), Qt::Key_Up);
    QTRY_VERIFY2(said().contains("Free 1 of 10"_L1), qPrintable(said()));
    QTRY_VERIFY(control(*m_page, "sendAgain")->isVisible());
    QVERIFY(tabTo(u"logRequest"_s));
    QVERIFY(tabTo(u"sendAgain"_s));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(control<QLabel>(*m_page, "logAnswerFoot")->text(),
        u"Same event_id: ignored. Nothing billed twice."_s);
    m_page->primaryAction();
    QTRY_VERIFY(table()->model()->rowCount() >= 2);
    for (QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (widget->focusPolicy() & Qt::TabFocus && widget->isVisible()
            && !qobject_cast<QScrollArea *>(widget))
            QVERIFY2(!widget->accessibleName().isEmpty() || qobject_cast<QAbstractButton *>(widget),
                qPrintable(widget->objectName() + QLatin1StringView(widget->metaObject()->className())));
    }
}

void TestEventLogPage::looksRight()
{
    makeExample();
    looks::renderAll(*m_page, *m_themes, u"eventlog-first"_s);
    const NewMeter all{.name = u"All Images Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(all)));
    QList<Event> own;
    for (int i = 0; i < 12; ++i) {
        m_stack->clock->advance(61s);
        own = {Event{.id = {"img_7f3a9c41e2" + QByteArray::number(10 + i)},
            .customer = CustomerId::of(m_customer),
            .name = "image.generated",
            .at = m_stack->clock->now(),
            .metadata = {{"quality", MetaValue::ofText(i % 3 ? u"standard"_s : u"hd"_s)}}}};
        QVERIFY(answerOf(m_stack->client().ingest(own)));
    }
    const Program typescript{"Dodo/JS 2.52.0", "js", "2.52.0"};
    const Program python{"Dodo/Python 1.111.0", "python", "1.111.0"};
    sendAll({event(u"sdk_0001"_s, u"Image.generated"_s)}, typescript);
    sendAll({event(u"sdk_0002"_s, u"image.generated "_s, u"hd"_s)}, typescript);
    sendAll({event(u"sdk_0003"_s, u"im\u0430ge.generated"_s, u"hd"_s)}, typescript);
    sendAll({event(u"py_41"_s, u"image.generated"_s, u"draft"_s)}, python);
    QJsonObject late = event(u"late_1"_s);
    late.insert("timestamp"_L1, QString::fromLatin1(toIso(m_stack->clock->now() - 61min)));
    sendAll({late});
    sendAll({event(QString::fromLatin1(own.first().id.text))});
    QVERIFY(m_stack->load());
    chooseRow(u"py_41"_s);
    QTRY_VERIFY2(said().contains("One value away from $0.05"_L1), qPrintable(said()));
    looks::renderAll(*m_page, *m_themes, u"eventlog"_s);
    m_page->resize(looks::pageSizes()[1]);
    auto *tabs = control<Segments>(*m_page, "logDetailTabs");
    QVERIFY(tabs->isVisible());
    QTest::mouseClick(tabs->segment(1), Qt::LeftButton);
    looks::keep(*m_page, u"eventlog-1280-request"_s);
    QTest::mouseClick(tabs->segment(2), Qt::LeftButton);
    looks::keep(*m_page, u"eventlog-1280-answer"_s);
    QVERIFY(control(*m_page, "sendAgain")->isVisible());
}

QTEST_MAIN(TestEventLogPage)
#include "tst_eventlogpage.moc"
