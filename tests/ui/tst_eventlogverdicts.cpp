// SPDX-License-Identifier: MIT
#include "eventlogbench.h"

class TestEventLogVerdicts : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { open(); }
    void cleanup() { close(); }

    void everyMistakeIsExplained_data();
    void everyMistakeIsExplained();
    void theDecidingValueIsMarked();
    void sendingAgainIsIgnored();
    void aBatchShowsEachOfItsEvents();

private:
    void makeStorageMeter();
    QJsonObject oneOf(const QByteArray &mistake); // the good event with this mistake
    QJsonArray eventsOf(const QByteArray &mistake);

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogVerdicts::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogVerdicts::everyMistakeIsExplained_data()
{
    QTest::addColumn<QByteArray>("mistake");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("chip");
    QTest::addColumn<QStringList>("words");
    const auto add = [](const char *name, int status, const QString &chip, const QStringList &words) {
        QTest::newRow(name) << QByteArray(name) << status << chip << words;
    };
    const QString near = u"One value away from free unit 1 of 10"_s;
    const QString name = u"With the name image.generated it would be unit 1."_s;
    const QString quality = u"With quality “standard” it would be unit 1."_s;
    add("name case", 200, u"Capital “I” in the name"_s, {near, name, u"Not counted"_s});
    add("space", 200, u"Space after the name"_s, {near, name});
    add("look-alike letter", 200, u"Cyrillic “\u0430” in the name"_s, {near, name});
    add("draft", 200, u"quality is “draft”"_s,
        {near, u"Not counted"_s, u"none is"_s, quality, u"it is “draft”"_s});
    add("missing property", 200, u"quality is missing"_s, {near, u"it is missing"_s, quality});
    add("number as text", 200, u"megabytes is text, not a number"_s,
        {u"One value away from counting"_s, u"it is text “1.5”"_s, u"With megabytes 1.5 it would count."_s});
    add("customer", 400, u"Customer unknown"_s,
        {near, u"The service knows no customer of this id. Nothing was stored."_s,
            u"Use the id of the Customer tab and send again."_s});
    add("same id", 400, u"Same id twice"_s,
        {u"One id stands twice in this request. Nothing of it was stored."_s,
            u"Give each event its own id and send again."_s, u"INVALID_REQUEST_BODY"_s});
    add("1001 events", 422, u"Over 1,000 events"_s,
        {u"A request takes at most 1,000 events. Nothing was stored."_s,
            u"Send them in several requests."_s});
    add("old", 400, u"1 h 1 min old"_s,
        {near, u"The event is 1 h 1 min old. The service takes the last hour."_s,
            u"Leave timestamp out, or send events within the hour."_s,
            u"With a timestamp of now it would be unit 1."_s});
    add("51 pairs", 400, u"Metadata over its limits"_s,
        {u"The metadata is too large. Nothing was stored."_s, u"Keep to 50 pairs"_s,
            u"MAXIMUM_KEYS_REACHED"_s});
    add("no key", 401, u"Wrong key"_s,
        {u"The service does not take this key. Nothing was stored."_s, u"Check the key"_s,
            u"UNAUTHORIZED"_s});
}

void TestEventLogVerdicts::makeStorageMeter()
{
    const NewMeter meter{.name = u"Storage Meter"_s,
        .eventName = u"image.stored"_s,
        .measurementUnit = u"MB"_s,
        .aggregation = {Aggregation::Type::Sum, u"megabytes"_s},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->session().client().createMeter(meter)));
}

QJsonObject TestEventLogVerdicts::oneOf(const QByteArray &mistake)
{
    QJsonObject one = usage(u"e1"_s);
    if (mistake == "name case")
        one.insert("event_name"_L1, u"Image.generated"_s);
    else if (mistake == "space")
        one.insert("event_name"_L1, u"image.generated "_s);
    else if (mistake == "look-alike letter")
        one.insert("event_name"_L1, u"im\u0430ge.generated"_s);
    else if (mistake == "missing property")
        one.insert("metadata"_L1, QJsonObject{{"size"_L1, u"1024x1024"_s}});
    else if (mistake == "number as text") {
        makeStorageMeter();
        one.insert("event_name"_L1, u"image.stored"_s);
        one.insert("metadata"_L1, QJsonObject{{"megabytes"_L1, u"1.5"_s}});
    } else if (mistake == "draft")
        one = usage(u"e1"_s, u"image.generated"_s, u"draft"_s);
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
    return one;
}

QJsonArray TestEventLogVerdicts::eventsOf(const QByteArray &mistake)
{
    const QJsonObject one = oneOf(mistake);
    QJsonArray events;
    if (mistake == "1001 events") {
        for (int i = 0; i < 1001; ++i)
            events.append(QJsonObject{{"event_id"_L1, u"e%1"_s.arg(i)}, {"customer_id"_L1, m_customer},
                {"event_name"_L1, u"image.generated"_s}});
    } else {
        events.append(one);
    }
    if (mistake == "same id")
        events.append(one);
    return events;
}

void TestEventLogVerdicts::everyMistakeIsExplained()
{
    QFETCH(QByteArray, mistake);
    QFETCH(int, status);
    QFETCH(QString, chip);
    QFETCH(QStringList, words);
    makeExample();
    const std::unique_ptr<QNetworkReply> reply(post(bodyOf(eventsOf(mistake)), {}, mistake != "no key"));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30000);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), status);

    QTRY_VERIFY2_WITH_TIMEOUT(rowOf(chip) >= 0, qPrintable(chip), 30000);
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

void TestEventLogVerdicts::theDecidingValueIsMarked()
{
    makeExample();
    sendAll({usage(u"plain"_s)});
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
    sendAll({usage(u"off"_s, u"image.generated"_s, u"draft"_s)});
    chooseRow(u"off"_s);
    QTRY_VERIFY(amber());
}

void TestEventLogVerdicts::sendingAgainIsIgnored()
{
    makeExample();
    sendAll({usage(u"once"_s)});
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

void TestEventLogVerdicts::aBatchShowsEachOfItsEvents()
{
    makeExample();
    sendAll({usage(u"good"_s), usage(u"bad"_s, u"image generated"_s), usage(u"fine"_s)});
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

QTEST_MAIN(TestEventLogVerdicts)
#include "tst_eventlogverdicts.moc"
