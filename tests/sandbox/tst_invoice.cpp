// SPDX-License-Identifier: MIT
#include "sandbox/invoice.h"

#include "sandbox/months.h"
#include "sandbox/pdftext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

PaymentLine meterLine(const QString &name)
{
    return {.name = name,
        .amount = 10,
        .units = LineUnits{.unit = u"images"_s,
            .used = Decimal(12),
            .free = Decimal(10),
            .chargeable = Decimal(2),
            .pricePerUnit = Decimal(5)}};
}

Invoice shortBill()
{
    Invoice out;
    out.number = u"inv_1"_s;
    out.merchant = u"PixelGen AI"_s;
    out.state = Invoice::State::Paid;
    out.issued = *timeFromIso("2026-12-21T10:00:00Z");
    out.period = Period{*timeFromIso("2026-11-21T10:00:00Z"), *timeFromIso("2026-12-21T10:00:00Z")};
    out.payment = u"pay_1"_s;
    out.card = u"VISA ending in 4242"_s;
    out.buyer = {u"Ada"_s, u"ada@example.com"_s, u"DE"_s};
    out.currency = "USD";
    out.lines = {{u"PixelGen AI - Image Generation"_s, 4900}, meterLine(u"Image Generation Meter"_s)};
    out.discount = 100;
    out.total = 4810;
    return out;
}

} // namespace

class TestInvoice : public QObject {
    Q_OBJECT

private:
    void verifyHolds(const QString &text, const QStringList &parts)
    {
        for (const QString &part : parts)
            QVERIFY2(text.contains(part), qPrintable(part + " is not in "_L1 + text));
    }

private Q_SLOTS:
    void aShortBillIsOnePageWithItsFigures()
    {
        const auto pdf = invoicePdf(shortBill());
        QVERIFY(pdf);
        QVERIFY(pdf->startsWith("%PDF-1.") && pdf->endsWith("%%EOF\n"));
        const PdfText paper(*pdf);
        QCOMPARE(paper.pages(), 1);
        verifyHolds(paper.text(),
            {u"PixelGen AI"_s, u"Paid"_s, u"inv_1"_s, u"21 Dec 2026"_s, u"21 Nov 2026 to 21 Dec 2026"_s,
                u"Ada"_s, u"ada@example.com"_s, u"VISA ending in 4242"_s, u"PixelGen AI - Image Generation"_s,
                u"$49.00"_s, u"Image Generation Meter"_s, u"\n12"_s, u"\n10"_s, u"\n2"_s, u"$0.05"_s,
                u"$0.10"_s, u"$49.10"_s, u"-$1.00"_s, u"Tax"_s, u"$48.10"_s, u"Page 1 of 1"_s});
    }

    void titleAuthorAndTimeAreTheInvoices()
    {
        const QByteArray pdf = invoicePdf(shortBill()).valueOr({});
        const qsizetype info = pdf.lastIndexOf(" 0 obj");
        const QByteArray author
            = "/Author <FEFF" + QByteArray("005000690078") + QByteArray("0065006C00470065006E002000410049>");
        QVERIFY(pdf.mid(info).contains(author));
        QVERIFY(pdf.mid(info).contains("/CreationDate (D:20261221100000Z)"));
        // The table at the end says where that object and the document's own table are.
        const qint64 table = pdf.mid(pdf.lastIndexOf("startxref") + 10).split('\n').first().toLongLong();
        QVERIFY(pdf.mid(table).startsWith("xref\n"));
        const qint64 object = pdf.mid(table).split('\n').at(2).left(10).toLongLong();
        QCOMPARE(object, pdf.lastIndexOf('\n', info) + 1);
    }

