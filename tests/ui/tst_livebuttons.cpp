// SPDX-License-Identifier: MIT
#include "commands/workbench.h"
#include "faults/standin.h"
#include "session/example.h"
#include "ui/frame/mainwindow.h"
#include "ui/parts/sendingmark.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDesktopServices>
#include <QDialog>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // a busy machine
constexpr qsizetype deepest = 2; // a form that another button of the page opens

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = u"no answer"_s};
    return call.future().result();
}

// Tells one button from the others. The rows of a list are one.
QString keyOf(const QAbstractButton *button)
{
    static const QRegularExpression own(u"(img|mtr|pdt|cus|sub|use)_\\w+|\\d+"_s);
    const QString name = button->objectName().remove(own);
    const QString words = button->inherits("BarCell")
        ? QString()
        : (button->text().isEmpty() ? button->accessibleName() : button->text()).remove(own);
    const bool named = !name.isEmpty() && !name.startsWith("qt_"_L1);
    return named ? name : QLatin1StringView(button->metaObject()->className()) + u' ' + words;
}

} // namespace

// Each button of the live pages is pressed: one whose press writes to billing must carry the word LIVE. What
// is behind the window is the stand-in for the real service, which counts.
class TestLiveButtons : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void openNothing(const QUrl &) { } // no browser, no folder

private Q_SLOTS:
    void initTestCase();
    void everyButtonThatWritesSaysLive();
    void cleanupTestCase();

private:
    void startWindow();
    bool fillLive();
    bool beLive();
    void fillForms();
    bool settle();
    qsizetype writes() const;
    QWidget *page() const { return window().page(m_page); }
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    void showPage();
    QList<QAbstractButton *> buttons() const;
    QAbstractButton *find(const QString &key) const;
    QAbstractButton *reach(const QStringList &path, const QString &key);
    void closeSheets();
    bool press(QAbstractButton *button);
    void walk(const QStringList &path);

    QTemporaryDir m_folder;
    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<StandIn> m_standIn;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Shell> m_shell;
    QJsonObject m_state; // of the live service, as it was
    int m_page = 0;
    QSet<QString> m_known;
    QStringList m_wrote;
    QStringList m_unmarked;
    QStringList m_restless; // what they began did not end
    int m_pressed = 0;
};

void TestLiveButtons::initTestCase()
{
    for (const QString &scheme : {u"https"_s, u"http"_s, u"file"_s})
        QDesktopServices::setUrlHandler(scheme, this, "openNothing");
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    auto started = StandIn::start(m_folder.filePath(u"service"_s), {});
    QVERIFY(started.ok());
    m_standIn = *std::move(started);
    m_standIn->setCallsPerSecond(500); // so that reading keeps up with the presses
    startWindow();
    QVERIFY(fillLive());
    QVERIFY(beLive());
}

void TestLiveButtons::cleanupTestCase()
{
    for (const QString &scheme : {u"https"_s, u"http"_s, u"file"_s})
        QDesktopServices::unsetUrlHandler(scheme);
}

void TestLiveButtons::startWindow()
{
    WorkbenchOptions options;
    options.environment = QProcessEnvironment();
    options.keychain = [] { return std::unique_ptr<Keychain>(); };
    auto opened = Workbench::open(options);
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().message));
    m_bench = *std::move(opened);
    const auto set = m_bench->network().set({.proxy = NetworkOptions::Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = m_standIn->proxyPort(),
        .caFile = m_standIn->caFile()});
    QVERIFY2(set.ok(), set ? "" : qPrintable(set.error().message));
    m_shell = std::make_unique<Shell>(m_bench->desk(), *m_themes, Shell::Memory::Forget);
    m_shell->show(QSize(1920, 1080));
    QVERIFY(QTest::qWaitForWindowExposed(&m_shell->window()));
    QVERIFY(QTest::qWaitFor([this] { return m_bench->session().state().loaded; }, patience));
}

