// SPDX-License-Identifier: MIT
#include "support/exchange.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

Exchange sample()
{
    return {
        .id = QUuid::fromString(u"5f0e1d5c-6a7e-4f6e-9d9b-2f6b0c7d8e9f"_s),
        .seq = 42,
        .at = *timeFromIso("2026-11-25T10:22:31.049123Z"),
        .took = 1234us,
        .sender = {Sender::Kind::Sdk, u"Python"_s, u"1.111.0"_s},
        .retry = 1,
        .method = "POST",
        .target = "/events/ingest",
        .requestHead = {{"content-type", "application/json"}, {"accept", "*/*"}},
        .requestBody = "{\"events\":[]}",
        .status = 200,
        .answerHead = {{"content-type", "application/json"}},
        .answerBody = "{\"ingested_count\":0}",
        .failure = {},
        .events = {"e1", "e2"},
    };
}

} // namespace

class ExchangeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips() { QCOMPARE(*exchangeFromJson(toJson(sample())), sample()); }

    void aFailureRoundTrips()
    {
        Exchange exchange = sample();
        exchange.status = 0;
        exchange.failure = Error{.kind = Error::Kind::Network, .message = u"No connection."_s};
        QCOMPARE(*exchangeFromJson(toJson(exchange)), exchange);
    }

    void missingKeysAreNamed()
    {
        for (const auto key :
            {"id"_L1, "seq"_L1, "at"_L1, "method"_L1, "target"_L1, "status"_L1, "events"_L1}) {
            QJsonObject json = toJson(sample());
            json.remove(key);
            QCOMPARE(exchangeFromJson(json).error().field, QString(key));
        }
    }

    void sendersNameThemselves_data()
    {
        QTest::addColumn<QByteArray>("agent");
        QTest::addColumn<QByteArray>("lang");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("version");
        using Kind = Sender::Kind;
        QTest::newRow("TypeScript") << QByteArray("DodoPayments/JS 2.52.0") << QByteArray("js")
                                    << int(Kind::Sdk) << u"TypeScript"_s << u"9.9"_s;
        QTest::newRow("Python") << QByteArray("DodoPayments/Python 1.111.0") << QByteArray("python")
                                << int(Kind::Sdk) << u"Python"_s << u"9.9"_s;
        QTest::newRow("Go") << QByteArray("x") << QByteArray("go") << int(Kind::Sdk) << u"Go"_s << u"9.9"_s;
        QTest::newRow("curl") << QByteArray("curl/8.5.0") << QByteArray() << int(Kind::Tool) << u"curl"_s
                              << u"8.5.0"_s;
        QTest::newRow("this program") << QByteArray("PixelMeter/0.1.0 (Linux)") << QByteArray()
                                      << int(Kind::App) << u"App"_s << u"0.1.0"_s;
        QTest::newRow("browser") << QByteArray("Mozilla/5.0 (X11)") << QByteArray() << int(Kind::Browser)
                                 << u"Browser"_s << QString();
        QTest::newRow("nobody") << QByteArray() << QByteArray() << int(Kind::Unknown) << QString()
                                << QString();
    }
    void sendersNameThemselves()
    {
        QFETCH(const QByteArray, agent);
        QFETCH(const QByteArray, lang);
        QFETCH(const int, kind);
        QFETCH(const QString, name);
        QFETCH(const QString, version);
        Headers head{{"user-agent", agent}};
        if (!lang.isEmpty())
            head += {{"x-stainless-lang", lang}, {"x-stainless-package-version", "9.9"}};
        const Sender sender = senderOf(head);
        QCOMPARE(int(sender.kind), kind);
        QCOMPARE(sender.name, name);
        QCOMPARE(sender.version, version);
    }

    void secretsAreMasked()
    {
        const Headers head = masked({{"authorization", "dodo_test_abc"}, {"X-API-Key", "k"}, {"cookie", "c"},
            {"accept", "application/json"}});
        for (int i = 0; i < 3; ++i)
            QCOMPARE(QString::fromUtf8(head[i].second), QString(8, QChar(0x2022)));
        QCOMPARE(head[3].second, "application/json");
    }

    void theSchemeStaysAndTwiceIsOnce_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<QString>("shown");
        QTest::newRow("key") << QByteArray("Bearer dodo_test_abc") << u"Bearer ••••••••"_s;
        QTest::newRow("lower case") << QByteArray("bearer k") << u"bearer ••••••••"_s;
        QTest::newRow("several words") << QByteArray("Basic a b") << u"Basic ••••••••"_s;
        QTest::newRow("no key") << QByteArray("Bearer ") << u"Bearer"_s;
        QTest::newRow("nothing") << QByteArray() << QString();
        QTest::newRow("bare key") << QByteArray("dodo_test_abc") << u"••••••••"_s;
        QTest::newRow("unknown words") << QByteArray("my secret") << u"••••••••"_s;
    }

    void theSchemeStaysAndTwiceIsOnce()
    {
        QFETCH(QByteArray, sent);
        QFETCH(QString, shown);
        const Headers once = masked({{"authorization", sent}});
        QCOMPARE(QString::fromUtf8(once[0].second), shown);
        QCOMPARE(masked(once), once);
    }

    void aCutBodyIsKnown()
    {
        QVERIFY(isCut("{\"events\":[{\"event_id\":\"e\u2026(1.4 MB more)"));
        QVERIFY(!isCut("{\"events\":["));
        QVERIFY(!isCut("{\"message\":\"and \u2026(much more)\"}"));
        QVERIFY(!isCut({}));
    }

    void headersAreFoundInAnyCase()
    {
        const Headers head{{"Content-Type", "text/plain"}};
        QCOMPARE(headerValue(head, "content-type"), "text/plain");
        QVERIFY(headerValue(head, "accept").isEmpty());
    }
};

QTEST_GUILESS_MAIN(ExchangeTest)
#include "tst_exchange.moc"
