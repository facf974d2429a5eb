// SPDX-License-Identifier: MIT
#include "painter/lexicon.h"
#include "painter/reader.h"
#include "painter/subjects.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

class TestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLineOfTheLexiconIsRead();
    void promptBecomesScene_data();
    void promptBecomesScene();
    void unknownWordsAreListed_data();
    void unknownWordsAreListed();
    void unsafePromptsAreRefused_data();
    void unsafePromptsAreRefused();
    void harmlessWordsAreNotRefused_data();
    void harmlessWordsAreNotRefused();
    void usedWordsKeepTheirOrder();
    void furnishingAddsGroundAndHour();
    void furnishingKeepsWhatWasAsked();
    void theSkyIsNotSeenFromBelowTheWater();
    void captionNamesColours();
};

void TestReader::everyLineOfTheLexiconIsRead()
{
    QCOMPARE(Lexicon::builtin().badLines(), 0);
    QCOMPARE(Subjects::builtin().badLines(), 0);
    QVERIFY(Subjects::builtin().all().size() > 450);
    QVERIFY(Lexicon::builtin().size() > 400);
    QCOMPARE(Lexicon(u"moor\tplace=nowhere\n# a remark\nfell\tplace=hills\n"_s).badLines(), 1);
}

void TestReader::promptBecomesScene_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("scene");
    const auto row = [](const char *prompt, const char *scene) {
        QTest::newRow(prompt) << QString::fromLatin1(prompt) << QString::fromLatin1(scene);
    };
    row("A sunset over mountains with purple clouds",
        "place mountains; time sunset; weather clouds; tint clouds purple");
    QFile phrases(QStringLiteral(PHRASES));
    QVERIFY(phrases.open(QIODevice::ReadOnly));
    int count = 0;
    for (const QString &line : QString::fromUtf8(phrases.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList columns = line.split(u'\t');
        QCOMPARE(columns.size(), 2);
        QTest::newRow(qPrintable(columns.at(0))) << columns.at(0) << columns.at(1);
        ++count;
    }
    QVERIFY(count >= 530);
    row("a calm lake in the mountains at dawn", "place lake mountains; time dawn; mood calm");
    row("a snowy forest at night", "place snow forest; time night; season winter");
    row("a meadow with flowers on a summer day", "place meadow; time day; season summer; feature flowers");
    row("Stormy SEA at dusk!", "place sea; time dusk; weather storm");
    row("a starry night sky over mountains with aurora",
        "place sky mountains; time night; feature stars aurora");
    row("northern lights above a frozen lake", "place snow lake; season winter; feature aurora");
    row("a foggy forest in autumn", "place forest; season autumn; weather fog");
    row("a beach in the rain", "place beach; weather rain");
    row("full moon, shooting stars", "feature fullmoon shootingstar stars");
    row("golden hour by the sea", "place sea; time sunset");
    row("the sky is pink", "place sky; tint sky pink");
    row("pink sky and green water", "place sky; tint sky pink; tint water green");
    row("purple stormy clouds", "weather storm clouds; tint clouds purple");
    row("red and gold trees", "place forest; tint trees red; tint trees gold");
    row("hills in orange", "place hills; tint all orange");
    row("a red fox in the snow", "place snow; season winter; subject fox");
    row("a bowl of oranges", "subject bowl; subject orange-fruit 3 in 1");
    row("a sky without clouds", "place sky; weather clear");
    row("no rain on the beach", "place beach");
    row("dawn at night", "time dawn");
    row("A cute robot painting a landscape", "subject robot painting landscape");
}

void TestReader::promptBecomesScene()
{
    QFETCH(QString, prompt);
    QFETCH(QString, scene);
    const Result<PromptReading> reading = readPrompt(prompt, Lexicon::builtin());
    QVERIFY(reading);
    QCOMPARE(toText(reading->scene), scene);
}

void TestReader::unknownWordsAreListed_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QStringList>("unknown");
    QTest::newRow("a subject") << u"A cute zeugma painting a landscape"_s << QStringList{u"zeugma"_s};
    QTest::newRow("its colour goes with it")
        << u"a red zeugma in a snowy forest"_s << QStringList{u"zeugma"_s};
    QTest::newRow("each once") << u"zeugmas and zeugmas with Hapax"_s
                               << QStringList{u"zeugmas"_s, u"hapax"_s};
    QTest::newRow("what is not wanted") << u"a beach without people"_s << QStringList{};
    QTest::newRow("other letters") << u"ein Fuchs 🦊 Лес"_s << QStringList{u"лес"_s};
    QTest::newRow("nothing") << u"mountains, a lake"_s << QStringList{};
}

void TestReader::unknownWordsAreListed()
{
    QFETCH(QString, prompt);
    QFETCH(QStringList, unknown);
    const Result<PromptReading> reading = readPrompt(prompt, Lexicon::builtin());
    QVERIFY(reading);
    QCOMPARE(reading->unknown, unknown);
}

