// SPDX-License-Identifier: MIT
#include "support/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;

class StrictJsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsObjects_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("nested") << QByteArray("{\"a\":{\"b\":[1,{\"c\":null}]},\"d\":true}");
        QTest::newRow("same key in two objects") << QByteArray("{\"a\":{\"k\":1},\"b\":{\"k\":2},\"k\":3}");
        QTest::newRow("same text as key and value") << QByteArray("{\"a\":\"a\",\"b\":[\"a\",\"a\"]}");
        QTest::newRow("a pair of surrogates") << QByteArray("{\"a\":\"\\ud83d\\ude00\"}");
        QTest::newRow("escaped backslash before u") << QByteArray("{\"a\":\"\\\\ud83d\"}");
        QTest::newRow("brackets in text") << QByteArray("{\"a\":\"[[[{{{\"}");
        QTest::newRow("comma in text") << QByteArray("{\"a\":\"x,\\\"a\\\":1\"}");
    }
    void readsObjects()
    {
        QFETCH(const QByteArray, text);
        const auto json = readObject(text);
        QVERIFY2(json.ok(), json ? "" : qPrintable(json.error().message));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half") << QByteArray("{\"a\":");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("a number") << QByteArray("5");
        QTest::newRow("two values") << QByteArray("{} {}");
        QTest::newRow("comma at the end") << QByteArray("{\"a\":1,}");
        QTest::newRow("duplicate key") << QByteArray("{\"a\":1,\"b\":2,\"a\":3}");
        QTest::newRow("duplicate key, escaped") << QByteArray("{\"a\":1,\"\\u0061\":2}");
        QTest::newRow("duplicate key below") << QByteArray("{\"x\":[{\"a\":1,\"a\":1}]}");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
        QTest::newRow("lone high surrogate") << QByteArray("{\"a\":\"\\ud83d\"}");
        QTest::newRow("lone low surrogate") << QByteArray("{\"a\":\"\\ude00\"}");
        QTest::newRow("high, then a letter") << QByteArray("{\"a\":\"\\ud83d\\u0041\"}");
        QTest::newRow("line feed in a text") << QByteArray("{\"a\":\"x\ny\"}");
        QTest::newRow("NUL in a key") << QByteArray("{\"a\0b\":1}", 9);
        QTest::newRow("too deep") << QByteArray("{\"a\":") + QByteArray(32, '[') + QByteArray(32, ']') + '}';
    }
    void refuses()
    {
        QFETCH(const QByteArray, text);
        const auto json = readObject(text);
        QVERIFY(!json.ok());
        QCOMPARE(json.error().code, u"INVALID_REQUEST_BODY"_s);
        QCOMPARE(json.error().status, 422);
        QVERIFY(json.error().message.endsWith(u'.'));
    }

    void depthAndSizeAreTheCallers()
    {
        QVERIFY(readArray("[[[]]]", {.maxBytes = 100, .maxDepth = 3}).ok());
        QVERIFY(!readArray("[[[[]]]]", {.maxBytes = 100, .maxDepth = 3}).ok());
        QVERIFY(!readArray("[1,2,3,4]", {.maxBytes = 8, .maxDepth = 3}).ok());
    }

    void theDuplicateIsNamed()
    {
        QVERIFY(readObject("{\"price\":1,\"price\":2}").error().message.contains(u"“price”"_s));
    }

    void listsAreReadAsLists()
    {
        QCOMPARE(readArray("[1,2]")->size(), 2);
        QVERIFY(!readArray("{}").ok());
    }

    void compactWritesNoSpaces()
    {
        QCOMPARE(compact({{"a"_L1, 1}, {"b"_L1, "x"_L1}}), "{\"a\":1,\"b\":\"x\"}");
    }
};

QTEST_GUILESS_MAIN(StrictJsonTest)
#include "tst_strictjson.moc"