    void aLongBillHasSeveralPagesAndLosesNoLine()
    {
        Invoice bill = shortBill();
        for (int i = 0; i < 60; ++i)
            bill.lines.append(meterLine(u"Meter number %1"_s.arg(i)));
        const PdfText paper(invoicePdf(bill).valueOr({}));
        QVERIFY2(paper.pages() > 1 && paper.pages() < 8, qPrintable(QString::number(paper.pages())));
        for (int i = 0; i < 60; ++i) {
            const auto times = paper.text().count(u"\nMeter number %1\n"_s.arg(i));
            QVERIFY2(times == 1, qPrintable(u"Meter number %1 stands there %2 times"_s.arg(i).arg(times)));
        }
        verifyHolds(paper.text(), {u"Page 2 of %1"_s.arg(paper.pages())});
        QCOMPARE(paper.text().count(u"Total USD"_s), 1);
        QCOMPARE(paper.text().count(u"\nItem\n"_s), paper.pages());
    }

    void figuresTooWideForColumnsGoBelowTheName()
    {
        Invoice bill = shortBill();
        PaymentLine wide = meterLine(u"Storage"_s);
        wide.units->used = Decimal(999999999999999);
        wide.units->chargeable = Decimal(999999999999989);
        wide.units->pricePerUnit = *Decimal::fromText("0.123456789012");
        bill.lines.append(wide);
        const QString text = PdfText(invoicePdf(bill).valueOr({})).text();
        verifyHolds(text, {u"999,999,999,999,999 images used, 10 free, 999,999,999,999,989 billed at"_s});
        QVERIFY(!text.contains(u"\nUnit price"_s));
    }

    void currenciesKeepTheirDigits()
    {
        Invoice bill = shortBill();
        bill.currency = "JPY";
        bill.discount = 0;
        const QString text = PdfText(invoicePdf(bill).valueOr({})).text();
        verifyHolds(text, {u"¥4,900"_s, u"¥4,810"_s, u"Total JPY"_s});
        QVERIFY(!text.contains(u"Discount"_s));
    }

    // Drawn on one of the server's threads, from the lines that the payment was stored with; no key.
    void theRouteGivesThePaymentsPaper()
    {
        Months scene;
        const QString id = scene.buy(scene.product({{"fixed_price"_L1, 4900}}));
        QCOMPARE(scene.shop.ingest(scene.customer, eventIds(u"e"_s, 12)), 200);
        scene.advance(u"next_renewal"_s);
        const QJsonObject payment = scene.payments().first().toObject();
        const QByteArray path = QUrl(payment["invoice_url"_L1].toString()).path().toLatin1();
        QCOMPARE(path, "/invoices/payments/" + payment["payment_id"_L1].toString().toLatin1());
        const auto answer = scene.shop.send("GET", scene.shop.plainRequest(path));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.type, QByteArray("application/pdf"));
        const PdfText paper(answer.body);
        QCOMPARE(paper.pages(), 1);
        verifyHolds(paper.text(),
            {payment["invoice_id"_L1].toString(), u"Paid"_s, u"Image Generation Meter"_s, u"images"_s,
                u"\n12"_s, u"$0.05"_s, u"$49.10"_s, u"Test customer"_s, u"21 Nov 2026 to 21 Dec 2026"_s});
        QVERIFY(!id.isEmpty());
        QCOMPARE(scene.shop.send("GET", scene.shop.plainRequest("/invoices/payments/pay_none")).status, 404);
    }

    void aFailedPaymentSaysSo()
    {
        Shop shop;
        const QString product = shop.makeProduct(shop.makeMeter());
        const QByteArray session = shop.checkout(product, {{"customer_id"_L1, shop.makeCustomer()}}).toUtf8();
        const auto refused = shop.post("/session/" + session, {{"card"_L1, "4000000000000002"_L1}});
        const auto answer
            = shop.get("/invoices/payments/" + refused.json()["payment_id"_L1].toString().toLatin1());
        verifyHolds(PdfText(answer.body).text(), {u"Not paid"_s, u"The card is declined."_s});
    }
};

QTEST_MAIN(TestInvoice)
#include "tst_invoice.moc"
