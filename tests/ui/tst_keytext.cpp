// SPDX-License-Identifier: MIT
#include "imaging/provider.h"
#include "ui/engines/keytext.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString secret = u"sk-proj-Abc123_def-456GHI789jkl"_s;

Provider openAi()
{
    Provider provider;
    provider.id = "openai";
    provider.name = u"OpenAI"_s;
    provider.auth = Provider::Auth::Bearer;
    provider.urlFixed = true;
    provider.keyVariable = u"OPENAI_API_KEY"_s;
    return provider;
}

Provider ownServer(Provider::Auth auth)
{
    Provider provider;
    provider.id = "compatible";
    provider.name = u"OpenAI-compatible"_s;
    provider.auth = auth;
    return provider;
}

} // namespace

class TestKeyText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatStandsAroundIsTakenOff_data();
    void whatStandsAroundIsTakenOff();
    void whatIsNoKeyIsRefused_data();
    void whatIsNoKeyIsRefused();
    void keysOfOthersGoToTheirAddress();
    void nothingIsNoMistake();
    void ofSeveralLinesItsOwnIsTaken();
    void userAndPasswordStayAsTheyAre();
    void noSentenceRepeatsAKey();
};

void TestKeyText::whatStandsAroundIsTakenOff_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("note");
    const QString name = u"Taken off around the key: the name before it."_s;
    const QString quotes = u"Taken off around the key: the quotes."_s;
    const QString both = u"Taken off around the key: the name before it and the quotes."_s;
    QTest::newRow("plain") << secret << QString();
    QTest::newRow("spaces") << u"  "_s + secret + u" "_s << u"Taken off around the key: the spaces."_s;
    QTest::newRow("a line's end") << secret + u"\n"_s << QString();
    QTest::newRow("double quotes") << u'"' + secret + u'"' << quotes;
    QTest::newRow("single quotes") << u'\'' + secret + u'\'' << quotes;
    QTest::newRow("backticks") << u'`' + secret + u'`' << quotes;
    QTest::newRow("curly quotes") << u'“' + secret + u'”' << quotes;
    QTest::newRow("a comma after it") << u'"' + secret + u"\","_s << quotes;
    QTest::newRow(".env") << u"OPENAI_API_KEY="_s + secret << name;
    QTest::newRow(".env, quoted") << u"OPENAI_API_KEY=\""_s + secret + u'"' << both;
    QTest::newRow("shell") << u"export OPENAI_API_KEY='"_s + secret + u"'"_s << both;
    QTest::newRow("PowerShell") << u"$env:OPENAI_API_KEY = \""_s + secret + u'"' << both;
    QTest::newRow("cmd") << u"set OPENAI_API_KEY="_s + secret << name;
    QTest::newRow("YAML") << u"OPENAI_API_KEY: "_s + secret << name;
    QTest::newRow("JSON") << u"\"OPENAI_API_KEY\": \""_s + secret + u"\","_s << both;
    QTest::newRow("Bearer") << u"Bearer "_s + secret << u"Taken off around the key: the word “Bearer”."_s;
    QTest::newRow("header") << u"Authorization: Bearer "_s + secret
                            << u"Taken off around the key: the name before it and the word “Bearer”."_s;
    QTest::newRow("curl") << u"\"Authorization: Bearer "_s + secret
            + u'"' << u"Taken off around the key: the name before it, the word “Bearer” and the quotes."_s;
    QTest::newRow("no-break space") << QString(QChar::Nbsp) + secret
                                    << u"Taken off around the key: the spaces."_s;
    QTest::newRow("zero-width space")
        << secret + QChar(0x200b) << u"Taken off around the key: letters nobody sees."_s;
}

void TestKeyText::whatStandsAroundIsTakenOff()
{
    QFETCH(const QString, pasted);
    QFETCH(const QString, note);
    const KeyText read = keyFromText(pasted, openAi());
    QCOMPARE(read.refusal, QString());
    QCOMPARE(read.key, secret.toLatin1());
    QCOMPARE(read.note, note);
}

