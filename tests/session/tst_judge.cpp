// SPDX-License-Identifier: MIT
#include "billing/verdicttext.h"
#include "session/judgebook.h"
#include "switchbench.h"
#include "ui/patience.h"

#include <QGuiApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

using Mode = Destination::Mode;
using Type = Aggregation::Type;

// Verdicts outside the sandbox, against those of the service itself: the same sandbox, asked as one.
class TestJudge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judgesAsTheServiceDoes();
    void whatOthersSentIsReadAndCounted();
    void aTotalThatDiffersIsSaid();
    void duplicatesAndLateOnesAreNamed();
    void readingKeepsToItsPages();
    void theNewestOfVeryManyAreHeld();
    void aSwitchEndsTheQuestion();
    void noServiceIsAskedForEventsOfAnother();

private:
    Meter makeMeter(const QString &name, const QString &eventName, Type type, const QString &key = {});
    bool makeWorld();
    Event kind(int number) const;
    bool sendFromHere(const QList<Event> &events);
    bool sendFromThere(const QList<Event> &events);
    static QString difference(const QList<Verdict> &here, const QList<Verdict> &there);

    std::unique_ptr<SwitchBench> m_bench;
    Subscription m_played;
    CustomerId m_other; // without a subscription
    QList<Meter> m_meters;
};

void TestJudge::init()
{
    m_meters.clear();
    m_bench = std::make_unique<SwitchBench>();
    QVERIFY(makeWorld());
    QVERIFY(m_bench->goFar());
    QVERIFY(m_bench->session().state().subscription);
}

Meter TestJudge::makeMeter(const QString &name, const QString &eventName, Type type, const QString &key)
{
    NewMeter meter{.name = name,
        .eventName = eventName,
        .measurementUnit = u"units"_s,
        .aggregation = {.type = type, .key = key},
        .description = {},
        .filter = {}};
    if (type == Type::Count)
        meter.filter = Filter{.conjunction = Conjunction::And,
            .clauses = {{Condition{
                .key = u"quality"_s, .op = Operator::Equals, .value = MetaValue::ofText(u"hd"_s)}}}};
    m_bench->clock->advance(1s);
    const auto made = resultOf(m_bench->far.client->createMeter(meter));
    if (!made)
        qFatal("%s", qPrintable(made.error().message));
    return *made;
}

// Four meters with a price, one without, one archived; a customer who pays and one who does not.
bool TestJudge::makeWorld()
{
    const FarService &far = m_bench->far;
    m_meters = {makeMeter(u"Pictures"_s, u"image.generated"_s, Type::Count),
        makeMeter(u"Pixels"_s, u"pixels.used"_s, Type::Sum, u"pixels"_s),
        makeMeter(u"Peak"_s, u"seats.seen"_s, Type::Max, u"seats"_s),
        makeMeter(u"Level"_s, u"level.read"_s, Type::Last, u"level"_s)};
    makeMeter(u"Unpriced"_s, u"page.seen"_s, Type::Sum, u"pages"_s);
    const Meter old = makeMeter(u"Old"_s, u"old.thing"_s, Type::Sum, u"n"_s);
    NewProduct product = loadScenario(pixelgen)->product;
    auto &price = std::get<UsagePrice>(product.price);
    const MeterPrice pattern = price.meters.first();
    price.meters.clear();
    for (int i = 0; i < m_meters.size(); ++i) {
        MeterPrice line = pattern;
        line.meter = m_meters[i].id;
        line.freeThreshold = 3 * i;
        line.pricePerUnit = *Decimal::fromText(i == 1 ? "0.25" : "7");
        price.meters.append(line);
    }
    const auto made = resultOf(far.client->createProduct(product));
    m_bench->clock->advance(600s);
    const auto bought = made ? far.buy(made->id, u"payer@example.com"_s) : std::nullopt;
    const auto other = far.addCustomer(u"other@example.com"_s);
    if (!bought || !other || !resultOf(far.client->archiveMeter(old.id)))
        return false;
    m_played = *bought;
    m_other = other->id;
    m_bench->clock->advance(1800s);
    return true;
}

