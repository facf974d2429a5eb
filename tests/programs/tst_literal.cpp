// SPDX-License-Identifier: MIT
#include "programs/literal.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestLiteral : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textIsQuotedForItsLanguage_data();
    void textIsQuotedForItsLanguage();
    void metadataKeepsItsTypes_data();
    void metadataKeepsItsTypes();
    void longMetadataTakesALineEach();
    void measuredValueIsTheVariable();
    void spokenTextIsOneLine();
    void markdownShowsMarksAsTheyAre();
    void codeSpanHoldsBackticks();
    void languageIsReadFromTheName();
};

void TestLiteral::textIsQuotedForItsLanguage_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("literal");

    const QString quotes = u"a\"b'c\\d"_s;
    QTest::newRow("TypeScript: quotes") << Language::TypeScript << quotes << QByteArray("\"a\\\"b'c\\\\d\"");
    QTest::newRow("Python: quotes") << Language::Python << quotes << QByteArray("\"a\\\"b'c\\\\d\"");
    QTest::newRow("Go: quotes") << Language::Go << quotes << QByteArray("\"a\\\"b'c\\\\d\"");
    QTest::newRow("Bash: JSON in single quotes")
        << Language::Bash << quotes << QByteArray("'\"a\\\"b'\\''c\\\\d\"'");
    QTest::newRow("Shell: a plain word is bare") << Language::Shell << u"cus_1"_s << QByteArray("cus_1");
    QTest::newRow("Shell: others are quoted")
        << Language::Shell << u"a $(b) 'c'"_s << QByteArray("'a $(b) '\\''c'\\'''");

    const QString lines = u"a\n\t\r\u2028\u00a0\u202eb"_s;
    const QByteArray escaped = "\"a\\n\\t\\u000d\\u2028\\u00a0\\u202eb\"";
    QTest::newRow("TypeScript: unseen characters") << Language::TypeScript << lines << escaped;
    QTest::newRow("Python: unseen characters") << Language::Python << lines << escaped;
    QTest::newRow("Go: unseen characters") << Language::Go << lines << escaped;
    QTest::newRow("Bash: unseen characters") << Language::Bash << lines << QByteArray('\'' + escaped + '\'');

    const QString seen = u"é 图 😀"_s;
    QTest::newRow("letters of any script stay")
        << Language::Go << seen << QByteArray('"' + seen.toUtf8() + '"');
    const QString tag = QString::fromUcs4(U"\U000e0041");
    QTest::newRow("TypeScript: unseen, outside the basic plane")
        << Language::TypeScript << tag << QByteArray("\"\\u{e0041}\"");
    QTest::newRow("Python: unseen, outside the basic plane")
        << Language::Python << tag << QByteArray("\"\\U000e0041\"");
    const QString starts = u"a$b ${c} #{d} \\u0041"_s;
    QTest::newRow("PHP: a variable") << Language::Php << starts
                                     << QByteArray("\"a\\$b \\${c} #{d} \\\\u0041\"");
    QTest::newRow("Ruby: an expression")
        << Language::Ruby << starts << QByteArray("\"a$b ${c} \\#{d} \\\\u0041\"");
    QTest::newRow("Java: nothing but quotes and backslashes")
        << Language::Java << starts << QByteArray("\"a$b ${c} #{d} \\\\u0041\"");
    QTest::newRow("Kotlin: a template")
        << Language::Kotlin << starts << QByteArray("\"a\\$b \\${c} #{d} \\\\u0041\"");
    QTest::newRow("C#: nothing but quotes and backslashes")
        << Language::CSharp << starts << QByteArray("\"a$b ${c} #{d} \\\\u0041\"");
    QTest::newRow("Java: line ends are no \\u escapes")
        << Language::Java << u"\r\u0001\u2028"_s << QByteArray("\"\\015\\001\\u2028\"");
    QTest::newRow("PHP: unseen characters")
        << Language::Php << u"\r\u202e"_s << QByteArray("\"\\u{d}\\u{202e}\"");
    QTest::newRow("Ruby: unseen, outside the basic plane")
        << Language::Ruby << tag << QByteArray("\"\\u{e0041}\"");
    QTest::newRow("Java: unseen, outside the basic plane")
        << Language::Java << tag << QByteArray("\"\\udb40\\udc41\"");
    QTest::newRow("C#: unseen, outside the basic plane")
        << Language::CSharp << tag << QByteArray("\"\\U000e0041\"");
    QTest::newRow("Bash: unseen, outside the basic plane")
        << Language::Bash << tag << QByteArray("'\"\\udb40\\udc41\"'");
}

