// SPDX-License-Identifier: MIT
#include "imaging/imageerrors.h"
#include "outbox/outbox.h"
#include "session/purse.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Basis = SpendingRow::Basis;

namespace {

Decimal usd(const char *text)
{
    return *Decimal::fromText(text);
}

// Two cents a picture, whatever its size.
PictureOrder pictures(int count)
{
    PictureOrder order;
    order.provider = "xai";
    order.model = u"grok-imagine-image"_s;
    order.count = count;
    return order;
}

} // namespace

class TestPurse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void daysAndMonthsAreLocal();
    void modelsAreSummedDearestFirst();
    void aCapStopsWhatWouldPassIt();
    void theMonthHasItsOwnCap();
    void whatIsUnderWayIsReserved();
    void whatCostsNothingIsNotStopped();
    void aCapStopsWhatNobodyKnowsThePriceOf();
    void capsOutliveTheProgram();
    void onlyWhatMayBeChargedIsBooked();
    void aPictureThatIsNotKeptIsPaidAllTheSame();
    void whatACrashCutOffMayBeChargedOnce();

private:
    void open();
    void spend(const char *id, const char *amount, const char *at, Basis basis = Basis::Usage,
        const QString &model = u"grok-imagine-image"_s);

    std::unique_ptr<QTemporaryDir> m_folder;
    FrozenClock m_clock{TimePoint{}};
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Purse> m_purse;
};

void TestPurse::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock.set(*timeFromIso("2026-11-25T10:14:00Z"));
    open();
}

void TestPurse::open()
{
    cleanup();
    m_outbox = *Outbox::open(m_folder->path(), m_clock);
    m_purse = std::make_unique<Purse>(*m_outbox, m_clock);
    QSignalSpy changed(m_purse.get(), &Purse::changed);
    QVERIFY(changed.wait());
}

void TestPurse::cleanup()
{
    m_purse.reset();
    m_outbox.reset();
}

void TestPurse::spend(const char *id, const char *amount, const char *at, Basis basis, const QString &model)
{
    QSignalSpy changed(m_purse.get(), &Purse::changed);
    m_purse->mayBeCharged({.id = {id},
        .at = *timeFromIso(at),
        .provider = "xai",
        .model = model,
        .usd = usd(amount),
        .basis = basis});
    QVERIFY(changed.wait());
}

// main() sets the clocks on the wall 5 hours ahead: midnight is at 19:00 UTC.
void TestPurse::daysAndMonthsAreLocal()
{
    m_clock.set(*timeFromIso("2026-11-30T18:59:59Z"));
    spend("img_1", "1", "2026-10-31T18:59:59Z"); // still October
    spend("img_2", "0.2", "2026-10-31T19:00:00Z"); // the first of November
    spend("img_3", "0.03", "2026-11-29T18:59:59Z"); // yesterday
    spend("img_4", "0.004", "2026-11-29T19:00:00Z"); // today
    QCOMPARE(m_purse->today(), usd("0.004"));
    QCOMPARE(m_purse->month(), usd("0.234"));
    m_clock.advance(1s);
    QCOMPARE(m_purse->today(), Decimal(0));
    QCOMPARE(m_purse->month(), Decimal(0)); // December
}

void TestPurse::modelsAreSummedDearestFirst()
{
    QVERIFY(m_purse->exact());
    spend("img_1", "0.02", "2026-11-25T09:00:00Z");
    QVERIFY(m_purse->exact());
    spend("img_2", "0.02", "2026-11-24T09:00:00Z", Basis::Possible);
    spend("img_3", "0.5", "2026-11-25T09:00:00Z", Basis::Estimate, u"dear"_s);
    QVERIFY(!m_purse->exact());
    const QList<Purse::Sum> sums = m_purse->byModel();
    QCOMPARE(sums.size(), 2);
    QCOMPARE(sums[0].model, u"dear"_s);
    QCOMPARE(sums[1].usd, usd("0.04"));
    QCOMPARE(sums[1].pictures, 1); // the other one never came
    QCOMPARE(m_purse->today(), usd("0.52"));
}

void TestPurse::aCapStopsWhatWouldPassIt()
{
    QVERIFY(!m_purse->refusal(pictures(10)));
    m_purse->setCaps(usd("2"), {});
    spend("img_1", "1.9599", "2026-11-25T09:00:00Z");
    QVERIFY(!m_purse->refusal(pictures(2)));
    const auto refusal = m_purse->refusal(pictures(3));
    QVERIFY(refusal);
    QCOMPARE(refusal->message,
        u"Today's cap of $2.00 leaves $0.04. This order may cost $0.06. Raise the cap or order less."_s);
    m_clock.advance(std::chrono::hours{24});
    QVERIFY(!m_purse->refusal(pictures(3)));
}

void TestPurse::theMonthHasItsOwnCap()
{
    m_purse->setCaps({}, usd("1.01"));
    spend("img_1", "1", "2026-11-02T09:00:00Z");
    const auto refusal = m_purse->refusal(pictures(2));
    QVERIFY(refusal);
    QCOMPARE(refusal->message,
        u"This month's cap of $1.01 leaves $0.01. This order may cost $0.04. Raise the cap or order less."_s);
    m_purse->setCaps(usd("0.01"), usd("1.01"));
    QVERIFY(m_purse->refusal(pictures(1))->message.startsWith("Today's"_L1));
    m_purse->setCaps({}, {});
    QVERIFY(!m_purse->refusal(pictures(2)));
}

