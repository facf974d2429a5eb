// SPDX-License-Identifier: MIT
#include "ui/connection/connectionsheet.h"

#include "clipped.h"
#include "commands/workbench.h"
#include "faults/standin.h"
#include "looks.h"
#include "sandbox/sandbox.h"
#include "ui/connection/connectionwords.h"
#include "ui/connection/networkform.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/segments.h"

#include <QLabel>
#include <QLineEdit>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 20000; // a busy machine is slow
enum ProxySegment { SystemProxy, NoProxy, HttpProxy, SocksProxy };
} // namespace

// How the network is reached, and the test of the way to billing, before a whole program and a second
// embedded server that plays somebody's own account.
class ConnectionSheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyStepIsShown();
    void stepThatFailsIsNamed();
    void proxyIsTakenAndKept();
    void imageServersAreReachedTheSameWay();
    void wrongSettingIsToldAtItsField();
    void testModeThroughAProxy();
    void testEndsWhenTheSheetCloses();
    void rateIsShown();
    void looksRight();

private:
    template<typename T = QWidget>
    T *part(const char *name) const
    {
        T *found = m_sheet->findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("no control named %s", name);
        return found;
    }
    QString text(const char *label) const { return part<QLabel>(label)->text(); }
    QString noteOf(const char *field) const { return part<QLineEdit>(field)->accessibleDescription(); }
    void press(const char *name) const { QTest::mouseClick(part(name), Qt::LeftButton); }
    bool useOther() const;
    void open() const;
    QString step(int index) const
    {
        return part(qPrintable(u"connectionStep%1"_s.arg(index)))->accessibleName();
    }
    QString result() const { return text("connectionResult"); }
    void chooseProxy(ProxySegment proxy) const
    {
        QTest::mouseClick(part<Segments>("proxyKind")->segment(proxy), Qt::LeftButton);
    }
    void fill(const char *field, const QString &text) const
    {
        auto *edit = part<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClick(edit, Qt::Key_Delete);
        QTest::keyClicks(edit, text);
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Sandbox> m_other;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<ConnectionSheet> m_sheet;
};

void ConnectionSheetTest::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void ConnectionSheetTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    SandboxOptions other;
    other.folder = m_folder->path();
    other.port = 0;
    auto started = Sandbox::start(other);
    QVERIFY(started.ok());
    m_other = *std::move(started);
    WorkbenchOptions options;
    options.environment = QProcessEnvironment();
    auto opened = Workbench::open(options);
    QVERIFY(opened.ok());
    m_bench = *std::move(opened);
    m_sheet = std::make_unique<ConnectionSheet>(m_bench->desk());
}

void ConnectionSheetTest::cleanup()
{
    m_sheet.reset();
    m_bench.reset();
    m_other.reset();
}

bool ConnectionSheetTest::useOther() const
{
    if (!m_bench->connections().setCustomUrl(m_other->address().dodoUrl))
        return false;
    m_bench->connections().setKey(Destination::Mode::Custom, m_other->address().apiKey, KeyKeep::ThisRun);
    return m_bench->connections().use(Destination::Mode::Custom).ok();
}

void ConnectionSheetTest::open() const
{
    m_sheet->showSheet();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
}

void ConnectionSheetTest::everyStepIsShown()
{
    open();
    QCOMPARE(part<ElidedLabel>("connectionAddress")->text(), m_bench->address().dodoUrl);
    QVERIFY(step(0).contains(u"waits"_s));
    QCOMPARE(focus()->objectName(), u"testConnection"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"The sandbox answers."_s, patience);
    QVERIFY(step(0).startsWith(u"Name, passed: "_s));
    QVERIFY(step(2).startsWith(u"TLS, skipped: "_s));
    QVERIFY(step(5).startsWith(u"Shape, passed: "_s));
}

void ConnectionSheetTest::stepThatFailsIsNamed()
{
    QVERIFY(useOther());
    m_other->stop();
    open();
    QVERIFY(text("connectionMode").contains(u"Custom"_s));
    press("testConnection");
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"It ends at “Route”."_s, patience);
    QVERIFY(step(1).startsWith(u"Route, failed: Nothing answers at 127.0.0.1:"_s));
    QVERIFY(step(2).contains(u"waits"_s));
}

void ConnectionSheetTest::proxyIsTakenAndKept()
{
    open();
    QVERIFY(!part("proxyHost")->isVisible());
    chooseProxy(SocksProxy);
    QVERIFY(part("proxyHost")->isVisible());
    fill("proxyHost", u"proxy.example"_s);
    fill("proxyPort", u"1080"_s);
    fill("proxyUser", u"ada"_s);
    fill("proxyPassword", u"canary-password"_s);
    QTest::mouseClick(part<Segments>("longestWait")->segment(3), Qt::LeftButton);
    press("applyNetwork");
    const NetworkOptions wanted{.proxy = NetworkOptions::Proxy::Socks5,
        .host = u"proxy.example"_s,
        .port = 1080,
        .user = u"ada"_s,
        .password = u"canary-password"_s,
        .longestWait = 300s};
    QCOMPARE(m_bench->network().options(), wanted);
    // Another run of the program finds it, without the password.
    NetworkOptions kept = wanted;
    kept.password.clear();
    const NetworkSettings next(m_bench->outbox(), m_bench->transport(), m_bench->images());
    QCOMPARE(next.options(), kept);
    // The sandbox is on this computer and needs none.
    press("testConnection");
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"The sandbox answers."_s, patience);
    // It was found by other settings than those that hold now.
    QVERIFY(m_bench->network().set({}));
    QCOMPARE(result(), QString());
}

