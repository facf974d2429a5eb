// SPDX-License-Identifier: MIT
#include "codebench.h"
#include "guide/readiness.h"
#include "handler.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"

#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

// The signed test event, to a handler that listens on this computer.
class TestCodeWebhook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_code.reset(); }
    void aHandlerAnswersTheTestEvent();
    void aHandlerThatRefusesIsNoProof();
    void nobodyThereIsSaid();
    void onlyThisComputerIsAsked_data();
    void onlyThisComputerIsAsked();
    void theHandlerListensWhereTheWindowAsks();
    void mayCloseWhileATestEventTravels();

private:
    QString answer() const { return m_code->part<QLabel>(u"webhookAnswer"_s)->accessibleName(); }
    bool proven() const { return !seenIn((*m_code)->logModel(), m_code->session()).webhook.isEmpty(); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<CodeBench> m_code;
};

void TestCodeWebhook::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestCodeWebhook::init()
{
    m_themes->setTextPercent(100);
    m_code = std::make_unique<CodeBench>();
}

void TestCodeWebhook::aHandlerAnswersTheTestEvent()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    m_code->choose(ProgramKind::WebhookTypeScript);
    const Handler handler(200);
    m_code->part<QLineEdit>(u"webhookUrl"_s)->setText(handler.url());
    m_code->part<ComboBox>(u"webhookType"_s)->setCurrentText(u"subscription.active"_s);
    QVERIFY(!proven());
    m_code->click(u"sendTestEvent"_s);
    QTRY_VERIFY2(answer().startsWith("200 in "_L1), qPrintable(answer()));
    QVERIFY(answer().endsWith(" ms"_L1));
    QVERIFY(proven());
    QVERIFY(handler.heard().contains("\"type\":\"subscription.active\""));
    QVERIFY(handler.heard().toLower().contains("\nwebhook-signature: v1,"));
    QVERIFY(handler.heard().contains(m_code->customer().toUtf8()));
}

void TestCodeWebhook::aHandlerThatRefusesIsNoProof()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    m_code->choose(ProgramKind::WebhookPython);
    const Handler handler(401);
    m_code->part<QLineEdit>(u"webhookUrl"_s)->setText(handler.url());
    m_code->click(u"sendTestEvent"_s);
    QTRY_VERIFY2(answer().startsWith("401 in "_L1), qPrintable(answer()));
    QVERIFY(answer().endsWith(" ms: not accepted. Check DODO_PAYMENTS_WEBHOOK_KEY in its environment."_L1));
    QVERIFY(!proven());
}

void TestCodeWebhook::nobodyThereIsSaid()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    m_code->choose(ProgramKind::WebhookPython);
    QString gone;
    {
        const Handler handler(200);
        gone = handler.url();
    }
    m_code->part<QLineEdit>(u"webhookUrl"_s)->setText(gone);
    m_code->click(u"sendTestEvent"_s);
    QTRY_COMPARE(answer(), u"Nobody answers at %1: start the handler first."_s.arg(QUrl(gone).authority()));
    QVERIFY(!proven());
}

void TestCodeWebhook::onlyThisComputerIsAsked_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("asked");
    QTest::newRow("number") << u"http://127.0.0.1:3000/webhook"_s << true;
    QTest::newRow("name") << u"http://localhost:3000"_s << true;
    QTest::newRow("six") << u"http://[::1]:3000/hooks"_s << true;
    QTest::newRow("elsewhere") << u"http://example.com/webhook"_s << false;
    QTest::newRow("looks like it") << u"http://127.0.0.1.example.com/"_s << false;
    QTest::newRow("with a name") << u"http://me:you@127.0.0.1/"_s << false;
    QTest::newRow("behind an at") << u"http://127.0.0.1@example.com/"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("words") << u"my handler"_s << false;
    QTest::newRow("empty") << QString() << false;
}

void TestCodeWebhook::onlyThisComputerIsAsked()
{
    QFETCH(QString, url);
    QFETCH(bool, asked);
    m_code->open();
    m_code->choose(ProgramKind::WebhookPython);
    const QString before = answer();
    m_code->part<QLineEdit>(u"webhookUrl"_s)->setText(url);
    m_code->click(u"sendTestEvent"_s);
    auto *field
        = qobject_cast<Field *>(m_code->part<QLineEdit>(u"webhookUrl"_s)->parentWidget()->parentWidget());
    QVERIFY(field);
    QCOMPARE(field->note().kind, asked ? FieldNote::Kind::None : FieldNote::Kind::Error);
    QCOMPARE(m_code->part<Button>(u"sendTestEvent"_s)->isBusy(), asked);
    if (asked)
        QTRY_VERIFY(answer() != before); // without a customer there is nothing to send, and it says so
    else
        QCOMPARE(answer(), before);
}

// Saved and started as it is, the handler stands where the field says.
void TestCodeWebhook::theHandlerListensWhereTheWindowAsks()
{
    m_code->open();
    m_code->choose(ProgramKind::WebhookPython);
    const QUrl url(m_code->part<QLineEdit>(u"webhookUrl"_s)->text());
    const QByteArray port = "PORT=" + QByteArray::number(url.port());
    QByteArray all;
    for (const ProgramFile &file : m_code->window().program().files)
        all += file.text;
    QVERIFY(all.contains(port));
    QVERIFY(all.contains(url.path().toUtf8()));
}

void TestCodeWebhook::mayCloseWhileATestEventTravels()
{
    QVERIFY(m_code->bench().makeExample());
    m_code->open();
    m_code->choose(ProgramKind::WebhookPython);
    const Handler handler(200);
    m_code->part<QLineEdit>(u"webhookUrl"_s)->setText(handler.url());
    m_code->click(u"sendTestEvent"_s);
    m_code->close();
    QTRY_VERIFY(!handler.heard().isEmpty());
}

QTEST_MAIN(TestCodeWebhook)
#include "tst_codewebhook.moc"
