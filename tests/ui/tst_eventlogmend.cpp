// SPDX-License-Identifier: MIT
#include "eventlogmendbench.h"
#include "ui/eventlog/eventlogmendcalls.h"

using eventlogmend::storageMeter;
using eventlogmend::wrong;

namespace {
constexpr QSize paneSize(500, 420);
} // namespace

// The verdict pane alone, against the real embedded server: what it says, what it mends, what it calls.
class TestEventLogMend : public QObject, private EventLogMendBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { open(); }
    void cleanup() { close(); }

    void everyWrongEventIsExplainedAndMended_data();
    void everyWrongEventIsExplainedAndMended();
    void everyReasonIsItsOwn();
    void anEventAcrossTheThresholdIsParted();
    void theCallsAreNamedBeforeTheyAreMade();
    void theNewMeterBillsWhoBuysAgain();
    void aRefusedCallStopsTheRest();
    void theCallsAreOfOneWorldAlone();
    void archivedAndFarMetersAreFolded();
    void theKeyboardReachesEveryButton();
    void withoutASandboxItSaysHowFarItKnows();
    void looksWellInBothThemes();

private:
    std::unique_ptr<ThemeHost> m_themes;
    QHash<QByteArray, QString> m_reasons;
};

void TestEventLogMend::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogMend::everyWrongEventIsExplainedAndMended_data()
{
    QTest::addColumn<QByteArray>("mistake");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *mistake, int status, const QString &reason, const QStringList &words) {
        QTest::newRow(mistake) << QByteArray(mistake) << status << reason << words;
    };
    const QString name = u"With the name image.generated it would be unit 1."_s;
    const QString near = u"One value away from free unit 1 of 10"_s;
    row("case", 200, u"Capital “I” in the name"_s, {near, name});
    row("space", 200, u"Space after the name"_s, {near, name});
    row("look-alike letter", 200, u"Cyrillic “\u0430” in the name"_s, {near, name});
    row("draft quality", 200, u"it is “draft”"_s, {near, u"With quality “standard” it would be unit 1."_s});
    row("missing property", 200, u"it is missing"_s,
        {near, u"With quality “standard” it would be unit 1."_s});
    row("number as text", 200, u"it is text “1.5”"_s,
        {u"One value away from counting"_s, u"With megabytes 1.5 it would count."_s});
    row("unknown customer", 400, u"The service knows no customer of this id. Nothing was stored."_s,
        {near, u"it would be unit 1."_s});
    row("late", 400, u"The event is 1 h 1 min old. The service takes the last hour."_s,
        {near, u"With a timestamp of now it would be unit 1."_s});
}

