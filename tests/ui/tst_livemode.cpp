// SPDX-License-Identifier: MIT
#include "accountsbench.h"
#include "guide/trafficsender.h"
#include "ui/eventlog/eventlogpage.h"
#include "ui/frame/tabbar.h"
#include "ui/parts/segments.h"
#include "ui/parts/sendingmark.h"

// What stands between a person and real money, in the window: the words to type, the frame, the word on every
// button that sends, and what is off. The real host is not reached from here.
class TestLiveMode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_bench.reset(); }
    void liveWithoutAKeyAsksForOne();
    void theWordsHaveToBeTyped();
    void escapeCancels();
    void itIsAskedAnewEachTime();
    void theCapIsAWholeNumber();
    void theWholeWindowIsFramed_data();
    void theWholeWindowIsFramed();
    void everyButtonThatSendsSaysLive();
    void theMarkStaysWithOtherWordsAndWhileBusy();
    void whatIsMadeUpIsOff();
    void theGuideRestsOutsideTheSandbox();
    void trafficIsRefused();
    void theCodeWindowNeverShowsAKey();
    void aSecondStartIsTheSandbox();

private:
    void ask() const
    {
        m_bench->connections().setKey(
            Destination::Mode::Live, QByteArray(AccountsBench::liveKey), KeyKeep::ThisRun);
        m_bench->entry("billingLive")->trigger();
        QVERIFY(m_bench->live().isVisible());
        QVERIFY(AccountsBench::front(m_bench->live()));
    }
    QColor pixel(const QImage &picture, int x, int y) const
    {
        const qreal ratio = picture.devicePixelRatio();
        return picture.pixelColor(int(x * ratio), int(y * ratio));
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<AccountsBench> m_bench;
};

void TestLiveMode::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestLiveMode::init()
{
    m_themes->setKind(Theme::Kind::Dark);
    m_bench = std::make_unique<AccountsBench>(*m_themes);
    QVERIFY(m_bench->ready());
}

void TestLiveMode::liveWithoutAKeyAsksForOne()
{
    m_bench->entry("billingLive")->trigger();
    QVERIFY(!m_bench->live().isVisible());
    QVERIFY(m_bench->accounts().isVisible());
    QCOMPARE(m_bench->part<Segments>("accountModes")->current(), 1);
}

void TestLiveMode::theWordsHaveToBeTyped()
{
    ask();
    QCOMPARE(focus()->objectName(), u"livePhrase"_s);
    QVERIFY(!m_bench->part("goLive")->isEnabled());
    QCOMPARE(m_bench->part("goLive")->toolTip(), u"Type the words first."_s);
    write(u"use live"_s);
    key(Qt::Key_Return);
    QVERIFY(!m_bench->session().isLive());
    write(u" mode"_s);
    QVERIFY(m_bench->part("goLive")->isEnabled());
    looks::keep(m_bench->live(), u"livesheet"_s);
    QVERIFY(!m_bench->session().isLive()); // nothing by typing alone
    QVERIFY(tabTo(u"goLive"_s));
    key(Qt::Key_Space);
    QVERIFY(m_bench->session().isLive());
    QVERIFY(!m_bench->live().isVisible());
    QCOMPARE(m_bench->window().windowTitle(), u"LIVE · PixelMeter"_s);
    QCOMPARE(m_bench->part<BillingBadge>("billingBadge")->text(), u"LIVE"_s);
    QCOMPARE(
        m_bench->part("billingBadge")->accessibleName(), u"Billing goes to: LIVE, live.dodopayments.com"_s);
}

void TestLiveMode::escapeCancels()
{
    ask();
    write(LiveGuard::phrase());
    key(Qt::Key_Escape);
    QVERIFY(!m_bench->live().isVisible());
    QVERIFY(!m_bench->session().isLive() && !m_bench->connections().live().isOpen());
}

void TestLiveMode::itIsAskedAnewEachTime()
{
    ask();
    write(LiveGuard::phrase());
    key(Qt::Key_Return);
    QVERIFY(m_bench->session().isLive());
    m_bench->entry("billingSandbox")->trigger();
    QVERIFY(m_bench->session().inSandbox());
    ask();
    QVERIFY(m_bench->part<QLineEdit>("livePhrase")->text().isEmpty());
    QVERIFY(!m_bench->part("goLive")->isEnabled());
    QVERIFY(m_bench->session().inSandbox());
}

