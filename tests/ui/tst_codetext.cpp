// SPDX-License-Identifier: MIT
#include "ui/code/codetext.h"

#include <QTest>

using namespace Qt::StringLiterals;

// The colours of a program: what is a comment, a string, a keyword, a number.
class TestCodeText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileHasItsTongue_data();
    void aFileHasItsTongue();
    void marksWhatStandsOut_data();
    void marksWhatStandsOut();
    void whatStaysOpenGoesOn();
    void proseHasNoColours();

private:
    static QString shown(CodeTongue tongue, const QString &line);
};

// c"…" s"…" k"…" n"…" in order.
QString TestCodeText::shown(CodeTongue tongue, const QString &line)
{
    QStringList parts;
    const QList<CodeToken> tokens = codeTokens(tongue, line).tokens;
    for (const CodeToken &token : tokens) {
        const QChar letter = u"cskn"[int(token.kind)];
        parts << letter + u' ' + line.mid(token.start, token.length);
    }
    return parts.join(u" | "_s);
}

void TestCodeText::aFileHasItsTongue_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<CodeTongue>("tongue");
    QTest::newRow("ts") << u"src/main.ts"_s << CodeTongue::Script;
    QTest::newRow("py") << u"main.py"_s << CodeTongue::Python;
    QTest::newRow("go") << u"main.go"_s << CodeTongue::Go;
    QTest::newRow("sh") << u"send.sh"_s << CodeTongue::Shell;
    QTest::newRow("env") << u".env.example"_s << CodeTongue::Shell;
    QTest::newRow("json") << u"package-lock.json"_s << CodeTongue::Json;
    QTest::newRow("md") << u"README.md"_s << CodeTongue::Prose;
}

void TestCodeText::aFileHasItsTongue()
{
    QFETCH(QString, file);
    QFETCH(CodeTongue, tongue);
    QCOMPARE(tongueOf(file), tongue);
}

void TestCodeText::marksWhatStandsOut_data()
{
    QTest::addColumn<CodeTongue>("tongue");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("marked");
    const auto row = [](const char *name, CodeTongue tongue, const QString &line, const QString &marked) {
        QTest::newRow(name) << tongue << line << marked;
    };
    row("script", CodeTongue::Script, u"const id = \"a\"; / 2"_s, u"k const | s \"a\" | n 2"_s);
    row("escape", CodeTongue::Script, u"f(\"a\\\"b\", 'c')"_s, u"s \"a\\\"b\" | s 'c'"_s);
    row("slashes in a string", CodeTongue::Script, u"x = \"http:/\" + \"/y\""_s,
        u"s \"http:/\" | s \"/y\""_s);
    row("member", CodeTongue::Script, u"a.delete(b.type)"_s, QString());
    row("word with a keyword", CodeTongue::Script, u"newest = format"_s, QString());
    row("python", CodeTongue::Python, u"def f(): return None # so"_s,
        u"k def | k return | k None | c # so"_s);
    row("go", CodeTongue::Go, u"func f() { return nil }"_s, u"k func | k return | k nil"_s);
    row("shell hash inside a word", CodeTongue::Shell, u"echo ${x#y} # done"_s, u"c # done"_s);
    row("json", CodeTongue::Json, u"  \"a\": 12, \"b\": true"_s, u"s \"a\" | n 12 | s \"b\" | k true"_s);
    row("open string", CodeTongue::Script, u"a = \"b"_s, u"s \"b"_s);
    row("backslash at the end", CodeTongue::Script, u"a = \"b\\"_s, u"s \"b\\"_s);
}

void TestCodeText::marksWhatStandsOut()
{
    QFETCH(CodeTongue, tongue);
    QFETCH(QString, line);
    QFETCH(QString, marked);
    QCOMPARE(shown(tongue, line), marked);
}

void TestCodeText::whatStaysOpenGoesOn()
{
    const CodeLine first = codeTokens(CodeTongue::Script, u"a /* b"_s);
    QCOMPARE(first.ends, CodeState::BlockComment);
    const CodeLine second = codeTokens(CodeTongue::Script, u"c */ return"_s, first.ends);
    QCOMPARE(second.ends, CodeState::Plain);
    QCOMPARE(second.tokens,
        (QList<CodeToken>{{CodeToken::Kind::Comment, 0, 4}, {CodeToken::Kind::Keyword, 5, 6}}));
    const CodeLine words = codeTokens(CodeTongue::Python, u"\"\"\"Sends"_s);
    QCOMPARE(words.ends, CodeState::LongString);
    QCOMPARE(codeTokens(CodeTongue::Python, u"all of it\"\"\""_s, words.ends).ends, CodeState::Plain);
    QCOMPARE(codeTokens(CodeTongue::Script, u"`a ${b}"_s).ends, CodeState::Template);
    QCOMPARE(codeTokens(CodeTongue::Script, QString(), CodeState::Template).ends, CodeState::Template);
}

void TestCodeText::proseHasNoColours()
{
    QVERIFY(codeTokens(CodeTongue::Prose, u"if \"this\" is 12"_s).tokens.isEmpty());
}

QTEST_GUILESS_MAIN(TestCodeText)
#include "tst_codetext.moc"