void TestEventLogMend::everyWrongEventIsExplainedAndMended()
{
    QFETCH(QByteArray, mistake);
    QFETCH(int, status);
    QFETCH(QString, reason);
    QFETCH(QStringList, words);
    show(wrong(good(), mistake, m_stack->clock->now()));
    QCOMPARE(m_choice.row.status, status);
    const QString is = said();
    QVERIFY2(is.contains(reason), qPrintable(is));
    for (const QString &sentence : words)
        QVERIFY2(is.contains(sentence), qPrintable(sentence + u"\n---\n"_s + is));
    looks::keep(*m_pane, u"verdict-"_s + QString::fromLatin1(mistake).replace(u' ', u'-'));

    QVERIFY(button("logFix"));
    QSignalSpy asked(m_pane.get(), &EventLogVerdict::mendRequested);
    QTest::mouseClick(button("logFix"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    const QJsonObject fixed = QJsonDocument::fromJson(asked.first().first().toByteArray()).object();
    QVERIFY(fixed["event_id"_L1].toString() != m_choice.event.string());
    showVerdict(post(fixed)); // nothing was sent by the button itself
    QCOMPARE(m_choice.row.status, 200);
    QVERIFY(m_choice.verdict);
    const bool counts = std::ranges::any_of(m_choice.verdict->meters, &MeterVerdict::counted);
    QVERIFY2(counts, qPrintable(said()));
    QCOMPARE(m_choice.verdict->counted(), mistake != "number as text"); // no product prices that meter
    m_reasons.insert(mistake, reason);
}

void TestEventLogMend::everyReasonIsItsOwn()
{
    if (m_reasons.isEmpty())
        QSKIP("needs the rows before it");
    const QList<QString> reasons = m_reasons.values();
    QCOMPARE(QSet<QString>(reasons.begin(), reasons.end()).size(), 8);
}

void TestEventLogMend::anEventAcrossTheThresholdIsParted()
{
    Product product = session().state().products.first();
    UsagePrice price = std::get<UsagePrice>(product.is.price);
    const auto storage = std::ranges::find(
        session().state().meters, u"Storage Meter"_s, [](const Meter &meter) { return meter.is.name; });
    MeterPrice line;
    line.meter = storage->id;
    line.pricePerUnit = Decimal(5);
    line.freeThreshold = 10;
    price.meters.append(line);
    ProductPatch patch;
    patch.price = price;
    QVERIFY(answerOf(session().client().patchProduct(product.id, patch)));
    reload();
    buyAgain();
    QJsonObject event = good();
    event["event_name"_L1] = u"image.stored"_s;
    event["metadata"_L1] = QJsonObject{{"megabytes"_L1, 8}};
    show(event);
    event["event_id"_L1] = u"second"_s;
    event["metadata"_L1] = QJsonObject{{"megabytes"_L1, 4.5}};
    show(event);
    const QString is = said();
    for (const QString &words : {u"8 to 12.5"_s, u"2 MB free, 2.5 paid"_s, u"$0.125"_s,
             u"2 before, 0 after"_s, u"$0.05 after 10 free"_s, u"First of its id"_s})
        QVERIFY2(is.contains(words), qPrintable(words + u"\n---\n"_s + is));
    QCOMPARE(m_pane->sub(), u"counted by 1 of 2 meters"_s); // though two subscriptions price one of them
    QVERIFY(
        is.indexOf(u"Storage Meter"_s) < is.indexOf(u"Image Generation Meter"_s)); // another event's, no miss
    QVERIFY(!button("logFix"));
    looks::keep(*m_pane, u"verdict-across"_s);
}

void TestEventLogMend::theCallsAreNamedBeforeTheyAreMade()
{
    show(wrong(good(), "draft quality", m_stack->clock->now()));
    const QList<Meter> before = session().state().meters;
    QTest::mouseClick(button("logChangeMeter"), Qt::LeftButton);
    QTRY_VERIFY(button("logMendCalls"));
    const QString is = said();
    const auto at = [&is](const QString &words) { return is.indexOf(words); };
    QVERIFY2(at(u"The new meter stays."_s) >= 0, qPrintable(is));
    QVERIFY(at(u"The new meter stays."_s) < at(u"POST /meters"_s));
    QVERIFY(at(u"POST /meters"_s) < at(u"PATCH /products/"_s));
    QVERIFY(at(u"PATCH /products/"_s) < at(u"DELETE /meters/"_s));
    QVERIFY2(is.contains(u"It counts where quality equals “draft” too."_s), qPrintable(is));
    QCOMPARE(button("logMendCalls")->text(), u"Make these 3 calls"_s);
    QTRY_VERIFY(button("logMendCalls")->hasFocus()); // and in sight
    looks::keep(*m_pane, u"mend-named"_s);
    reload();
    QCOMPARE(session().state().meters, before); // naming made none

    QSignalSpy form(m_pane.get(), &EventLogVerdict::meterMendRequested);
    QTest::mouseClick(button("logMendForm"), Qt::LeftButton);
    QCOMPARE(form.size(), 1);
    QTest::mouseClick(button("logMendClose"), Qt::LeftButton);
    QTRY_VERIFY(!said().contains(u"POST /meters"_s));
}

void TestEventLogMend::theNewMeterBillsWhoBuysAgain()
{
    show(wrong(good(), "draft quality", m_stack->clock->now()));
    QVERIFY(!m_choice.verdict->counted());
    const LogChoice sent = m_choice;
    QTest::mouseClick(button("logChangeMeter"), Qt::LeftButton);
    QTRY_VERIFY(button("logMendCalls"));
    QTRY_VERIFY(button("logMendCalls")->hasFocus());
    QTest::keyClick(button("logMendCalls"), Qt::Key_Space);
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"Done. Buy the product again"_s), qPrintable(said()), 30000);
    looks::keep(*m_pane, u"mend-done"_s);
    reload();
    const Meter made = session().state().meters.first();
    QCOMPARE(made.is.name, u"Image Generation Meter"_s);
    QCOMPARE(session().state().archivedMeters.size(), 1);
    QVERIFY(said().contains(made.id.string()));
    const auto price = std::get<UsagePrice>(session().state().products.first().is.price);
    QCOMPARE(price.meters.first().meter, made.id);
    QCOMPARE(price.meters.first().freeThreshold, std::optional<qint64>(10));

    buyAgain();
    QJsonObject again = wrong(good(), "draft quality", m_stack->clock->now());
    show(again);
    QVERIFY2(m_choice.verdict->counted(), qPrintable(said()));
    showVerdict(sent); // the pane follows the verdict of the first one as well
    QVERIFY(said().contains(made.is.name));
}

