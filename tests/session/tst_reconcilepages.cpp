// SPDX-License-Identifier: MIT
#include "faults/faultproxy.h"
#include "session/reconcile.h"
#include "switchbench.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

// A page of 100 events from `first` on.
Mishap pageFrom(qint64 first, TimePoint at)
{
    QJsonArray items;
    for (qint64 i = first; i < first + 100; ++i)
        items.append(QJsonObject{{"event_id"_L1, u"use_%1"_s.arg(i)}, {"business_id"_L1, u"bus_1"_s},
            {"customer_id"_L1, u"cus_1"_s}, {"event_name"_L1, u"image.generated"_s},
            {"timestamp"_L1, QString::fromLatin1(toIso(at))}});
    const QByteArray body = compact(QJsonObject{{"items"_L1, items}});
    return {.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body,
        .end = Mishap::End::Keep};
}

int pageOf(const QByteArray &target)
{
    return QUrlQuery(QUrl(QString::fromLatin1(target))).queryItemValue(u"page_number"_s).toInt();
}

} // namespace

// A service whose list of events has no end.
class TestReconcilePages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aServiceThatDoesNotPageIsToldSo();
    void onePageTwiceIsNoSuchService();
    void aListWithoutEndIsGivenUp();

private:
    Result<Reconciliation> compared(const ReconcileLimits &limits) const;
    void answerEvents(const std::function<qint64(const RelayedRequest &)> &first) const;
    qsizetype pagesAsked() const;

    std::unique_ptr<SwitchBench> m_bench;
    std::unique_ptr<FaultProxy> m_proxy;
};

void TestReconcilePages::init()
{
    m_bench = std::make_unique<SwitchBench>();
    m_proxy = std::make_unique<FaultProxy>(quint16(QUrl(m_bench->far.url()).port()));
    QVERIFY(m_bench->connections().setCustomUrl(m_proxy->url().toString()));
    QVERIFY(resultOf(
        m_bench->connections().setKey(Destination::Mode::Custom, SwitchBench::farKey, KeyKeep::ThisRun)));
    QVERIFY(m_bench->connections().use(Destination::Mode::Custom));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, 30000);
}

void TestReconcilePages::cleanup()
{
    m_bench.reset();
    m_proxy.reset();
}

void TestReconcilePages::answerEvents(const std::function<qint64(const RelayedRequest &)> &first) const
{
    m_proxy->forgetSeen();
    m_proxy->choose(
        [first, at = m_bench->clock->now() - 1min](const RelayedRequest &request) -> std::optional<Mishap> {
            if (!request.target.startsWith("/events?"))
                return std::nullopt;
            return pageFrom(first(request), at);
        });
}

Result<Reconciliation> TestReconcilePages::compared(const ReconcileLimits &limits) const
{
    const TimePoint now = m_bench->session().now();
    Reconcile reconcile(m_bench->session(), limits);
    return resultOf(reconcile.compare({.from = now - 24h, .until = now}));
}

qsizetype TestReconcilePages::pagesAsked() const
{
    return std::ranges::count_if(
        m_proxy->seen(), [](const FaultProxy::Seen &seen) { return seen.target.startsWith("/events?"); });
}

void TestReconcilePages::aServiceThatDoesNotPageIsToldSo()
{
    answerEvents([](const RelayedRequest &) { return 0; });
    const auto found = compared({});
    QVERIFY(!found);
    QCOMPARE(int(found.error().kind), int(Error::Kind::Protocol));
    QCOMPARE(found.error().message, u"The service lists the same events on every page."_s);
    QCOMPARE(pagesAsked(), 3);
}

// As many events came in as a page holds: what was on the first page is on the second one now.
void TestReconcilePages::onePageTwiceIsNoSuchService()
{
    answerEvents([](const RelayedRequest &request) {
        const int page = pageOf(request.target);
        return 100 * (page > 0 ? page - 1 : 0);
    });
    const auto found = compared({.pages = 50, .allPages = 20});
    QVERIFY(!found);
    QCOMPARE(int(found.error().kind), int(Error::Kind::Invalid)); // it went on to the bound
    QCOMPARE(pagesAsked(), 20);
}

void TestReconcilePages::aListWithoutEndIsGivenUp()
{
    qint64 next = 0;
    answerEvents([&next](const RelayedRequest &) { return std::exchange(next, next + 100); });
    const auto found = compared({.pages = 4, .allPages = 60});
    QVERIFY(!found);
    QCOMPARE(found.error().message, u"These are too many events to compare. Choose a shorter time."_s);
    QCOMPARE(pagesAsked(), 60);
}

QTEST_GUILESS_MAIN(TestReconcilePages)
#include "tst_reconcilepages.moc"
