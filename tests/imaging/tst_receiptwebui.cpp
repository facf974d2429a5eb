// SPDX-License-Identifier: MIT
#include "imaging/webuitext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

// The text that Stable Diffusion WebUI and its kin keep in their pictures.
class ReceiptWebUiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theirTextIsRead_data();
    void theirTextIsRead();
    void ownTextComesBack_data();
    void ownTextComesBack();
    void nothingToAskForIsNone();
    void noTextIsTrusted();
};

void ReceiptWebUiTest::theirTextIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<PictureSettings>("settings");
    const auto row = [](const char *name, const QString &text, const PictureSettings &settings) {
        QTest::newRow(name) << text << settings;
    };
    row("all lines",
        u"a cat, (sleeping:1.2)\nNegative prompt: blurry, text\nSteps: 20, Sampler: Euler a, CFG scale: 7,"
        " Seed: 42, Size: 512x768, Model hash: abc123, Model: dreamy_v1, Version: v1.9.0"_s,
        {u"a cat, (sleeping:1.2)"_s, u"blurry, text"_s, u"dreamy_v1"_s, {512, 768}, 42});
    row("several lines each",
        u"a cat\nby a lake\nNegative prompt: blur\nhands\nSteps: 9, Seed: 1, Size: 64x64"_s,
        {u"a cat\nby a lake"_s, u"blur\nhands"_s, {}, {64, 64}, 1});
    row("no negative prompt", u"a cat\nSteps: 9, Seed: 1, Size: 64x64"_s, {u"a cat"_s, {}, {}, {64, 64}, 1});
    row("line ends of Windows", u"a cat\r\nSteps: 9, Seed: 1, Size: 64x64\r\n"_s,
        {u"a cat"_s, {}, {}, {64, 64}, 1});
    row("values in quotes",
        u"a cat\nSteps: 20, Hires prompt: \"a \\\"big\\\" cat, Seed: 5\", Seed: 7, Model: \"one, two\","
        " Size: 512x512"_s,
        {u"a cat"_s, {}, u"one, two"_s, {512, 512}, 7});
    row("the prompt alone", u"a cat: sleeping, at noon"_s, {u"a cat: sleeping, at noon"_s, {}, {}, {}, {}});
    row("too few pairs are words", u"a cat\nmood: calm, light: soft"_s,
        {u"a cat\nmood: calm, light: soft"_s, {}, {}, {}, {}});
    row("a random seed is none", u"a cat\nSteps: 9, Seed: -1, Size: 64x64"_s,
        {u"a cat"_s, {}, {}, {64, 64}, {}});
    row("the largest seed", u"a cat\nSteps: 9, Seed: 18446744073709551615, Size: 64x64"_s,
        {u"a cat"_s, {}, {}, {64, 64}, 18'446'744'073'709'551'615ULL});
    row("a size past all measure", u"a cat\nSteps: 9, Seed: 1, Size: 99999999x2"_s,
        {u"a cat"_s, {}, {}, {}, 1});
    row("no size at all", u"a cat\nSteps: 9, Seed: 1, Size: 512"_s, {u"a cat"_s, {}, {}, {}, 1});
    row("quote without an end", u"a cat\nSteps: 9, Seed: 1, Size: 64x64, Model: \"never"_s,
        {u"a cat"_s, {}, {}, {64, 64}, 1});
    row("other scripts", u"кот\nNegative prompt: 文字\nSteps: 9, Seed: 1, Size: 64x64"_s,
        {u"кот"_s, u"文字"_s, {}, {64, 64}, 1});
}

void ReceiptWebUiTest::theirTextIsRead()
{
    QFETCH(QString, text);
    QFETCH(PictureSettings, settings);
    const auto read = fromWebUiText(text);
    QVERIFY(read.has_value());
    QCOMPARE(read->prompt, settings.prompt);
    QCOMPARE(read->negative, settings.negative);
    QCOMPARE(read->model, settings.model);
    QCOMPARE(read->size, settings.size);
    QCOMPARE(read->seed, settings.seed);
}

void ReceiptWebUiTest::ownTextComesBack_data()
{
    QTest::addColumn<PictureSettings>("settings");
    QTest::newRow("all") << PictureSettings{
        u"a cat\nby a lake"_s, u"blur, text"_s, u"gpt-image-2"_s, {1024, 768}, 7};
    QTest::newRow("no seed, no negative prompt")
        << PictureSettings{u"a cat"_s, {}, u"gpt-image-2"_s, {1024, 768}, {}};
    QTest::newRow("a model's name with marks")
        << PictureSettings{u"a cat"_s, {}, u"my \"best\", v1: final"_s, {64, 64}, 7};
}

void ReceiptWebUiTest::ownTextComesBack()
{
    QFETCH(PictureSettings, settings);
    const QString text = webUiText(settings);
    QVERIFY(isOwnWebUiText(text));
    QCOMPARE(fromWebUiText(text), std::optional(settings));
}

void ReceiptWebUiTest::nothingToAskForIsNone()
{
    QCOMPARE(fromWebUiText(u""), std::nullopt);
    QCOMPARE(fromWebUiText(u" \n \n"), std::nullopt);
    QCOMPARE(fromWebUiText(u"Steps: 9, Seed: 1, Size: 64x64"), std::nullopt);
    QVERIFY(!isOwnWebUiText(u"a cat\nSteps: 9, Version: v1.9.0"));
}

// Whatever stands there, what comes out can be put into a form.
void ReceiptWebUiTest::noTextIsTrusted()
{
    const QString whole
        = u"a \"cat\", by: a lake\nNegative prompt: blur\nSteps: 20, Sampler: \"Euler \\\\ a\", "
          "Seed: 42, Size: 512x768, Model: m, Version: v1"_s;
    const QString marks = u"\n\r\t\":,\\xX0123456789-+eЖ\u0000"_s;
    QRandomGenerator random(7);
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString text = whole;
        for (int change = 0; change < 1 + round % 6; ++change) {
            const int at = random.bounded(int(text.size()));
            const QChar mark = marks[random.bounded(int(marks.size()))];
            if (random.bounded(3) == 0)
                text.insert(at, QString(1 + random.bounded(30), mark));
            else
                text[at] = mark;
        }
        const auto settings = fromWebUiText(text);
        if (!settings)
            continue;
        ++read;
        QVERIFY(!settings->prompt.isEmpty());
        QVERIFY(!settings->size.isValid()
            || (settings->size.width() >= 16 && settings->size.width() <= 8192
                && settings->size.height() >= 16 && settings->size.height() <= 8192));
    }
    QVERIFY(read > 1000);
    const auto endless = fromWebUiText(QString(10'000'000, u'a'));
    QCOMPARE(endless->prompt.size(), 32'000);
    QVERIFY(fromWebUiText(QString(200'000, u'"') + u"\nA: \", B: \", C: \""_s).has_value());
}

QTEST_GUILESS_MAIN(ReceiptWebUiTest)
#include "tst_receiptwebui.moc"