void TestEventLogMend::aRefusedCallStopsTheRest()
{
    show(wrong(good(), "draft quality", m_stack->clock->now()));
    QTest::mouseClick(button("logChangeMeter"), Qt::LeftButton);
    QTRY_VERIFY(button("logMendCalls"));
    failNext("PATCH");
    QTest::mouseClick(button("logMendCalls"), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(
        said().contains(u"The calls below the refused one were not made."_s), qPrintable(said()), 30000);
    looks::keep(*m_pane, u"mend-refused"_s);
    reload();
    QVERIFY(session().state().archivedMeters.isEmpty()); // the old meter still counts
    QVERIFY2(said().contains(u"METER_IS_DELETED"_s), qPrintable(said()));
    QCOMPARE(button("logMendCalls")->text(), u"Go on"_s);
    QTest::mouseClick(button("logMendCalls"), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"Done."_s), qPrintable(said()), 30000);
    reload();
    QCOMPARE(session().state().meters.size(), 2); // one new meter, not two
    QCOMPARE(session().state().archivedMeters.size(), 1);
}

void TestEventLogMend::theCallsAreOfOneWorldAlone()
{
    EventLogMendCalls calls(session(), storageMeter(), session().state().meters.first(), this);
    QSignalSpy moved(&session(), &Session::worldChanged);
    session().reset();
    QVERIFY(moved.wait(30000));
    calls.start();
    QVERIFY(!calls.running());
    QVERIFY(calls.calls().first().state == EventLogMendCalls::Call::State::Refused);
    reload();
    QVERIFY(session().state().meters.isEmpty()); // none was made here
}

void TestEventLogMend::archivedAndFarMetersAreFolded()
{
    for (int i = 0; i < 9; ++i) {
        NewMeter meter = storageMeter();
        meter.name = u"Meter %1"_s.arg(i);
        meter.eventName = u"other.%1"_s.arg(i);
        const auto made = answerOf(session().client().createMeter(meter));
        QVERIFY(made);
        if (i == 8)
            QVERIFY(answerOf(session().client().archiveMeter(made->id)));
    }
    reload();
    show(wrong(good(), "draft quality", m_stack->clock->now()));
    const auto cards = [this] { return m_pane->findChildren<QWidget *>(u"logMeterCard"_s).size(); };
    QCOMPARE(cards(), 6);
    QVERIFY(said().indexOf(u"Image Generation Meter"_s) < said().indexOf(u"Meter 3"_s)); // the nearest first
    auto *more = m_pane->findChild<QAbstractButton *>(u"logMoreMeters"_s);
    auto *archived = m_pane->findChild<QAbstractButton *>(u"logArchivedMeters"_s);
    QVERIFY(more && archived);
    QVERIFY(!said().contains(u"Meter 8"_s));
    more->click();
    QCOMPARE(cards(), 10);
    archived->click();
    QCOMPARE(cards(), 11);
    QTRY_VERIFY(said().contains(u"Meter 8"_s));
    QVERIFY2(looks::clipped(*m_pane).isEmpty(), qPrintable(looks::clipped(*m_pane)));
}