void ConnectionSheetTest::imageServersAreReachedTheSameWay()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost, 0));
    QByteArray heard;
    connect(&proxy, &QTcpServer::newConnection, &proxy, [&proxy, &heard] {
        QTcpSocket *socket = proxy.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &heard] {
            heard += socket->readAll();
            socket->disconnectFromHost();
        });
    });
    QVERIFY(m_bench->network().set(
        {.proxy = NetworkOptions::Proxy::Http, .host = u"127.0.0.1"_s, .port = proxy.serverPort()}));
    const ImageDestination pictures{.provider = "openai",
        .baseUrl = QUrl(u"https://pictures.example/v1"_s),
        .key = "sk-canary-0123456789",
        .name = {}};
    const auto models = m_bench->images().models(pictures);
    QTRY_VERIFY_WITH_TIMEOUT(models.future().isFinished(), patience);
    QVERIFY(heard.startsWith("CONNECT pictures.example:443 "));
    QVERIFY(!heard.contains("canary"));
}

void ConnectionSheetTest::wrongSettingIsToldAtItsField()
{
    open();
    chooseProxy(HttpProxy);
    press("testConnection");
    QVERIFY(noteOf("proxyHost").contains(u"Name the proxy's host"_s));
    QCOMPARE(focus()->objectName(), u"proxyHost"_s);
    QVERIFY(!m_sheet->test().running());
    fill("proxyHost", u"http://proxy.example"_s);
    press("applyNetwork");
    QVERIFY(noteOf("proxyHost").contains(u"Leave out scheme"_s));
    fill("proxyHost", u"::1"_s);
    press("applyNetwork");
    QVERIFY(noteOf("proxyPort").contains(u"such as 8080"_s));
    fill("proxyPort", u"8080"_s);
    m_sheet->form().setAsk(
        [](QWidget *, const std::function<void(const QString &)> &chosen) { chosen(u"/nowhere/ca.pem"_s); });
    press("chooseCaFile");
    press("applyNetwork");
    QVERIFY(noteOf("caFile").contains(u"“/nowhere/ca.pem” cannot be read."_s));
    QCOMPARE(m_bench->network().options(), NetworkOptions());
}

// The real host's name, reached as if it were remote: a proxy, TLS, an authority of one's own.
void ConnectionSheetTest::testModeThroughAProxy()
{
    QTemporaryDir folder;
    const auto standIn = StandIn::start(folder.path(), {});
    QVERIFY(standIn.ok());
    m_bench->connections().setKey(Destination::Mode::Test, (*standIn)->keys().test, KeyKeep::ThisRun);
    QVERIFY(m_bench->network().set(
        {.proxy = NetworkOptions::Proxy::Http, .host = u"127.0.0.1"_s, .port = (*standIn)->proxyPort()}));
    QVERIFY(m_bench->connections().use(Destination::Mode::Test));
    open();
    press("testConnection");
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"It ends at “TLS”."_s, patience);
    QVERIFY(step(2).contains(u"unknown authority. Add yours under Connection."_s));
    fill("caFile", (*standIn)->caFile());
    press("testConnection");
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"Everything works."_s, patience);
    QVERIFY(step(0).contains(u"It looks up test.dodopayments.com itself."_s));
    QCOMPARE(part<ElidedLabel>("connectionAddress")->text(), u"https://test.dodopayments.com"_s);
    QTRY_VERIFY(text("connectionRate").contains(u" calls are left."_s));
}

void ConnectionSheetTest::testEndsWhenTheSheetCloses()
{
    open();
    press("testConnection");
    QVERIFY(m_sheet->test().running());
    QVERIFY(part("cancelConnectionTest")->isVisible());
    press("cancelConnectionTest");
    QVERIFY(!m_sheet->test().running());
    press("testConnection");
    key(Qt::Key_Escape);
    QVERIFY(!m_sheet->isVisible());
    QVERIFY(!m_sheet->test().running());
}

void ConnectionSheetTest::rateIsShown()
{
    using Mode = Destination::Mode;
    RateStanding standing;
    QCOMPARE(connectionwords::rateOf(standing, Mode::Test), u"The service has told no limit yet."_s);
    standing.limit = 1000;
    standing.remaining = 231;
    QCOMPARE(connectionwords::rateOf(standing, Mode::Test), u"231 of 1,000 calls are left."_s);
    standing.waitingReads = 2;
    QVERIFY(connectionwords::rateOf(standing, Mode::Custom)
                .endsWith(u"2 reads wait, so that sending has room."_s));
}

void ConnectionSheetTest::looksRight()
{
    QVERIFY(useOther());
    open();
    chooseProxy(HttpProxy);
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        const QString theme = kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s;
        m_themes->setKind(kind);
        for (const QSize &size : {QSize(1216, 640), QSize(1080, 660), QSize(960, 560)}) {
            m_sheet->resize(size);
            QCoreApplication::processEvents();
            QCOMPARE(clippedIn(*m_sheet), QStringList());
            QCOMPARE(looks::clipped(*m_sheet), QString());
            looks::keep(*m_sheet, u"connection-%1-%2"_s.arg(size.width()).arg(theme));
        }
    }
    m_other->stop();
    QVERIFY(m_bench->network().set({.proxy = NetworkOptions::Proxy::None}));
    press("testConnection");
    QTRY_VERIFY_WITH_TIMEOUT(!m_sheet->test().running(), patience);
    m_sheet->resize(1080, 660);
    QCOMPARE(clippedIn(*m_sheet), QStringList());
    looks::keep(*m_sheet, u"connection-failed-dark"_s);
}

QTEST_MAIN(ConnectionSheetTest)
#include "tst_connectionsheet.moc"
