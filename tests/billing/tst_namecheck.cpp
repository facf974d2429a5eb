// SPDX-License-Identifier: MIT
#include "billing/namecheck.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = NameCheck::Kind;
using Places = QList<int>;

class NameCheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesWhatIsOff_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("kind");
        QTest::addColumn<Places>("odd");
        QTest::addColumn<QString>("oddName");
        QTest::addColumn<QString>("wantedName");
        const auto row = [](const char *name, const QString &typed, Kind kind, const Places &odd,
                             const QString &oddName, const QString &wantedName) {
            QTest::newRow(name) << typed << int(kind) << odd << oddName << wantedName;
        };
        row("same", u"image.generated"_s, Kind::Same, {}, u""_s, u""_s);
        row("empty", u""_s, Kind::Empty, {}, u""_s, u""_s);
        row("capital", u"Image.generated"_s, Kind::Case, {0}, u"I"_s, u"i"_s);
        row("two capitals", u"Image.Generated"_s, Kind::Case, {0, 6}, u"I"_s, u"i"_s);
        row("shouted", u"IMAGE.generated"_s, Kind::Case, {0, 1, 2, 3, 4}, u"I"_s, u"i"_s);
        row("space for the dot", u"image generated"_s, Kind::SpaceInside, {5}, u"space"_s, u"."_s);
        row("space after the dot", u"image. generated"_s, Kind::SpaceInside, {6}, u"space"_s, u""_s);
        row("space before the dot", u"image .generated"_s, Kind::SpaceInside, {5}, u"space"_s, u""_s);
        row("invisible inside", u"image.gen\u200berated"_s, Kind::SpaceInside, {9}, u"zero-width space"_s,
            u""_s);
        row("space after", u"image.generated "_s, Kind::SpaceAround, {15}, u"space"_s, u""_s);
        row("space before", u" image.generated"_s, Kind::SpaceAround, {0}, u"space"_s, u""_s);
        row("no-break space after", u"image.generated\u00a0"_s, Kind::SpaceAround, {15}, u"no-break space"_s,
            u""_s);
        row("tab before", u"\timage.generated"_s, Kind::SpaceAround, {0}, u"tab"_s, u""_s);
        row("invisible before", u"\ufeffimage.generated"_s, Kind::SpaceAround, {0}, u"byte order mark"_s,
            u""_s);
        row("Cyrillic", u"im\u0430ge.generated"_s, Kind::LookAlike, {2}, u"Cyrillic “\u0430”"_s, u"a"_s);
        row("Greek", u"\u03b9mage.generated"_s, Kind::LookAlike, {0}, u"Greek “\u03b9”"_s, u"i"_s);
        row("Greek for another letter", u"image.generat\u03bfd"_s, Kind::NearMiss, {13}, u"Greek “\u03bf”"_s,
            u"e"_s);
        row("full-width", u"\uff49mage.generated"_s, Kind::LookAlike, {0}, u"full-width “\uff49”"_s, u"i"_s);
        row("full-width dot", u"image\uff0egenerated"_s, Kind::LookAlike, {5}, u"full-width “\uff0e”"_s,
            u"."_s);
        row("middle dot", u"image\u00b7generated"_s, Kind::LookAlike, {5}, u"middle dot “\u00b7”"_s, u"."_s);
        row("underscore", u"image_generated"_s, Kind::Separator, {5}, u"_"_s, u"."_s);
        row("dash", u"image-generated"_s, Kind::Separator, {5}, u"-"_s, u"."_s);
        row("slash", u"image/generated"_s, Kind::Separator, {5}, u"/"_s, u"."_s);
        row("en dash", u"image\u2013generated"_s, Kind::Separator, {5}, u"en dash “\u2013”"_s, u"."_s);
        row("letter missing", u"image.generatd"_s, Kind::NearMiss, {}, u""_s, u"e"_s);
        row("letter too many", u"image.generateed"_s, Kind::NearMiss, {13}, u"e"_s, u""_s);
        row("wrong letter", u"image.generates"_s, Kind::NearMiss, {14}, u"s"_s, u"d"_s);
        row("swapped", u"imgae.generated"_s, Kind::NearMiss, {2, 3}, u"ga"_s, u"ag"_s);
        row("two off", u"imag.generatd"_s, Kind::NearMiss, {}, u""_s, u"e"_s);
        row("no dot", u"imagegenerated"_s, Kind::NearMiss, {}, u""_s, u"."_s);
        row("other word", u"video.rendered"_s, Kind::Different, {}, u""_s, u""_s);
        row("three off", u"imag.genratd"_s, Kind::Different, {}, u""_s, u""_s);
        row("mixed", u"Image_Generated "_s, Kind::Case, {0, 5, 6, 15}, u"I"_s, u"i"_s);
    }
    void namesWhatIsOff()
    {
        QFETCH(const QString, typed);
        QFETCH(const int, kind);
        QFETCH(const Places, odd);
        QFETCH(const QString, oddName);
        QFETCH(const QString, wantedName);
        const NameCheck check = checkName(typed, u"image.generated"_s);
        QCOMPARE(int(check.kind), kind);
        QCOMPARE(check.oddInTyped, odd);
        QCOMPARE(check.oddName, oddName);
        QCOMPARE(check.wantedName, wantedName);
        QCOMPARE(check.same(), check.kind == Kind::Same);
        QCOMPARE(check.typed, typed);
    }

    void marksThePlacesInTheExpectedName()
    {
        QCOMPARE(checkName(u"image.generatd"_s, u"image.generated"_s).oddInExpected, Places{13});
        QCOMPARE(checkName(u"image_generated"_s, u"image.generated"_s).oddInExpected, Places{5});
        QCOMPARE(checkName(u"image. generated"_s, u"image.generated"_s).oddInExpected, Places{});
    }

    void anotherMetersNameIsSaid()
    {
        const QList<NamedMeter> meters{{u"Tokens"_s, u"llm.tokens"_s}, {u"Calls"_s, u"api.call"_s}};
        const NameCheck check = checkName(u"api.call"_s, u"image.generated"_s, meters);
        QCOMPARE(check.kind, Kind::OtherMeter);
        QCOMPARE(check.otherMeter, u"Calls"_s);
        QCOMPARE(checkName(u"api.calls"_s, u"image.generated"_s, meters).kind, Kind::Different);
    }

    void aShortNameIsNotNearToEverything()
    {
        QCOMPARE(checkName(u"ab"_s, u"cd"_s).kind, Kind::Different);
        QCOMPARE(checkName(u"cat"_s, u"car"_s).kind, Kind::NearMiss);
    }

    void anExpectedNameMayHoldSpaces()
    {
        QCOMPARE(checkName(u"image.made"_s, u"image made"_s).kind, Kind::Separator);
        QCOMPARE(checkName(u"image  made"_s, u"image made"_s).kind, Kind::SpaceInside);
        QCOMPARE(checkName(u"image.made"_s, u"image made"_s).wantedName, u"space"_s);
    }
};

QTEST_GUILESS_MAIN(NameCheckTest)
#include "tst_namecheck.moc"
