// SPDX-License-Identifier: MIT
#include "guide/facts.h"
#include "guide/guidebook.h"
#include "guide/recipe.h"
#include "guide/story.h"
#include "session/bench.h"
#include "ui/otherprogram.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace {

const QString canary = u"dodo_test_canary0123456789"_s;

QImage picture(Qt::GlobalColor colour)
{
    QImage image(64, 36, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

Guidebook book()
{
    GuideStep name;
    name.say = u"The event name must match letter for letter."_s;
    name.todo = u"Type `{recipe.meters.0.event_name}`."_s;
    GuideStep read;
    read.say = u"A meter cannot be changed later."_s;
    Chapter meter{.id = u"meter"_s,
        .title = u"A meter counts"_s,
        .tab = {},
        .why = u"It counts {bill.consumed}."_s,
        .steps = {name, read},
        .done = {},
        .doneText = u"The meter “{recipe.meters.0.name}” is live."_s,
        .wrongTurns = {},
        .terms = {}};
    Chapter bill = meter;
    bill.id = u"the bill"_s;
    bill.title = u"The bill"_s;
    return {.id = u"pictures"_s, .chapters = {meter, bill}, .wrongTurns = {}};
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

// "Save this guide": the walk with the values of a real sandbox.
class TestStory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsThePersonsOwnValues();
    void namesWhatWasNotWalked();
    void writesTextAndPictures();
    void neverWritesIntoAFolderThatIsThere();
    void holdsNoSecret();
    void aNameIsNotMarkup();
    void saysWhatCannotBeWritten();
    void aFixedPriceIsPartOfTheBill();
    void thePackedBookHasNoOpenPlaceholder();

private:
    Story story(const Walk &walk) const { return storyOf(book(), m_facts, walk); }
    static QString valueOf(const Story &story, const QString &name);

    QJsonObject m_facts;
};

void TestStory::initTestCase()
{
    const Bench bench;
    QVERIFY(bench.load());
    QVERIFY(bench.makeExample());
    bench->follower().start();
    OtherProgram program(bench->address().dodoUrl, bench->address().apiKey);
    QJsonArray events;
    const QString customer = bench.session().state().customer()->id.string();
    for (int i = 0; i < 12; ++i)
        events.append(OtherProgram::event(u"own_%1"_s.arg(i), customer));
    program.send(events);
    QTRY_COMPARE(bench.session().bill()->total, 10);
    const auto recipe = loadRecipe(u"images"_s);
    QVERIFY(recipe);
    m_facts = factsOf(bench->studio(), bench->logModel(), *recipe);
}

QString TestStory::valueOf(const Story &story, const QString &name)
{
    for (const StoryValue &value : story.values) {
        if (value.name == name)
            return value.value;
    }
    return {};
}

void TestStory::tellsThePersonsOwnValues()
{
    const Story told = story({.ticked = {0, 1}, .pictures = {}});
    QCOMPARE(told.title, u"Image generation, from meter to bill"_s);
    QCOMPARE(valueOf(told, u"Meter"_s), u"Image Generation Meter"_s);
    QCOMPARE(valueOf(told, u"Event name"_s), u"image.generated"_s);
    QCOMPARE(valueOf(told, u"Counts"_s), u"Count, in images"_s);
    QCOMPARE(valueOf(told, u"Filter"_s), u"`quality` equals “standard” or `quality` equals “hd”"_s);
    QCOMPARE(valueOf(told, u"Price per unit"_s), u"$0.05"_s);
    QCOMPARE(valueOf(told, u"Free threshold"_s), u"10 images"_s);
    QVERIFY(valueOf(told, u"Customer id"_s).startsWith("cus_"_L1));
    QCOMPARE(told.bill, u"12 images − 10 free = 2 × $0.05 = $0.10 so far"_s);
    QCOMPARE(told.chapters.first().steps.first(),
        u"Type `image.generated`. The event name must match letter for letter."_s);
    QCOMPARE(told.chapters.first().steps.last(), u"A meter cannot be changed later."_s);
    QCOMPARE(told.chapters.first().done, u"The meter “Image Generation Meter” is live."_s);
}

void TestStory::namesWhatWasNotWalked()
{
    const Story told = story({.ticked = {0}, .pictures = {{1, picture(Qt::red)}}});
    QCOMPARE(told.chapters.size(), 1);
    QCOMPARE(told.open, QStringList{u"The bill"_s});
    QVERIFY(asMarkdown(told).endsWith("Not walked yet: The bill.\n"));
}

void TestStory::writesTextAndPictures()
{
    const QTemporaryDir folder;
    const Story told = story({.ticked = {0, 1}, .pictures = {{0, picture(Qt::red)}, {1, picture(Qt::blue)}}});
    const auto saved = saveStory(told, folder.path());
    QVERIFY(saved);
    QCOMPARE(*saved, folder.filePath(u"image-generation-from-meter-to-bill"_s));
    const QByteArray text = read(*saved + u"/guide.md"_s);
    QCOMPARE(text, asMarkdown(told));
    QVERIFY(text.startsWith("# Image generation, from meter to bill\n\n"));
    QVERIFY(text.contains("| Event name | `image.generated` |\n"));
    QVERIFY(text.contains("**12 images − 10 free = 2 × $0.05 = $0.10 so far**\n"));
    QVERIFY(text.contains("1. Type `image.generated`. The event name must match letter for letter.\n"));
    QVERIFY(text.contains("✓ The meter “Image Generation Meter” is live.\n"));
    QVERIFY(text.contains("![The bill](images/02-the-bill.png)\n"));
    QCOMPARE(QDir(*saved + u"/images"_s).entryList(QDir::Files),
        (QStringList{u"01-meter.png"_s, u"02-the-bill.png"_s}));
    QCOMPARE(QImage(*saved + u"/images/02-the-bill.png"_s).convertToFormat(QImage::Format_RGB32),
        picture(Qt::blue));
}

void TestStory::neverWritesIntoAFolderThatIsThere()
{
    const QTemporaryDir folder;
    const Story told = story({.ticked = {0}, .pictures = {}});
    const auto first = saveStory(told, folder.path());
    QVERIFY(first);
    QFile mine(*first + u"/guide.md"_s);
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("mine now");
    mine.close();
    const auto second = saveStory(told, folder.path());
    QVERIFY(second);
    QCOMPARE(*second, *first + u"-2"_s);
    QCOMPARE(read(*first + u"/guide.md"_s), QByteArray("mine now"));
}

void TestStory::holdsNoSecret()
{
    QJsonObject facts = m_facts;
    QJsonArray meters = facts["meters"_L1].toArray();
    QJsonObject meter = meters.first().toObject();
    meter["name"_L1] = canary;
    meters[0] = meter;
    facts["meters"_L1] = meters;
    QJsonObject recipe = facts["recipe"_L1].toObject();
    recipe["summary"_L1] = u"Bearer %1, whsec_canaryAAAA= and dodo_live_canaryBBBB"_s.arg(canary);
    recipe["title"_L1] = canary;
    facts["recipe"_L1] = recipe;
    Guidebook told = book();
    told.chapters.first().steps.first().todo = u"Use {recipe.title}."_s;
    told.chapters.first().doneText = u"It has {recipe.summary}."_s;
    const QTemporaryDir folder;
    const auto saved = saveStory(storyOf(told, facts, {.ticked = {0}, .pictures = {}}), folder.path());
    QVERIFY(saved);
    const QByteArray text = read(*saved + u"/guide.md"_s);
    QVERIFY(!text.contains("canary"));
    QVERIFY(!saved->contains("canary"_L1));
    QVERIFY(text.contains("•••"));
}

void TestStory::aNameIsNotMarkup()
{
    Story told;
    told.title = u"# **Mine** <b>"_s;
    told.values = {{u"Meter"_s, u"a | b\n<img src=x> [l](u) _i_"_s}, {u"Event name"_s, u"a|b"_s, true},
        {u"Customer id"_s, u"x`y"_s, true}};
    const QString text = QString::fromUtf8(asMarkdown(told));
    QVERIFY(text.startsWith("# \\# \\*\\*Mine\\*\\* \\<b\\>\n"_L1));
    QVERIFY(text.contains("| Meter | a \\| b \\<img src=x\\> \\[l\\](u) \\_i\\_ |\n"_L1));
    QVERIFY(text.contains("| Event name | `a\\|b` |\n"_L1));
    QVERIFY(text.contains("| Customer id | x'y |\n"_L1));
}

void TestStory::saysWhatCannotBeWritten()
{
    const QTemporaryDir folder;
    const QString notAFolder = folder.filePath(u"file"_s);
    QFile file(notAFolder);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto saved = saveStory(story({.ticked = {0}, .pictures = {}}), notAFolder);
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Error::Kind::Storage);
    QVERIFY(saved.error().message.contains(notAFolder));
}

void TestStory::aFixedPriceIsPartOfTheBill()
{
    QJsonObject facts = m_facts;
    QJsonObject subscription = facts["subscription"_L1].toObject();
    subscription["recurring_pre_tax_amount"_L1] = 4900;
    facts["subscription"_L1] = subscription;
    QCOMPARE(storyOf(book(), facts, {}).bill,
        u"Fixed price $49.00; 12 images − 10 free = 2 × $0.05 = $0.10; Together $49.10 so far"_s);
    facts["usage"_L1] = QJsonArray();
    QVERIFY(storyOf(book(), facts, {}).bill.isEmpty());
}

// Every chapter of the packed walk, told from these facts.
void TestStory::thePackedBookHasNoOpenPlaceholder()
{
    const auto packed = loadGuidebook(u"pictures"_s, m_facts["plan"_L1].toObject());
    QVERIFY2(packed, packed ? "" : qPrintable(packed.error().message));
    Walk walk;
    for (int i = 0; i < int(packed->chapters.size()); ++i)
        walk.ticked.insert(i);
    const QByteArray text = asMarkdown(storyOf(*packed, m_facts, walk));
    QCOMPARE(text.count("\n## "), packed->chapters.size() + 1);
    const qsizetype open = text.indexOf('{');
    QVERIFY2(open < 0, text.mid(open, 60).constData());
}

QTEST_MAIN(TestStory)
#include "tst_story.moc"