void TestKeyText::whatIsNoKeyIsRefused_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("refusal");
    const QString billing = u"This is a key for billing, not for pictures. It was not kept."_s;
    QTest::newRow("Dodo, test") << u"dodo_test_Ab12Cd34Ef56"_s << billing;
    QTest::newRow("Dodo, live") << u"dodo_live_Ab12Cd34Ef56"_s << billing;
    QTest::newRow("Dodo, in its line") << u"DODO_PAYMENTS_API_KEY=\"dodo_test_Ab12Cd34Ef56\""_s << billing;
    QTest::newRow("Dodo, beside another")
        << u"A=b\nDODO_PAYMENTS_API_KEY=dodo_live_Ab12Cd34Ef56"_s << billing;
    QTest::newRow("a webhook's") << u"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"_s << billing;
    QTest::newRow("cut short") << u"sk-proj-…j3kl"_s
                               << u"This is a shortened key. Copy the whole one where it was made."_s;
    QTest::newRow("bullets") << u"••••••••j3kl"_s
                             << u"This is a shortened key. Copy the whole one where it was made."_s;
    QTest::newRow("in two pieces") << u"sk-proj-Abc123 def456"_s
                                   << u"There is a space inside the key. Copy it again in one piece."_s;
    QTest::newRow("a letter of another script")
        << u"sk-proj-Аbc123"_s << u"The key holds a letter that no key has. Copy it again."_s;
    QTest::newRow("several lines") << u"first\nsecond"_s
                                   << u"These are several lines. Paste the key alone."_s;
    QTest::newRow("far too long") << QString(2000, u'a')
                                  << u"This is too long for a key. Paste the key alone."_s;
    QTest::newRow("Anthropic") << u"sk-ant-api03-Abc"_s
                               << u"This is a key of Anthropic. It was not kept. Paste one of OpenAI."_s;
    QTest::newRow("xAI") << u"xai-Abc123"_s
                         << u"This is a key of xAI. It was not kept. Paste one of OpenAI."_s;
}

void TestKeyText::whatIsNoKeyIsRefused()
{
    QFETCH(const QString, pasted);
    QFETCH(const QString, refusal);
    const KeyText read = keyFromText(pasted, openAi());
    QVERIFY(read.key.isEmpty());
    QCOMPARE(read.refusal, refusal);
}

void TestKeyText::keysOfOthersGoToTheirAddress()
{
    const KeyText read = keyFromText(u"xai-Abc123"_s, ownServer(Provider::Auth::OptionalBearer));
    QCOMPARE(read.key, "xai-Abc123");
    Provider xai = openAi();
    xai.name = u"xAI"_s;
    QCOMPARE(keyFromText(u"xai-Abc123"_s, xai).key, "xai-Abc123");
    // Another sandbox takes its own test key; a live key goes nowhere.
    for (const auto auth : {Provider::Auth::OptionalBearer, Provider::Auth::Bearer}) {
        QCOMPARE(keyFromText(u"dodo_test_abc123"_s, ownServer(auth)).key, "dodo_test_abc123");
        QVERIFY(keyFromText(u"dodo_live_abc123"_s, ownServer(auth)).key.isEmpty());
    }
}

void TestKeyText::nothingIsNoMistake()
{
    for (const QString &nothing : {QString(), u"   "_s, u"\n\n"_s, u"\"\""_s})
        QCOMPARE(keyFromText(nothing, openAi()).refusal, QString());
    QVERIFY(keyFromText(u"\"\""_s, openAi()).key.isEmpty());
}

void TestKeyText::ofSeveralLinesItsOwnIsTaken()
{
    const QString file = u"PORT=8080\r\nOPENAI_API_KEY=\""_s + secret + u"\"\r\nDEBUG=1\r\n"_s;
    QCOMPARE(keyFromText(file, openAi()).key, secret.toLatin1());
}

void TestKeyText::userAndPasswordStayAsTheyAre()
{
    const Provider webui = ownServer(Provider::Auth::Basic);
    QCOMPARE(keyFromText(u" ada:it's \"quoted\" = ok\n"_s, webui).key, "ada:it's \"quoted\" = ok");
    QCOMPARE(keyFromText(u"ada"_s, webui).refusal, u"Write the user, a colon, and the password."_s);
    QVERIFY(keyFromText(u"ada:dodo_live_Ab12"_s, webui).key.isEmpty());
}

void TestKeyText::noSentenceRepeatsAKey()
{
    const QStringList pasted{u"OPENAI_API_KEY='"_s + secret + u"'"_s, u"sk-proj-Abc123 def456"_s,
        u"dodo_live_Abc123def456"_s, u"Abc123=def456\nAbc123"_s, u"MY_Abc123_KEY=sk-ant-Abc123"_s};
    for (const QString &one : pasted) {
        const KeyText read = keyFromText(one, openAi());
        QVERIFY2(!(read.note + read.refusal).contains(u"Abc123"_s), qPrintable(one));
        QVERIFY(!(read.note + read.refusal).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestKeyText)
#include "tst_keytext.moc"