void TestReader::unsafePromptsAreRefused_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("violence") << u"a beheading in a meadow"_s;
    QTest::newRow("upper case") << u"GORE on the beach"_s;
    QTest::newRow("sexual") << u"nude woman by the lake"_s;
    QTest::newRow("hate") << u"white power rally"_s;
    QTest::newRow("phrase over punctuation") << u"self-harm at night"_s;
    QTest::newRow("full-width letters") << u"ｎｕｄｅ"_s;
    QTest::newRow("in quotes") << u"a cake with “kill them”"_s;
    const QList<std::pair<const char *, QString>> abroad
        = {{"de", u"eine Enthauptung auf dem Marktplatz"_s}, {"de sexual", u"nackte Frau am Strand"_s},
            {"de hate", u"ein Hakenkreuz an der Wand"_s}, {"de corpse", u"eine Leiche im Wald"_s},
            {"es", u"un hombre decapitado"_s}, {"es sexual", u"una mujer desnuda en la playa"_s},
            {"es hate", u"una esvástica en la pared"_s}, {"es murder", u"un asesinato en la calle"_s},
            {"fr", u"un massacre dans le village"_s}, {"fr sexual", u"une femme nue sur la plage"_s},
            {"fr hate", u"une croix gammée"_s}, {"fr corpse", u"un cadavre dans la forêt"_s},
            {"pt", u"um homem torturado"_s}, {"pt sexual", u"uma mulher nua na praia"_s},
            {"pt hate", u"uma suástica na parede"_s}, {"pt murder", u"um assassinato na rua"_s},
            {"zh", u"森林里的尸体"_s}, {"zh sexual", u"一个裸女在海滩上"_s}, {"zh hate", u"墙上的纳粹标志"_s},
            {"zh murder", u"街上的谋杀"_s}};
    for (const auto &[name, prompt] : abroad)
        QTest::newRow(name) << prompt;
}

void TestReader::unsafePromptsAreRefused()
{
    QFETCH(QString, prompt);
    const Result<PromptReading> reading = readPrompt(prompt, Lexicon::builtin());
    QVERIFY(!reading);
    QCOMPARE(reading.error().kind, Error::Kind::Refused);
    QCOMPARE(reading.error().code, u"moderation_blocked"_s);
    QVERIFY(!reading.error().message.isEmpty());
}

void TestReader::harmlessWordsAreNotRefused_data()
{
    QTest::addColumn<QString>("prompt");
    for (const char *prompt : {"white clouds", "shooting star", "a skilled painter", "Essex at dawn",
             "killer whale in the sea", "shoot a photo of a lake", "a Bloody Mary drink", "a naked mole rat",
             "breast of chicken on a plate", "a cock crowing at dawn", "a murder of crows", "hot dogs",
             "a blood orange", "blood moon", "a nude lipstick on a table", "killer bees",
             "a photo shoot on a beach", "Hanging Gardens", "a rapeseed field", "a rooster and a pussy cat",
             "a man hanging a picture", "a scorpion and a bomb", "a dead tree", "Middlesex", "a grape",
             "a same sex couple", "dressed to kill", "a cannon", "a bikini on a beach", "a painkiller",
             "weed killer", "a butcher", "the black sea", "white flowers"})
        QTest::newRow(prompt) << QString::fromLatin1(prompt);
    for (const QString &prompt :
        {u"女性爱好者"_s, u"pieds nus sur la plage"_s, u"un violon"_s, u"eine Nacktschnecke"_s,
            u"ein Schlachthof"_s, u"der schwarze Wald"_s, u"un nuage"_s, u"el mar muerto"_s, u"黑色的猫"_s})
        QTest::newRow(qPrintable(prompt)) << prompt;
}

void TestReader::harmlessWordsAreNotRefused()
{
    QFETCH(QString, prompt);
    QVERIFY(readPrompt(prompt, Lexicon::builtin()));
}

void TestReader::usedWordsKeepTheirOrder()
{
    const Result<PromptReading> reading
        = readPrompt(u"purple clouds over mountains, clouds at sunset"_s, Lexicon::builtin());
    QVERIFY(reading);
    QCOMPARE(reading->used, (QStringList{u"purple"_s, u"cloud"_s, u"mountain"_s, u"sunset"_s}));
}

void TestReader::furnishingAddsGroundAndHour()
{
    for (quint64 seed = 1; seed < 20; ++seed) {
        const Scene scene = furnish({}, seed);
        QCOMPARE(toText(scene), u"place meadow; time day"_s);
        const Scene mountains = furnish({.places = {Place::Mountains}}, seed);
        QCOMPARE(mountains.places.size(), 2);
        QVERIFY(furnish({.time = TimeOfDay::Night}, seed).has(Feature::Stars));
        QCOMPARE(furnish({.features = {Feature::Aurora}}, seed).time, TimeOfDay::Night);
    }
}

void TestReader::furnishingKeepsWhatWasAsked()
{
    const Scene asked{
        .places = {Place::Mountains, Place::Meadow}, .time = TimeOfDay::Sunset, .weather = {Weather::Clouds}};
    QCOMPARE(furnish(asked, 7), asked);
}

void TestReader::theSkyIsNotSeenFromBelowTheWater()
{
    const auto placed = [](const QString &prompt) {
        const auto reading = readPrompt(prompt, Lexicon::builtin());
        return reading ? furnish(reading->scene, 1) : Scene();
    };
    QVERIFY(placed(u"a shark"_s).has(Place::Underwater));
    QVERIFY(placed(u"a blue whale under the northern lights"_s).has(Place::Sea));
    QVERIFY(!placed(u"a shark at night"_s).has(Place::Underwater));
    QVERIFY(placed(u"a shark under water at night"_s).has(Place::Underwater)); // as it is asked for
}

void TestReader::captionNamesColours()
{
    const Result<PromptReading> reading
        = readPrompt(u"a lake in the mountains at sunset, purple clouds, pink sky"_s, Lexicon::builtin());
    QVERIFY(reading);
    QCOMPARE(caption(reading->scene), u"lake, mountains, sunset, purple clouds, pink sky"_s);
    QCOMPARE(caption(readPrompt(u"golden hills"_s, Lexicon::builtin())->scene), u"golden hills"_s);
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