void TestPurse::whatIsUnderWayIsReserved()
{
    m_purse->setCaps(usd("0.05"), {});
    m_purse->began({"img_1"}, usd("0.02"));
    m_purse->began({"img_2"}, usd("0.02"));
    QVERIFY(m_purse->refusal(pictures(1)));
    QCOMPARE(m_purse->today(), Decimal(0)); // nothing is spent yet
    QSignalSpy changed(m_purse.get(), &Purse::changed);
    m_purse->ended({"img_1"}); // refused, say
    QTRY_VERIFY(!m_purse->refusal(pictures(1)));
    QVERIFY(m_purse->refusal(pictures(2)));
    // Its charge takes the reservation's place; at no time neither counts.
    m_purse->mayBeCharged({.id = {"img_2"},
        .at = m_clock.now(),
        .provider = "xai",
        .model = u"grok-imagine-image"_s,
        .usd = usd("0.04")});
    m_purse->ended({"img_2"});
    QVERIFY(m_purse->refusal(pictures(2)));
    QTRY_COMPARE(m_purse->today(), usd("0.04"));
    QVERIFY(m_purse->refusal(pictures(1)));
}

void TestPurse::whatCostsNothingIsNotStopped()
{
    m_purse->setCaps(Decimal(0), Decimal(0));
    QVERIFY(m_purse->refusal(pictures(1)));
    QCOMPARE(m_purse->estimate(PictureOrder{}), Decimal(0)); // the demo painter
    QVERIFY(!m_purse->refusal(PictureOrder{}));
}

void TestPurse::aCapStopsWhatNobodyKnowsThePriceOf()
{
    PictureOrder order = pictures(1);
    order.model = u"a-new-model"_s;
    QVERIFY(!m_purse->estimate(order));
    QVERIFY(!m_purse->refusal(order));
    m_purse->setCaps(std::nullopt, Decimal(100));
    QCOMPARE(m_purse->refusal(order)->code, u"spending_cap"_s);
    QCOMPARE(m_purse->refusal(order)->message,
        u"What this order costs is not known, so your cap cannot hold. Take the cap off to send it."_s);
    order.provider = "localai"; // on this computer
    QVERIFY(!m_purse->refusal(order));
}

void TestPurse::capsOutliveTheProgram()
{
    m_purse->setCaps(usd("0.5"), usd("12"));
    spend("img_1", "0.3", "2026-11-25T09:00:00Z");
    open();
    QCOMPARE(m_purse->dayCap(), usd("0.5"));
    QCOMPARE(m_purse->monthCap(), usd("12"));
    QCOMPARE(m_purse->today(), usd("0.3"));
    m_purse->setCaps({}, {});
    QVERIFY(!m_purse->dayCap());
}

void TestPurse::onlyWhatMayBeChargedIsBooked()
{
    const PictureOrder one = pictures(1);
    m_purse->notMade({"img_1"}, one, imageError("no_connection"_L1, u"xAI"_s));
    m_purse->notMade({"img_2"}, one, Error{.kind = Error::Kind::Refused, .message = u"no"_s});
    m_purse->notMade({"img_3"}, PictureOrder{}, Error{.kind = Error::Kind::Timeout, .message = u"late"_s});
    QSignalSpy changed(m_purse.get(), &Purse::changed);
    m_purse->notMade({"img_4"}, one, Error{.kind = Error::Kind::Timeout, .message = u"late"_s});
    QVERIFY(changed.wait());
    QCOMPARE(m_purse->today(), usd("0.02"));
    QCOMPARE(m_purse->byModel().first().pictures, 0);
}

void TestPurse::aPictureThatIsNotKeptIsPaidAllTheSame()
{
    PictureOrder order = pictures(1);
    order.provider = "openai";
    order.model = u"gpt-image-2"_s;
    Picture picture;
    picture.usage = ImageUsage{.textIn = 0, .imageIn = 0, .out = 1000};
    m_purse->notKept({"img_1"}, order, picture);
    QTRY_COMPARE(m_purse->today(), usd("0.03")); // $30 for a million tokens
    QVERIFY(m_purse->exact());
}

void TestPurse::whatACrashCutOffMayBeChargedOnce()
{
    m_purse->asked({"img_lost"}, pictures(1));
    m_purse->asked({"img_stored"}, pictures(1));
    m_purse->asked({"img_refused"}, pictures(1));
    m_purse->asked({"img_demo"}, PictureOrder{}); // costs nothing
    m_purse->ended({"img_refused"});
    spend("img_stored", "0.02", "2026-11-25T10:14:00Z");
    open(); // without another word: as after a crash
    QTRY_COMPARE(m_purse->today(), usd("0.04"));
    QVERIFY(!m_purse->exact());
    QCOMPARE(m_purse->byModel().first().pictures, 1);
    open();
    QCOMPARE(m_purse->today(), usd("0.04"));
}

int main(int argc, char **argv)
{
    qputenv("TZ", "XYZ-5");
    QCoreApplication app(argc, argv);
    TestPurse test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_purse.moc"
