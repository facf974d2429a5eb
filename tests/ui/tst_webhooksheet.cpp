// SPDX-License-Identifier: MIT
#include "placesdesk.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/rowdelegate.h"
#include "ui/webhooks/webhookmodel.h"
#include "ui/webhooks/webhooksheet.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTcpSocket>

class TestWebhookSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_places = std::make_unique<PlacesDesk>();
        QVERIFY(m_places->makeExample());
        m_sheet = std::make_unique<WebhookSheet>(m_places->desk());
        m_sheet->showSheet();
        QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    }
    void cleanup()
    {
        m_sheet.reset();
        m_places.reset();
    }

    void onePressHearsTheSandbox();
    void withoutAPaymentItSaysWhatToDo();
    void aWrongSignatureSaysWhy();
    void aServiceElsewhereAsksForTheTunnel();
    void whatIsReadStaysChosen();
    void theListIsBounded();
    void itLooksRight();

private:
    QString text(const char *label) const { return part<QLabel>(*m_sheet, label)->text(); }
    QTableView *table() const { return part<QTableView>(*m_sheet, "webhookDeliveries"); }
    ChipLook chip(int row) const
    {
        return table()->model()->index(row, WebhookModel::Verdict).data(ChipRole).value<ChipLook>();
    }
    int rows() const { return table()->model()->rowCount(); }
    void startAndRegister() const
    {
        press(*m_sheet, "registerWebhook");
        QTRY_VERIFY_WITH_TIMEOUT(m_sheet->webhooks().registration().has_value(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_sheet->webhooks().maskedSecret().isEmpty(), patience);
    }
    void post(const QByteArray &head, const QByteArray &body) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, quint16(QUrl(m_sheet->webhooks().address()).port()));
        socket.write("POST / HTTP/1.1\r\nHost: localhost\r\n" + head
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, patience);
    }
    // With headers as they should be, and a signature of nobody's.
    void postWrong() const
    {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
        post("webhook-id: msg_forged\r\nwebhook-timestamp: "
                + QByteArray::number(seconds.time_since_epoch().count())
                + "\r\nwebhook-signature: v1,5tO3eCyXhneXweg5XUDsNj4XD77DoAbT71ajcMZcsZ0=\r\n",
            "{\"type\":\"payment.succeeded\"}");
    }

    std::unique_ptr<PlacesDesk> m_places;
    std::unique_ptr<WebhookSheet> m_sheet;
};

void TestWebhookSheet::onePressHearsTheSandbox()
{
    QVERIFY(!part(*m_sheet, "tunnelAddress")->isVisible());
    startAndRegister();
    QVERIFY(text("receiverAddress").startsWith(u"http://127.0.0.1:"_s));
    press(*m_sheet, "copyReceiver");
    QCOMPARE(QGuiApplication::clipboard()->text(), text("receiverAddress"));
    QVERIFY(text("webhookService").startsWith(u"Registered as "_s));
    QCOMPARE(text("webhookSecret"), u"Secret whsec_••••••••"_s);
    press(*m_sheet, "sendWebhookTest");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience);
    QCOMPARE(chip(0), (ChipLook{ChipLook::Kind::Done, u"Taken"_s}));
    QCOMPARE(table()->model()->index(0, WebhookModel::Type).data().toString(), u"subscription.active"_s);
    QCOMPARE(table()->model()->index(0, WebhookModel::Status).data().toString(), u"200"_s);
    QVERIFY(part<JsonView>(*m_sheet, "webhookBody")->jsonText().contains(u"payload_type"_s));
    QCOMPARE(part<QLabel>(*m_sheet, "webhookCount")->text(), u"1 delivery"_s);
    press(*m_sheet, "registerWebhook"); // now "Unregister"
    QTRY_VERIFY_WITH_TIMEOUT(!m_sheet->webhooks().registration(), patience);
    QCOMPARE(part<Button>(*m_sheet, "registerWebhook")->text(), u"Register here"_s);
    press(*m_sheet, "runReceiver");
    QVERIFY(!m_sheet->webhooks().isRunning());
}

// A subscription of $0 may have none.
void TestWebhookSheet::withoutAPaymentItSaysWhatToDo()
{
    QJsonObject state = resultOf((*m_places)->sandbox().state()).valueOr({});
    QVERIFY(!state.take("payments"_L1).toArray().isEmpty());
    QVERIFY(resultOf((*m_places)->sandbox().setState(state)));
    m_places->session().refresh();
    startAndRegister();
    part<QComboBox>(*m_sheet, "webhookTestType")->setCurrentText(u"payment.succeeded"_s);
    press(*m_sheet, "sendWebhookTest");
    auto *problem = part<MessageStrip>(*m_sheet, "webhookProblem");
    QTRY_COMPARE_WITH_TIMEOUT(problem->title(),
        u"This customer has no payment yet. Buy a product, or choose a subscription event."_s, patience);
    QVERIFY(problem->isVisible());
    m_places->shoot(*m_sheet, u"webhooks-nopayment"_s);
    part<QComboBox>(*m_sheet, "webhookTestType")->setCurrentText(u"subscription.active"_s);
    press(*m_sheet, "sendWebhookTest");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience);
    QVERIFY(problem->isHidden());
}