void TestLiteral::textIsQuotedForItsLanguage()
{
    QFETCH(Language, language);
    QFETCH(QString, text);
    QFETCH(QByteArray, literal);
    QCOMPARE(textLiteral(language, text), literal);
}

void TestLiteral::metadataKeepsItsTypes_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<QByteArray>("literal");
    QTest::newRow("TypeScript") << Language::TypeScript
                                << QByteArray(
                                       "{ n: 12.50, \"a b\": \"5\", ok: true, [\"__proto__\"]: false }");
    QTest::newRow("Python") << Language::Python
                            << QByteArray(
                                   "{\"n\": 12.50, \"a b\": \"5\", \"ok\": True, \"__proto__\": False}");
    QTest::newRow("Go") << Language::Go
                        << QByteArray("map[string]any{\"n\": 12.50, \"a b\": \"5\", \"ok\": true, "
                                      "\"__proto__\": false}");
    QTest::newRow("Bash") << Language::Bash
                          << QByteArray("'{\"n\":12.50,\"a b\":\"5\",\"ok\":true,\"__proto__\":false}'");
}

void TestLiteral::metadataKeepsItsTypes()
{
    QFETCH(Language, language);
    QFETCH(QByteArray, literal);
    const Metadata metadata{{"n", MetaValue::ofNumber("12.50")}, {"a b", MetaValue::ofText(u"5"_s)},
        {"ok", MetaValue::ofBoolean(true)}, {"__proto__", MetaValue::ofBoolean(false)}};
    QCOMPARE(metadataLiteral(language, metadata, {}), literal);
}

void TestLiteral::longMetadataTakesALineEach()
{
    const Metadata metadata{{"big", MetaValue::ofNumber("12345678901234567890")},
        {"quality", MetaValue::ofText(u"a value that makes the line too long for one"_s)}};
    QCOMPARE(metadataLiteral(Language::Go, metadata, {}),
        QByteArray("map[string]any{\n"
                   "\t\"big\":     json.Number(\"12345678901234567890\"),\n"
                   "\t\"quality\": \"a value that makes the line too long for one\",\n"
                   "}"));
    QVERIFY(metadataLiteral(Language::Python, metadata, {}).startsWith("{\n    \"big\": 1"));
    QVERIFY(metadataLiteral(Language::TypeScript, metadata, {}).startsWith("{\n  big: 1"));
    QCOMPARE(metadataLiteral(Language::Go, {}, {}), QByteArray("map[string]any{}"));
}

void TestLiteral::measuredValueIsTheVariable()
{
    const Metadata metadata{{"tokens", MetaValue::ofNumber("5")}, {"model", MetaValue::ofText(u"it's"_s)}};
    QCOMPARE(metadataLiteral(Language::TypeScript, metadata, "tokens"),
        QByteArray("{ tokens: amount, model: \"it's\" }"));
    QCOMPARE(metadataLiteral(Language::Bash, metadata, "tokens"),
        QByteArray("'{\"tokens\":'\"$amount\"',\"model\":\"it'\\''s\"}'"));
}

void TestLiteral::spokenTextIsOneLine()
{
    QCOMPARE(spokenText(Language::Go, u" a\n//go:build x\u2028 b\0 "_s), QByteArray("a //go:build x b"));
    QCOMPARE(spokenText(Language::Go, QString(200, u'é')), QByteArray(QString(79, u'é').toUtf8() + "…"));
    // A pair of surrogates is not cut in two.
    QVERIFY(!spokenText(Language::Go, QString(78, u'a') + u"😀😀"_s).contains("\xef\xbf\xbd"));
}

void TestLiteral::markdownShowsMarksAsTheyAre()
{
    QCOMPARE(spokenText(Language::Markdown, u"a*b_<i>[x](y)"_s), QByteArray("a\\*b\\_\\<i\\>\\[x\\]\\(y\\)"));
}

void TestLiteral::codeSpanHoldsBackticks()
{
    QCOMPARE(codeSpan(u"image.generated"_s), QByteArray("`image.generated`"));
    QCOMPARE(codeSpan(u"a``b`"_s), QByteArray("``` a``b` ```"));
}

void TestLiteral::languageIsReadFromTheName()
{
    QCOMPARE(languageOf(u"src/main.ts"_s), Language::TypeScript);
    QCOMPARE(languageOf(u".env.example"_s), Language::Shell);
    QCOMPARE(languageOf(u"package-lock.json"_s), Language::Plain);
}

QTEST_GUILESS_MAIN(TestLiteral)
#include "tst_literal.moc"