// Meter, product, customer and subscription of the packed example, at the live service too.
bool TestLiveButtons::fillLive()
{
    Example example(m_bench->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    if (!finished.wait(patience))
        return false;
    const auto state = resultOf(m_bench->sandbox().state());
    m_state = state ? *state : QJsonObject();
    return state.ok();
}

// Whatever was pressed: live again, with what stood there at first.
bool TestLiveButtons::beLive()
{
    const SandboxAddress address = m_standIn->sandbox(true);
    Transport there(
        {.mode = Destination::Mode::Sandbox, .baseUrl = QUrl(address.dodoUrl), .key = address.apiKey},
        m_bench->ids(), m_bench->clock(), nullptr);
    SandboxControls controls(there);
    if (!resultOf(controls.setState(m_state)))
        return false;
    Connections &connections = m_bench->connections();
    const auto live = Destination::Mode::Live;
    if (!connections.hasKey(live))
        connections.setKey(live, m_standIn->keys().live, KeyKeep::ThisRun);
    connections.live().setEventsPerMinute(1000);
    Session &session = m_bench->session();
    if (!session.isLive() && !(connections.live().open(LiveGuard::phrase()) && connections.use(live)))
        return false;
    session.refresh();
    if (!QTest::qWaitFor([&] { return !session.state().subscriptions.isEmpty(); }, patience))
        return false;
    session.useSubscription(session.state().subscriptions.first().id);
    return QTest::qWaitFor([&] { return session.state().subscription.has_value(); }, patience) && settle();
}

// A button may want words first.
void TestLiveButtons::fillForms()
{
    const QList<QLineEdit *> edits = page()->findChildren<QLineEdit *>();
    for (QLineEdit *edit : edits) {
        if (!edit->isVisible() || !edit->isEnabled() || edit->isReadOnly() || !edit->text().isEmpty()
            || edit->echoMode() != QLineEdit::Normal)
            continue;
        const QString name = edit->objectName().toLower();
        if (name.contains("search"_L1) || name.contains("query"_L1))
            continue; // they would hide the rows
        const bool number = name.contains("price"_L1) || name.contains("free"_L1) || name.contains("cap"_L1);
        const QString text = number    ? u"1"_s
            : name.contains("mail"_L1) ? u"ada@example.com"_s
                                       : u"extra.made"_s;
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }
    const QList<QTextEdit *> texts = page()->findChildren<QTextEdit *>();
    for (QTextEdit *edit : texts) {
        if (edit->isVisible() && !edit->isReadOnly() && edit->toPlainText().isEmpty())
            edit->setPlainText(u"A lake at sunset"_s);
    }
}

// Nothing is under way any more, seen twice: an answer may ask for the next call.
bool TestLiveButtons::settle()
{
    int seen = 0;
    const auto quiet = [this] {
        const auto under = [](const QObject &transport) {
            return std::ranges::any_of(transport.children(), [](const QObject *child) {
                return QLatin1StringView(child->metaObject()->className()) == "Flight"_L1;
            });
        };
        const QList<PictureJob *> jobs = m_bench->studio().jobs();
        const bool unsent = std::ranges::any_of(
            jobs, [](const PictureJob *job) { return job->track().stage < PictureTrack::Stage::Counting; });
        const Outbox &outbox = m_bench->outbox();
        return !unsent && !under(m_bench->transport()) && !under(m_bench->sandboxTransport())
            && !m_bench->studio().busy() && m_bench->studio().waiting().isEmpty()
            && outbox.standing().inFlight == 0 && outbox.counts().queued == 0;
    };
    QCoreApplication::processEvents();
    if (!resultOf(m_bench->outbox().flushed()))
        return false;
    return QTest::qWaitFor(
        [&] {
            seen = quiet() ? seen + 1 : 0;
            return seen >= 3;
        },
        patience);
}

qsizetype TestLiveButtons::writes() const
{
    return std::ranges::count_if(m_standIn->seen(), [](const StandIn::Seen &one) {
        return one.host.startsWith("live.") && one.method != "GET" && one.method != "CONNECT";
    });
}

QList<QAbstractButton *> TestLiveButtons::buttons() const
{
    QList<QAbstractButton *> out;
    for (QAbstractButton *button : page()->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->isEnabled() && button->window() == &window())
            out.append(button);
    }
    return out;
}

QAbstractButton *TestLiveButtons::find(const QString &key) const
{
    for (QAbstractButton *button : buttons()) {
        if (keyOf(button) == key)
            return button;
    }
    return nullptr;
}

void TestLiveButtons::closeSheets()
{
    const QList<QWidget *> windows = QApplication::topLevelWidgets();
    for (QWidget *one : windows) {
        if (one != &window() && one->isVisible())
            one->close();
    }
    window().show();
    window().activateWindow();
}

void TestLiveButtons::showPage()
{
    closeSheets();
    window().showPage(m_page);
    fillForms();
}

// From the page on, by the buttons that led there.
QAbstractButton *TestLiveButtons::reach(const QStringList &path, const QString &key)
{
    showPage();
    for (const QString &step : path) {
        if (QAbstractButton *there = find(key))
            return there;
        if (QAbstractButton *button = find(step))
            press(button);
        fillForms();
    }
    return find(key);
}

// Whether it wrote.
bool TestLiveButtons::press(QAbstractButton *button)
{
    const qsizetype before = writes();
    const QString key = keyOf(button); // the press may end it
    button->click();
    if (!settle())
        m_restless.append(key);
    closeSheets();
    return writes() > before;
}

void TestLiveButtons::walk(const QStringList &path)
{
    QStringList keys;
    const QList<QAbstractButton *> shown = buttons();
    for (const QAbstractButton *button : shown) {
        const QString key = keyOf(button);
        if (!m_known.contains(key)) {
            m_known.insert(key);
            keys.append(key);
        }
    }
    for (const QString &key : std::as_const(keys)) {
        if (!m_bench->session().isLive())
            QVERIFY(beLive());
        QAbstractButton *button = reach(path, key);
        if (!button)
            continue;
        ++m_pressed;
        const bool marked = isMarkedSending(button);
        const bool wrote = press(button);
        if (wrote) {
            m_wrote.append(key);
            if (!marked)
                m_unmarked.append(key);
        }
        if (path.size() + 1 < deepest)
            walk(path + QStringList(key));
        if (wrote)
            QVERIFY(beLive());
    }
}

void TestLiveButtons::everyButtonThatWritesSaysLive()
{
    QTimer popups; // a menu or a list of choices waits for a choice
    connect(&popups, &QTimer::timeout, this, [] {
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
    });
    popups.start(5);
    for (m_page = 0; m_page < MainWindow::PageCount; ++m_page) {
        showPage();
        walk({});
    }
    qInfo("%d buttons pressed, %d wrote: %s", m_pressed, int(m_wrote.size()),
        qPrintable(m_wrote.join(u", "_s)));
    QVERIFY2(m_unmarked.isEmpty(), qPrintable(u"not marked: "_s + m_unmarked.join(u", "_s)));
    QVERIFY2(m_restless.isEmpty(), qPrintable(m_restless.join(u", "_s)));
    for (const char *writer : {"generate", "startCheckout", "archiveMeter"})
        QVERIFY2(m_wrote.contains(QLatin1StringView(writer)), writer);
}

QTEST_MAIN(TestLiveButtons)
#include "tst_livebuttons.moc"
