// SPDX-License-Identifier: MIT
#include "ui/parts/jsontext.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestJsonText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysStayInOrder();
    void valuesAreFoundByPath();
    void emptyBlocksStayOnOneLine();
    void quotesInsideStringsDoNotEndThem();
    void noJsonGivesNothing();
    void blocksKnowWhereTheyClose();
    void tokensTellKeysFromStrings();
};

void TestJsonText::keysStayInOrder()
{
    const auto lines = prettyJson(R"({"b":1,"a":{"z":[1,2]}})");
    QStringList texts;
    for (const JsonLine &line : lines)
        texts.append(line.text);
    const QStringList expected{u"{"_s, u"  \"b\": 1,"_s, u"  \"a\": {"_s, u"    \"z\": ["_s, u"      1,"_s,
        u"      2"_s, u"    ]"_s, u"  }"_s, u"}"_s};
    QCOMPARE(texts, expected);
}

void TestJsonText::valuesAreFoundByPath()
{
    const auto lines = prettyJson(R"({"events":[{"metadata":{"quality":"draft"}}]})");
    for (const JsonLine &line : lines) {
        if (line.path != "events.0.metadata.quality"_L1)
            continue;
        QCOMPARE(line.text.mid(line.valueStart, line.valueLength), u"\"draft\""_s);
        return;
    }
    QFAIL("the path was not found");
}

void TestJsonText::emptyBlocksStayOnOneLine()
{
    const auto lines = prettyJson(R"({"a":{},"b":[]})");
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[1].text, u"  \"a\": {},"_s);
}

void TestJsonText::quotesInsideStringsDoNotEndThem()
{
    const auto lines = prettyJson(R"({"a":"say \"hi\", then {go}"})");
    QCOMPARE(lines[1].text, u"  \"a\": \"say \\\"hi\\\", then {go}\""_s);
}

void TestJsonText::noJsonGivesNothing()
{
    QVERIFY(prettyJson("Bad Gateway").isEmpty());
    QVERIFY(prettyJson("{\"a\":").isEmpty());
    QVERIFY(prettyJson("").isEmpty());
}

void TestJsonText::blocksKnowWhereTheyClose()
{
    const auto lines = prettyJson(R"({"a":[1]})");
    QCOMPARE(lines[0].closes, 4);
    QCOMPARE(lines[1].closes, 3);
}

void TestJsonText::tokensTellKeysFromStrings()
{
    const auto tokens = jsonTokens(u"  \"a\": \"b\","_s);
    QCOMPARE(tokens.size(), 4);
    QCOMPARE(tokens[0].kind, JsonToken::Kind::Key);
    QCOMPARE(tokens[2].kind, JsonToken::Kind::String);
    QCOMPARE(jsonTokens(u"-1.5e3"_s).first().length, 6);
    QCOMPARE(jsonTokens(u"true"_s).first().kind, JsonToken::Kind::Literal);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
