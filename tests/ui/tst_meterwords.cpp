// SPDX-License-Identifier: MIT
#include "meterbench.h"
#include "ui/pages/meterpayload.h"
#include "ui/parts/combobox.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/namediff.h"

#include <QJsonDocument>

class TestMeterWords : public QObject, private MeterBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void wrongNameWarnsAndIsMended();
    void otherNameCanBecomeTheProgramsName();
    void secondMeterOfTheNameIsSaid();
    void payloadFollowsTheForm();
    void saysHowManyEventsWouldHaveCounted();
    void looksRight();

private:
    void notesKeepTheirHeight();
};

void TestMeterWords::wrongNameWarnsAndIsMended()
{
    auto *diff = control<NameDiff>(*m_page, "nameCheck");
    QVERIFY(!diff->isVisible()); // nothing typed yet
    type(*m_page, "eventName", u"Image.generated"_s);
    QVERIFY(diff->isVisible());
    QCOMPARE(diff->title(), u"One letter differs: a capital “I”"_s);
    QVERIFY(control(*m_page, "createMeter")->isEnabled());
    press(*m_page, "useProgramName");
    QCOMPARE(control<QLineEdit>(*m_page, "eventName")->text(), u"image.generated"_s);
    type(*m_page, "eventName", u""_s);
    QCOMPARE(diff->title(), u"The event name is empty"_s);
}

void TestMeterWords::otherNameCanBecomeTheProgramsName()
{
    type(*m_page, "eventName", u"picture.made"_s);
    QVERIFY(control(*m_page, "sendThisName")->isVisible());
    press(*m_page, "sendThisName");
    QCOMPARE(m_stack->session().eventName(), u"picture.made"_s);
    QVERIFY(!control(*m_page, "sendThisName")->isVisible());
}

void TestMeterWords::secondMeterOfTheNameIsSaid()
{
    QVERIFY(answerOf(m_stack->client().createMeter(imageMeter())));
    QVERIFY(m_stack->load());
    type(*m_page, "eventName", u"image.generated"_s);
    auto *note = control<QLabel>(*m_page, "sameNameNote");
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), u"“Image Generation Meter” has this event name too. Both will count it."_s);
}

void TestMeterWords::payloadFollowsTheForm()
{
    fill();
    control<QComboBox>(*m_page, "aggregationType")->setCurrentText(u"Max"_s);
    type(*m_page, "overProperty", u"steps"_s);
    press(*m_page, "filterToggle");
    type(*m_page, "filterGroup1Key1", u"quality"_s);
    const QString text = control<JsonView>(*m_page, "payloadExample")->jsonText();
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    QCOMPARE(json["event_name"_L1].toString(), u"image.generated"_s);
    QCOMPARE(json["timestamp"_L1].toString(), u"2026-11-21T09:04:11.306Z"_s);
    QCOMPARE(json["metadata"_L1].toObject().keys(), (QStringList{u"quality"_s, u"steps"_s}));
    QVERIFY(json["metadata"_L1]["steps"_L1].isDouble());
    QVERIFY(text.indexOf(u"event_id"_s) < text.indexOf(u"customer_id"_s)); // the contract's order
}

void TestMeterWords::saysHowManyEventsWouldHaveCounted()
{
    Client &client = m_stack->client();
    const auto meter = answerOf(client.createMeter(imageMeter()));
    QVERIFY(meter);
    UsagePrice price;
    MeterPrice line;
    line.meter = meter->id;
    line.pricePerUnit = Decimal(5);
    price.meters.append(line);
    NewProduct product;
    product.name = u"Images"_s;
    product.price = price;
    const auto made = answerOf(client.createProduct(product));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    NewCheckout checkout;
    checkout.cart.append({.product = made->id});
    checkout.newCustomer = NewCustomer{
        .email = u"customer@example.com"_s, .name = u"Test customer"_s, .phoneNumber = {}, .metadata = {}};
    const auto session = answerOf(client.createCheckout(checkout));
    QVERIFY2(session, qPrintable(session ? QString() : session.error().message));
    const auto paid
        = answerOf(m_stack->session().sandbox()->pay(session->url, testcards::works.toByteArray()));
    QVERIFY(paid);
    QVERIFY(paid->subscription);
    m_stack->session().useSubscription(*paid->subscription);
    QTRY_VERIFY(m_stack->session().state().customer());

    QList<Event> events;
    for (int i = 0; i < 12; ++i)
        events.append({.id = {"e" + QByteArray::number(i)},
            .customer = m_stack->session().state().customer()->id,
            .name = "image.generated",
            .at = {},
            .metadata = {{"quality", MetaValue::ofText(i < 9 ? u"hd"_s : u"draft"_s)}}});
    QVERIFY(answerOf(client.ingest(events)));
    m_stack->session().refreshUsage();

    auto *words = control<QLabel>(*m_page, "wouldHaveCounted");
    fill();
    QTRY_COMPARE(words->text(), u"Would have counted 12 of the last 12 events"_s);
    press(*m_page, "filterToggle");
    type(*m_page, "filterGroup1Key1", u"quality"_s);
    type(*m_page, "filterGroup1Value1", u"hd"_s);
    QCOMPARE(words->text(), u"Would have counted 9 of the last 12 events"_s);
    notesKeepTheirHeight();
}

// A wider page breaks fewer lines of the example above them. Until the card is as low, the notes stay as they
// are.
void TestMeterWords::notesKeepTheirHeight()
{
    for (const QSize &size : {QSize(1280, 623), QSize(1920, 983)}) {
        m_page->resize(size);
        QCoreApplication::processEvents();
        auto *card = m_page->findChild<MeterPayload *>();
        card->resize(card->width(), card->height() + 80);
        for (const char *name : {"filterWords", "wouldHaveCounted"}) {
            const QWidget *row = control<QLabel>(*m_page, name)->parentWidget();
            QCOMPARE(row->height(), row->heightForWidth(row->width()));
        }
    }
}

void TestMeterWords::looksRight()
{
    tight::renderAll(*m_page, *m_themes, u"meter-empty"_s);
    NewMeter tokens{.name = u"AI Token Meter"_s,
        .eventName = u"llm.completion"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"totalTokens"_s},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(tokens)));
    NewMeter calls = imageMeter();
    calls.name = u"API Call Meter"_s;
    calls.eventName = u"api.call"_s;
    calls.measurementUnit = u"calls"_s;
    QVERIFY(answerOf(m_stack->client().createMeter(calls)));
    QVERIFY(m_stack->load());
    NewMeter meter = imageMeter();
    meter.eventName = u"Image.generated"_s;
    meter.description = u"Pictures made by customers of PixelGen AI"_s;
    meter.filter = qualityFilter();
    m_page->showForm(meter);
    control(*m_page, "eventName")->setFocus();
    tight::renderAll(*m_page, *m_themes, u"meter"_s);
    type(*m_page, "eventName", u"picture.made"_s);
    tight::renderAll(*m_page, *m_themes, u"meter-other"_s);
    type(*m_page, "eventName", u"image.generated"_s);
    tight::renderAll(*m_page, *m_themes, u"meter-match"_s);
    press(*m_page, "createMeter");
    QTRY_COMPARE(m_stack->session().state().meters.size(), 3);
    tight::renderAll(*m_page, *m_themes, u"meter-summary"_s);
}

QTEST_MAIN(TestMeterWords)
#include "tst_meterwords.moc"