Event TestJudge::kind(int number) const
{
    struct Kind {
        QByteArray name;
        Metadata metadata;
    };
    const auto n = [](const char *key, int value) {
        return MetaEntry{key, MetaValue::ofNumber(QByteArray::number(value))};
    };
    const auto t = [](const char *key, const QString &value) {
        return MetaEntry{key, MetaValue::ofText(value)};
    };
    const int value = (number * 7) % 23;
    const QList<Kind> kinds{{"image.generated", {t("quality", u"hd"_s)}},
        {"image.generated", {t("quality", u"standard"_s)}}, {"image.generated", {}},
        {"image.generated", {n("quality", 3)}}, {"Image.Generated", {t("quality", u"hd"_s)}},
        {"image.generated ", {t("quality", u"hd"_s)}}, {"image_generated", {t("quality", u"hd"_s)}},
        {"nothing.known", {}}, {"pixels.used", {n("pixels", value)}},
        {"pixels.used", {{"pixels", MetaValue::ofNumber("0.125")}}}, {"pixels.used", {}},
        {"pixels.used", {t("pixels", u"12"_s)}}, {"pixels.used", {{"pixels", MetaValue::ofBoolean(true)}}},
        {"seats.seen", {n("seats", value)}}, {"seats.seen", {n("seats", number)}},
        {"level.read", {n("level", value)}}, {"page.seen", {n("pages", value)}},
        {"old.thing", {n("n", value)}}, {"image.generated", {t("quality", u"hd"_s), n("extra", value)}},
        {"pixels.used", {n("pixels", 1)}}};
    const Kind &is = kinds[number % kinds.size()];
    CustomerId customer = m_played.customer.id;
    if (number % 29 == 5)
        customer = m_other;
    // Up to 50 minutes old, so that some are from before the subscription; not in order, and some at one
    // time.
    const auto age = std::chrono::seconds((number * 37) % 3000);
    return {.id = {"evt_" + QByteArray::number(number)},
        .customer = customer,
        .name = is.name,
        .at = m_bench->clock->now() - age,
        .metadata = is.metadata};
}

bool TestJudge::sendFromHere(const QList<Event> &events)
{
    const auto sent = resultOf(m_bench->operator->()->client().ingest(events));
    if (!sent)
        qWarning("%s", qPrintable(sent.error().message));
    return sent.ok();
}

bool TestJudge::sendFromThere(const QList<Event> &events)
{
    return resultOf(m_bench->far.client->ingest(events)).ok();
}

QString TestJudge::difference(const QList<Verdict> &here, const QList<Verdict> &there)
{
    for (qsizetype i = 0; i < std::min(here.size(), there.size()); ++i) {
        if (here[i] == there[i])
            continue;
        return QString::fromUtf8(QJsonDocument(toJson(here[i])).toJson(QJsonDocument::Compact) + "\n"
            + QJsonDocument(toJson(there[i])).toJson(QJsonDocument::Compact));
    }
    return here.size() == there.size() ? QString()
                                       : u"%1 here, %2 there"_s.arg(here.size()).arg(there.size());
}

void TestJudge::judgesAsTheServiceDoes()
{
    QList<EventId> ids;
    for (int batch = 0; batch < 6; ++batch) {
        QList<Event> here;
        QList<Event> there;
        for (int i = 50 * batch; i < 50 * (batch + 1); ++i) {
            const Event event = kind(i);
            ids.append(event.id);
            (event.customer == m_played.customer.id && i % 3 == 0 ? there : here).append(event);
        }
        QVERIFY(sendFromHere(here) && sendFromThere(there));
        m_bench->clock->advance(1s);
    }
    QCOMPARE(ids.size(), 300);
    QVERIFY(m_bench->load());
    const auto here = resultOf(m_bench->session().verdicts(ids));
    const auto there = resultOf(m_bench->far.controls->verdicts(ids));
    QVERIFY(here && there);
    const QString apart = difference(*here, *there);
    QVERIFY2(apart.isEmpty(), qPrintable(apart));
    QVERIFY(std::ranges::count_if(*here, &Verdict::counted) > 60);
    QVERIFY(std::ranges::count_if(*here, &Verdict::counted) < 250);
    const KnownEvents known = m_bench->session().knownEvents();
    QVERIFY(known.whole && known.agrees);
    QVERIFY(known.late > 0);
    QCOMPARE(known.duplicates, 0);
}

// Nothing of it went through this program; what is asked for later is read as well.
void TestJudge::whatOthersSentIsReadAndCounted()
{
    QList<Event> events;
    for (int i = 0; i < 240; ++i) {
        events.append(kind(0));
        events.last().id = {"theirs_" + QByteArray::number(i)};
    }
    QVERIFY(sendFromThere(events));
    QVERIFY(m_bench->load());
    const auto first = resultOf(m_bench->session().verdicts({events.first().id, events.last().id}));
    QVERIFY(first);
    QCOMPARE(first->size(), 2);
    QCOMPARE(m_bench->session().knownEvents().events, 240);
    Event later = kind(0);
    later.id = {"theirs_later"};
    QVERIFY(sendFromThere({later}));
    QVERIFY(m_bench->load());
    const auto again = resultOf(m_bench->session().verdicts({later.id}));
    const auto there = resultOf(m_bench->far.controls->verdicts({later.id}));
    QVERIFY(again && there);
    QCOMPARE(*again, *there);
    QCOMPARE(m_bench->session().knownEvents().events, 241);
    QVERIFY(m_bench->session().knownEvents().agrees);
}

// An event that is billed there and that nobody has read here.
void TestJudge::aTotalThatDiffersIsSaid()
{
    Event own = kind(0);
    own.id = {"evt_own"};
    QVERIFY(sendFromHere({own}));
    QVERIFY(m_bench->load());
    QVERIFY(resultOf(m_bench->session().verdicts({own.id})));
    QVERIFY(m_bench->session().knownEvents().agrees);
    QList<Event> events;
    for (int i = 0; i < 20; ++i) {
        events.append(kind(0));
        events.last().id = {"theirs_" + QByteArray::number(i)};
    }
    QVERIFY(sendFromThere(events));
    QVERIFY(m_bench->load());
    QTRY_VERIFY(!m_bench->session().knownEvents().agrees);
    QVERIFY(resultOf(m_bench->session().verdicts({events.last().id})));
    QVERIFY(m_bench->session().knownEvents().agrees);
}