void TestWebhookSheet::aWrongSignatureSaysWhy()
{
    startAndRegister();
    postWrong();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience);
    QCOMPARE(int(chip(0).kind), int(ChipLook::Kind::Refused));
    QVERIFY(chip(0).text.contains(u"does not fit"_s));
    QCOMPARE(text("webhookReason"), chip(0).text);
    post({}, "{}");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, patience);
    QCOMPARE(text("webhookReason"), u"The header “webhook-id” is missing."_s);
    press(*m_sheet, "clearWebhooks");
    QCOMPARE(rows(), 0);
    QVERIFY(m_sheet->webhooks().deliveries().isEmpty());
}

void TestWebhookSheet::aServiceElsewhereAsksForTheTunnel()
{
    press(*m_sheet, "runReceiver");
    QVERIFY(m_places->goToTestMode());
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_sheet, "tunnelAddress")->isVisible(), patience);
    QVERIFY(text("tunnelWords").contains(u"cannot reach 127.0.0.1"_s));
    QVERIFY(!part(*m_sheet, "webhookTestType")->isVisible());
    auto *button = part<Button>(*m_sheet, "registerWebhook");
    QVERIFY(!button->isEnabled());
    auto *tunnel = part<QLineEdit>(*m_sheet, "tunnelAddress");
    tunnel->setFocus();
    QTest::keyClicks(tunnel, u"http://demo.example"_s);
    QTest::keyClick(tunnel, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel->accessibleDescription().contains(u"https"_s), patience);
    tunnel->selectAll();
    QTest::keyClicks(tunnel, u"https://demo.example"_s);
    QTest::keyClick(tunnel, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience);
    QGuiApplication::clipboard()->setText(u"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="_s);
    press(*m_sheet, "pasteWebhookSecret");
    QCOMPARE(text("webhookSecret"), u"Secret whsec_••••••••"_s);
    QGuiApplication::clipboard()->setText(u"not a secret"_s);
    press(*m_sheet, "pasteWebhookSecret");
    QVERIFY(part<MessageStrip>(*m_sheet, "webhookProblem")->isVisible());
    QVERIFY(!part<MessageStrip>(*m_sheet, "webhookProblem")->title().contains(u"not a secret"_s));
    m_places->shoot(*m_sheet, u"webhooks-tunnel"_s);
}

void TestWebhookSheet::whatIsReadStaysChosen()
{
    startAndRegister();
    postWrong();
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, patience);
    post({}, "{}");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, patience);
    table()->selectRow(1);
    const QString reason = text("webhookReason");
    post({}, "{}");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, patience);
    QCOMPARE(table()->currentIndex().row(), 2);
    QCOMPARE(text("webhookReason"), reason);
}

void TestWebhookSheet::theListIsBounded()
{
    WebhookModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 1; i <= 1005; ++i) {
        ReceivedWebhook delivery;
        delivery.number = i;
        model.add(delivery);
    }
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(model.row(0)->number, 1005);
    QCOMPARE(model.row(999)->number, 6);
    QVERIFY(!model.row(1000));
    ReceivedWebhook older;
    older.number = 1;
    ReceivedWebhook newer;
    newer.number = 2;
    model.set({older, newer});
    QCOMPARE(model.row(0)->number, 2);
}

void TestWebhookSheet::itLooksRight()
{
    m_places->shoot(*m_sheet, u"webhooks-empty"_s);
    startAndRegister();
    for (int type : {0, 1, 2}) {
        QTest::keyClick(part(*m_sheet, "webhookTestType"), type == 0 ? Qt::Key_Home : Qt::Key_Down);
        press(*m_sheet, "sendWebhookTest");
        QTRY_COMPARE_WITH_TIMEOUT(rows(), type + 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!part<Button>(*m_sheet, "sendWebhookTest")->isBusy(), patience);
    }
    postWrong();
    post({}, "{}");
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, patience);
    for (const QSize &size : {QSize(1232, 680), QSize(1360, 740)}) {
        m_sheet->resize(size);
        m_places->shoot(*m_sheet, u"webhooks-%1"_s.arg(size.width()));
    }
}

QTEST_MAIN(TestWebhookSheet)
#include "tst_webhooksheet.moc"