void TestLiveMode::theCapIsAWholeNumber()
{
    ask();
    QCOMPARE(m_bench->part<QLineEdit>("liveCap")->text(), u"60"_s);
    write(LiveGuard::phrase());
    auto *cap = m_bench->part<QLineEdit>("liveCap");
    for (const QString &wrong : {u"0"_s, u"1001"_s, u"many"_s, u""_s}) {
        cap->setFocus();
        cap->selectAll();
        QTest::keyClick(cap, Qt::Key_Delete);
        write(wrong);
        QVERIFY2(!m_bench->part("goLive")->isEnabled(), qPrintable(wrong));
    }
    write(u"25"_s);
    QVERIFY(m_bench->part("goLive")->isEnabled());
    m_bench->press("goLive");
    QCOMPARE(m_bench->connections().live().eventsPerMinute(), 25);
}

void TestLiveMode::theWholeWindowIsFramed_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    for (const QSize &size : {QSize(1280, 720), QSize(1920, 1080)}) {
        QTest::addRow("dark %d", size.width()) << true << size;
        QTest::addRow("light %d", size.width()) << false << size;
    }
}

void TestLiveMode::theWholeWindowIsFramed()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    m_themes->setKind(dark ? Theme::Kind::Dark : Theme::Kind::Light);
    MainWindow &window = m_bench->window();
    window.resize(size);
    window.showPage(MainWindow::EventLog);
    QVERIFY(m_bench->goLive());
    QCoreApplication::processEvents();
    const QImage picture = window.grab().toImage();
    const QColor red = m_themes->theme().liveFill;
    const int right = window.width() - 1;
    const int bottom = window.height() - 1;
    for (const int depth : {0, 1}) {
        for (int x = 0; x <= right; x += 7) {
            QCOMPARE(pixel(picture, x, depth), red);
            QCOMPARE(pixel(picture, x, bottom - depth), red);
        }
        for (int y = 0; y <= bottom; y += 7) {
            QCOMPARE(pixel(picture, depth, y), red);
            QCOMPARE(pixel(picture, right - depth, y), red);
        }
    }
    QVERIFY(pixel(picture, 2, bottom / 2) != red); // two pixels, no more
    QCOMPARE(pixel(picture, 8, 8), m_themes->theme().liveBar);
    looks::keep(window, u"live-%1-%2"_s.arg(dark ? u"dark"_s : u"light"_s).arg(size.width()));
    QVERIFY(m_bench->connections().use(Destination::Mode::Sandbox));
    QCoreApplication::processEvents();
    QVERIFY(pixel(window.grab().toImage(), 0, bottom / 2) != red);
    looks::keep(window, u"sandbox-%1-%2"_s.arg(dark ? u"dark"_s : u"light"_s).arg(size.width()));
    QVERIFY(m_bench->useOther());
    QCoreApplication::processEvents();
    looks::keep(window, u"custom-%1-%2"_s.arg(dark ? u"dark"_s : u"light"_s).arg(size.width()));
}

// Walks all buttons with the mark, wherever they are: each grows by the word and shows it in red.
void TestLiveMode::everyButtonThatSendsSaysLive()
{
    QList<Button *> marked;
    QHash<Button *, int> widths;
    QHash<Button *, QString> texts;
    for (Button *button : m_bench->window().findChildren<Button *>()) {
        if (isMarkedSending(button)) {
            marked << button;
            widths.insert(button, button->sizeHint().width());
            texts.insert(button, button->text());
        }
    }
    QVERIFY(marked.size() >= 6);
    QVERIFY(m_bench->goLive());
    int seen = 0;
    for (Button *button : std::as_const(marked)) {
        const QByteArray name = button->objectName().toUtf8();
        button->setText(texts[button]); // its own words may change with the place
        QVERIFY2(button->sizeHint().width() > widths[button] + 20, name);
        button->setFixedSize(button->sizeHint());
        button->setEnabled(true);
        if (!button->isEnabled())
            continue; // all around it is off
        ++seen;
        const QImage picture = button->grab().toImage();
        int red = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                red += picture.pixelColor(x, y) == m_themes->theme().liveFill ? 1 : 0;
        }
        QVERIFY2(red > 100, name);
    }
    QVERIFY(seen >= 6);
    QVERIFY(m_bench->connections().use(Destination::Mode::Sandbox));
    for (Button *button : std::as_const(marked))
        QCOMPARE(sendingTagWidth(button), 0);
}

void TestLiveMode::theMarkStaysWithOtherWordsAndWhileBusy()
{
    Button button(u"Send"_s, ButtonRole::Primary, &m_bench->window());
    markSending(&button);
    const int before = button.sizeHint().width();
    QVERIFY(m_bench->goLive());
    const int live = button.sizeHint().width();
    QVERIFY(live > before);
    QVERIFY(button.accessibleDescription().startsWith(u"LIVE"_s));
    button.startBusy();
    button.stopBusy();
    QVERIFY(button.accessibleDescription().startsWith(u"LIVE"_s));
    button.setText(u"Send 3 events"_s);
    QVERIFY(button.sizeHint().width() > live);
    unmarkSending(&button);
    QVERIFY(button.accessibleDescription().isEmpty());
    markSending(&button);
    QVERIFY(m_bench->connections().use(Destination::Mode::Sandbox));
    QVERIFY(button.accessibleDescription().isEmpty());
}

