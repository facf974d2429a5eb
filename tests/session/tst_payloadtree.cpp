// SPDX-License-Identifier: MIT
#include "session/payloadevents.h"
#include "support/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;

// JSON with places: mistakes are found where they stand, and what the strict reader takes is taken.
class TestPayloadTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mistakesHaveTheirPlace_data();
    void mistakesHaveTheirPlace();
    void itAgreesWithTheStrictReader_data();
    void itAgreesWithTheStrictReader();
    void valuesHaveTheirPlace();
    void formattingKeepsOrderAndDigits();
    void formattingLeavesWhatIsNoJson();
};

void TestPayloadTree::mistakesHaveTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");
    const QString open = u"\x7b"_s; // a brace
    const QString close = u"\x7d"_s;
    QTest::newRow("nothing follows a colon") << open + u"\"a\":"_s + close << 1 << 6 << u"a value"_s;
    QTest::newRow("missing comma") << open + u"\n  \"a\": 1\n  \"b\": 2\n"_s + close << 3 << 3
                                   << u"a comma or"_s;
    QTest::newRow("comma at the end")
        << open + u"\n  \"a\": 1,\n"_s + close << 2 << 9 << u"no comma may stand"_s;
    QTest::newRow("single quotes") << open + u"'a': 1"_s + close << 1 << 2 << u"double quotes"_s;
    QTest::newRow("no quotes") << open + u"a: 1"_s + close << 1 << 2 << u"double quotes"_s;
    QTest::newRow("open text") << open + u"\"a\": \"b\n"_s + close << 1 << 7 << u"closing quote"_s;
    QTest::newRow("open object") << open + u"\"a\": 1"_s << 1 << 8 << u"is missing"_s;
    QTest::newRow("python") << open + u"\"a\": True"_s + close << 1 << 7 << u"small letters"_s;
    QTest::newRow("none") << u"[None]"_s << 1 << 2 << u"null"_s;
    QTest::newRow("number") << u"[1.]"_s << 1 << 2 << u"no number"_s;
    QTest::newRow("leading zero") << u"[012]"_s << 1 << 2 << u"no number"_s;
    QTest::newRow("comment") << u"[1 // one\n]"_s << 1 << 4 << u"a comma or"_s;
    QTest::newRow("comment first") << u"// one\n[1]"_s << 1 << 1 << u"no comments"_s;
    QTest::newRow("twice") << open + u"\"a\": 1, \"a\": 2"_s + close << 1 << 10 << u"stands twice"_s;
    QTest::newRow("escape") << u"[\"\\x\"]"_s << 1 << 3 << u"escape"_s;
    QTest::newRow("half a pair") << u"[\"\\ud83d\"]"_s << 1 << 3 << u"surrogate"_s;
    QTest::newRow("tab in text") << u"[\"\t\"]"_s << 1 << 3
                                 << u"control character"_s; // simdjson refuses it too
    QTest::newRow("after the end") << u"[1] 2"_s << 1 << 5 << u"nothing may follow"_s;
    QTest::newRow("too deep") << QString(33, u'[') + QString(33, u']') << 1 << 33 << u"32 levels"_s;
}

void TestPayloadTree::mistakesHaveTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, says);
    const PayloadTree tree = readPayload(text);
    QVERIFY(tree.fault);
    const PayloadPlace place = placeIn(text, tree.fault->at);
    QCOMPARE(place, (PayloadPlace{line, column}));
    QVERIFY2(tree.fault->what.contains(says), qPrintable(tree.fault->what));
}

void TestPayloadTree::itAgreesWithTheStrictReader_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{u"[]"_s, u"[1, -2.5e3, 0]"_s, u"[\"a\\n\\u00e9\"]"_s, u"[\"\\ud83d\\ude00\"]"_s,
        u"[true, false, null]"_s, u"[[[]]]"_s, u"[-]"_s, u"[+1]"_s, u"[.5]"_s, u"[1e]"_s, u"[1,]"_s,
        u"[,1]"_s, u"[1 2]"_s, u"[tru]"_s, u"[\"a]"_s, u"[\"\\ude00\"]"_s, u"[\"\\u12g4\"]"_s, u"[1e400]"_s,
        u"[\"\\\"\"]"_s, u"  [ 1 ]  "_s, QString(32, u'[') + QString(32, u']')};
    for (const QString &text : texts)
        QTest::newRow(qPrintable(text)) << text;
}

void TestPayloadTree::itAgreesWithTheStrictReader()
{
    QFETCH(QString, text);
    QCOMPARE(!readPayload(text).fault, bool(readArray(text.toUtf8())));
}

void TestPayloadTree::valuesHaveTheirPlace()
{
    const QString text = u"{ \"metadata\": { \"quality\": \"hd\", \"n\": 1.50 } }"_s;
    const PayloadTree tree = readPayload(text);
    QVERIFY(!tree.fault);
    const PayloadNode *metadata = tree.root.child(u"metadata");
    QVERIFY(metadata);
    const PayloadNode *quality = metadata->child(u"quality");
    const PayloadNode *number = metadata->child(u"n");
    QVERIFY(quality && number);
    QCOMPARE(text.sliced(quality->at, quality->length), u"\"hd\""_s);
    QCOMPARE(text.sliced(quality->keyAt, quality->keyLength), u"\"quality\""_s);
    QCOMPARE(text.sliced(number->at, number->length), u"1.50"_s);
    QVERIFY(!metadata->child(u"size"));
}

void TestPayloadTree::formattingKeepsOrderAndDigits()
{
    QCOMPARE(formatted(u"{\"b\":1.50,\"a\":[1,{\"c\":{}}],\"d\":[]}"_s),
        u"{\n  \"b\": 1.50,\n  \"a\": [\n    1,\n    {\n      \"c\": {}\n    }\n  ],\n  \"d\": []\n}"_s);
}

void TestPayloadTree::formattingLeavesWhatIsNoJson()
{
    QCOMPARE(formatted(u"[1,"_s), u"[1,"_s);
}

QTEST_GUILESS_MAIN(TestPayloadTree)
#include "tst_payloadtree.moc"
