// SPDX-License-Identifier: MIT
#include "sandbox/ratelimits.h"
#include "sandbox/wire.h"

#include <QTest>

using namespace Qt::StringLiterals;

// The limits of dodo-api.md 1.7: off until asked for, then as documented.
class TestRateLimits : public QObject {
    Q_OBJECT

private:
    const RateLimits::Instant m_start{std::chrono::hours{5}};

    static int allowedAtOnce(RateLimits &limits, QByteArrayView key, RateLimits::Instant at)
    {
        int out = 0;
        while (limits.take(key, at)->allowed)
            ++out;
        return out;
    }

private Q_SLOTS:
    void aSecondAndAMinuteOfEachTier_data()
    {
        QTest::addColumn<int>("tier");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("second");
        QTest::addColumn<int>("minute");
        QTest::newRow("tier 0") << 0 << QByteArray("a") << 40 << 240;
        QTest::newRow("tier 1") << 1 << QByteArray("a") << 100 << 1000;
        QTest::newRow("tier 2") << 2 << QByteArray("a") << 500 << 5000;
        QTest::newRow("no key") << 2 << QByteArray() << 20 << 100;
    }
    void aSecondAndAMinuteOfEachTier()
    {
        QFETCH(int, tier);
        QFETCH(QByteArray, key);
        QFETCH(int, second);
        QFETCH(int, minute);
        RateLimits limits;
        QVERIFY(!limits.take(key, m_start));
        limits.set(tier);
        int used = 0;
        for (int s = 0; used < minute; ++s) {
            const int now = allowedAtOnce(limits, key, m_start + std::chrono::seconds{s});
            QCOMPARE(now, std::min(second, minute - used));
            used += now;
        }
        const auto over = limits.take(key, m_start + std::chrono::seconds{30});
        QVERIFY(!over->allowed);
        QCOMPARE(over->limit, minute);
        QCOMPARE(over->resetSeconds, 30);
        QCOMPARE(allowedAtOnce(limits, key, m_start + std::chrono::minutes{1}), second);
    }

    void keysAreCountedApart()
    {
        RateLimits limits;
        limits.set(0);
        QCOMPARE(allowedAtOnce(limits, "a", m_start), 40);
        QCOMPARE(allowedAtOnce(limits, "b", m_start), 40);
    }

    void overTheWire()
    {
        Twin twin;
        twin.start();
        QVERIFY(headerValue(twin.call("GET", "/meters").head, "x-ratelimit-limit").isEmpty());
        QCOMPARE(twin.call("PUT", "/_sandbox/rate-limit", R"({"tier":3})").status, 422);
        QCOMPARE(twin.call("PUT", "/_sandbox/rate-limit", "{}").status, 422);
        QCOMPARE(twin.call("PUT", "/_sandbox/rate-limit", R"({"tier":0})").json()["tier"_L1].toInt(), 0);
        WireAnswer last = twin.call("GET", "/meters");
        QCOMPARE(headerValue(last.head, "x-ratelimit-limit"), QByteArray("40"));
        QCOMPARE(headerValue(last.head, "x-ratelimit-remaining"), QByteArray("39"));
        QCOMPARE(headerValue(last.head, "x-ratelimit-reset"), QByteArray("1"));
        for (int i = 0; i < 300 && last.status == 200; ++i)
            last = twin.call("GET", "/meters");
        QCOMPARE(last.status, 429);
        QCOMPARE(last.code(), u"TOO_MANY_REQUESTS"_s);
        QCOMPARE(last.message(), QString());
        QCOMPARE(headerValue(last.head, "x-ratelimit-remaining"), QByteArray("0"));
        QVERIFY(twin.call("PUT", "/_sandbox/rate-limit", R"({"tier":null})").json()["tier"_L1].isNull());
        QCOMPARE(twin.call("GET", "/meters").status, 200);
    }
};

QTEST_GUILESS_MAIN(TestRateLimits)
#include "tst_ratelimits.moc"