void TestLiveMode::whatIsMadeUpIsOff()
{
    QVERIFY(m_bench->makeExample());
    m_bench->window().showPage(MainWindow::EventLog);
    m_bench->press("sendEvents");
    QVERIFY(m_bench->part("eventLogSend")->isVisible());
    QVERIFY(m_bench->goLive());
    QVERIFY(!m_bench->part("eventLogSend")->isVisible());
    QVERIFY(!m_bench->part("sendEvents")->isEnabled());
    QVERIFY(m_bench->part("sendEvents")->toolTip().startsWith(u"Live mode"_s));
    QVERIFY(!m_bench->part<Segments>("payloadWhich")->segment(2)->isEnabled());
    for (const char *name : {"menuExample", "menuReset", "menuUndoReset"})
        QVERIFY(!m_bench->window().findChild<QAction *>(QLatin1StringView(name))->isEnabled());
    QVERIFY(!m_bench->part("tryExample")->isEnabled());
    QVERIFY(m_bench->connections().use(Destination::Mode::Sandbox));
    QVERIFY(m_bench->part("tryExample")->isEnabled());
    QVERIFY(m_bench->part("sendEvents")->isEnabled());
    QVERIFY(m_bench->part<Segments>("payloadWhich")->segment(2)->isEnabled());
}

void TestLiveMode::theGuideRestsOutsideTheSandbox()
{
    QTest::mouseClick(m_bench->window().guideTab(), Qt::LeftButton);
    QVERIFY(m_bench->part("guideFill")->isVisible());
    QVERIFY(m_bench->useOther());
    QVERIFY(!m_bench->part("guideFill")->isVisible());
    QVERIFY(!m_bench->part("guideRecipe")->isEnabled());
    QVERIFY(m_bench->part("guideAway")->isVisible());
    looks::keep(m_bench->window(), u"guide-away"_s);
    m_bench->press("guideToSandbox");
    QVERIFY(m_bench->session().inSandbox());
    QVERIFY(m_bench->part("guideFill")->isVisible() && !m_bench->part("guideAway")->isVisible());
}

void TestLiveMode::trafficIsRefused()
{
    QVERIFY(m_bench->goLive());
    TrafficSender sender(m_bench->session());
    QSignalSpy finished(&sender, &TrafficSender::finished);
    QSignalSpy progressed(&sender, &TrafficSender::progressed);
    Event event;
    event.id = EventId{"use_1"};
    sender.send({event});
    QCOMPARE(finished.size(), 1);
    QCOMPARE(progressed.size(), 0);
    const auto outcome = finished.first().first().value<TrafficOutcome>();
    QVERIFY(outcome.error && outcome.error->kind == Error::Kind::Refused);
    QCOMPARE(outcome.accepted, 0);
}

void TestLiveMode::theCodeWindowNeverShowsAKey()
{
    QVERIFY(m_bench->useOther());
    m_bench->window().findChild<QAction *>(u"menuCode"_s)->trigger();
    auto *code = m_bench->part<QDialog>("codeWindow");
    QVERIFY(code->isVisible());
    const QString own = QString::fromLatin1(m_bench->bench().address().apiKey);
    QStringList words;
    for (const QWidget *one : code->findChildren<QWidget *>()) {
        if (const auto *label = qobject_cast<const QLabel *>(one))
            words << label->text();
        words << one->accessibleName() << one->property("plainText").toString();
    }
    const QString all = words.join(u'\n');
    QVERIFY(all.contains(m_bench->otherHost()));
    QVERIFY(!all.contains(own) && !all.contains(QString::fromLatin1(m_bench->otherKey())));
    looks::keep(*code, u"code-custom"_s);
}

// Another run on the same workspace: billing begins in the sandbox, live mode is closed.
void TestLiveMode::aSecondStartIsTheSandbox()
{
    QTemporaryDir folder;
    for (const bool first : {true, false}) {
        WorkbenchOptions options;
        options.folder = folder.path();
        options.clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));
        const auto bench = Workbench::open(options);
        QVERIFY(bench);
        Connections &connections = (*bench)->connections();
        QVERIFY((*bench)->session().inSandbox() && !connections.live().isOpen());
        if (!first)
            break;
        connections.setKey(Destination::Mode::Live, QByteArray(AccountsBench::liveKey), KeyKeep::ThisRun);
        QVERIFY(connections.live().open(LiveGuard::phrase()));
        QVERIFY(connections.use(Destination::Mode::Live));
    }
}

QTEST_MAIN(TestLiveMode)
#include "tst_livemode.moc"