void TestEventLogMend::theKeyboardReachesEveryButton()
{
    show(wrong(good(), "case", m_stack->clock->now()));
    QStringList reached;
    m_pane->findChild<QScrollArea *>(u"logVerdict"_s)->setFocus();
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (const auto *focused = qobject_cast<Button *>(QApplication::focusWidget()))
            reached << focused->objectName();
    }
    for (const QString &name : {u"logFix"_s, u"logChangeMeter"_s, u"logOpenMeter"_s})
        QVERIFY2(reached.contains(name), qPrintable(reached.join(u' ')));
    for (const Button *each : m_pane->findChildren<Button *>())
        QVERIFY(each->height() >= 28 && !each->text().isEmpty());
    QSignalSpy asked(m_pane.get(), &EventLogVerdict::mendRequested);
    button("logFix")->setFocus();
    QTest::keyClick(button("logFix"), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

void TestEventLogMend::withoutASandboxItSaysHowFarItKnows()
{
    LogChoice choice = post(wrong(good(), "draft quality", m_stack->clock->now()));
    Session alone(session().client(), nullptr, session().outbox(), *m_stack->clock);
    QSignalSpy changed(&alone, &Session::changed);
    alone.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(alone.state().loaded, 30000);
    m_pane->setSession(alone);
    m_pane->showChoice(choice);
    QCOMPARE(m_pane->sub(), u"counted by 0 of 2 meters, as far as we know"_s);
    QVERIFY2(said().contains(u"it is “draft”"_s), qPrintable(said()));
    QVERIFY(button("logFix"));
    m_pane.reset(); // before its session
}

void TestEventLogMend::looksWellInBothThemes()
{
    NewMeter nested = storageMeter();
    nested.name = u"A meter whose name is rather long, as some people like to have them"_s;
    nested.eventName = u"image.generated"_s;
    nested.filter = *filterFromJson(
        QJsonDocument::fromJson("{\"conjunction\":\"and\",\"clauses\":["
                                "{\"conjunction\":\"or\",\"clauses\":["
                                "{\"key\":\"region\",\"operator\":\"equals\",\"value\":\"eu\"},"
                                "{\"key\":\"region\",\"operator\":\"equals\",\"value\":\"us\"}]},"
                                "{\"conjunction\":\"or\",\"clauses\":["
                                "{\"key\":\"megabytes\",\"operator\":\"greater_than\",\"value\":5},"
                                "{\"key\":\"quality\",\"operator\":\"contains\",\"value\":\"hd\"}]}]}")
            .object(),
        u"filter"_s);
    QVERIFY(answerOf(session().client().createMeter(nested)));
    reload();
    QJsonObject event = wrong(good(), "look-alike letter", m_stack->clock->now());
    event["metadata"_L1] = QJsonObject{
        {"region"_L1, u"a region whose name is so long that it has to be cut somewhere near the end"_s}};
    show(event);
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        for (const QSize &size : {paneSize, QSize(500, 900), QSize(1280, 260)}) {
            m_pane->resize(size);
            QCoreApplication::processEvents();
            QVERIFY2(looks::clipped(*m_pane).isEmpty(), qPrintable(looks::clipped(*m_pane)));
            looks::keep(*m_pane,
                u"verdict-nested-%1x%2-%3"_s.arg(size.width())
                    .arg(size.height())
                    .arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        }
    }
}

QTEST_MAIN(TestEventLogMend)
#include "tst_eventlogmend.moc"