void TestJudge::duplicatesAndLateOnesAreNamed()
{
    QSignalSpy changed(&m_bench->session(), &Session::knownEventsChanged);
    Event first = kind(0);
    first.id = {"evt_first"};
    first.at = m_bench->clock->now();
    Event late = kind(0);
    late.id = {"evt_late"};
    late.at = m_bench->clock->now() - 60s;
    QVERIFY(sendFromHere({first}));
    QVERIFY(sendFromHere({late}));
    QVERIFY(sendFromHere({first}));
    QTRY_COMPARE(m_bench->session().knownEvents().duplicates, 1);
    QVERIFY(resultOf(m_bench->session().verdicts({first.id, late.id})));
    QCOMPARE(m_bench->session().knownEvents().events, 2);
    QCOMPARE(m_bench->session().knownEvents().late, 1);
    QVERIFY(!changed.isEmpty());
}

// The newest of many are read, and the rest is said to be missing.
void TestJudge::readingKeepsToItsPages()
{
    for (int batch = 0; batch < 2; ++batch) {
        QList<Event> events;
        for (int i = 0; i < 600; ++i) {
            events.append(kind(0));
            events.last().id = {"many_" + QByteArray::number(600 * batch + i)};
            events.last().at = m_bench->clock->now() - 600s + std::chrono::milliseconds(600 * batch + i);
        }
        QVERIFY(sendFromThere(events));
    }
    QVERIFY(m_bench->load());
    const auto some = resultOf(m_bench->session().verdicts({{"many_1199"}, {"many_0"}}));
    QVERIFY(some);
    QCOMPARE(m_bench->session().knownEvents().events, 1001); // and the one that was asked for by its id
    QVERIFY(!m_bench->session().knownEvents().whole);
    QVERIFY(!m_bench->session().knownEvents().agrees);
}

// What is let go is not judged, and the book says that it is not whole; the next period begins anew.
void TestJudge::theNewestOfVeryManyAreHeld()
{
    JudgeBook book(m_played.customer.id, 200);
    book.setSubscriptions({m_played});
    const auto one = [this](int number) {
        Event event = kind(0);
        event.id = {"many_" + QByteArray::number(number)};
        event.at = m_played.createdAt + std::chrono::seconds(number);
        return event;
    };
    for (int i = 0; i < 200; ++i)
        book.hear(one(i), *one(i).at);
    QVERIFY(!book.isCut());
    QList<Event> listed;
    for (int i = 999; i >= 200; --i)
        listed.append(one(i));
    book.addListed(listed, false);
    QVERIFY(book.isCut());
    QCOMPARE(book.size(), 200);
    for (int i = 1000; i < 3000; ++i) {
        book.hear(one(i), *one(i).at);
        QVERIFY(book.size() <= 220);
    }
    QVERIFY(book.verdict({"many_2999"}, {{m_meters.first(), true}}));
    QVERIFY(book.verdict({"many_2800"}, {{m_meters.first(), true}}));
    QVERIFY(!book.verdict({"many_2700"}, {{m_meters.first(), true}}));
    Subscription next = m_played;
    next.previousBillingDate = m_played.createdAt + std::chrono::hours(1);
    book.setSubscriptions({next});
    QCOMPARE(book.size(), 0);
    QVERIFY(!book.isCut());
}

void TestJudge::aSwitchEndsTheQuestion()
{
    QVERIFY(
        m_bench->far.faults("POST", "{\"method\":\"GET\",\"path\":\"/subscriptions\",\"delay_ms\":30000}"));
    const auto asked = m_bench->session().verdicts({{"evt_1"}});
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->far.faultsTaken(), 30000);
    QVERIFY(m_bench->goHome());
    const auto answer = resultOf(asked);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
    QVERIFY(m_bench->far.faults("DELETE"));
}

void TestJudge::noServiceIsAskedForEventsOfAnother()
{
    QVERIFY(m_bench->goHome());
    const Event home{.id = {"img_home"},
        .customer = {"cus_home"},
        .name = "image.generated",
        .at = m_bench->session().now(),
        .metadata = {}};
    QVERIFY(resultOf(m_bench->session().outbox().enqueueAll({home})));
    QVERIFY(m_bench->goFar());
    QVERIFY(m_bench->far.faults("POST", "{\"method\":\"GET\",\"path\":\"/events/img_home\",\"status\":500}"));
    const auto answer = resultOf(m_bench->session().verdicts({home.id}));
    QVERIFY(answer);
    QVERIFY(answer->isEmpty());
    QVERIFY(!m_bench->far.faultsTaken());
    QVERIFY(m_bench->far.faults("DELETE"));
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestJudge test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_judge.moc"
