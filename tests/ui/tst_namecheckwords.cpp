// SPDX-License-Identifier: MIT
#include "ui/pages/namecheckwords.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestNameCheckWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachWrongNameHasItsSentence_data();
    void eachWrongNameHasItsSentence();
    void sentencesAreShort();
};

void TestNameCheckWords::eachWrongNameHasItsSentence_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    const QString sends = u"This program sends image.generated. "_s;

    QTest::newRow("case") << u"Image.generated"_s << u"One letter differs: a capital “I”"_s
                          << sends + u"Yours has a capital I, so nothing would be counted."_s;
    QTest::newRow("two cases") << u"Image.Generated"_s << u"2 letters differ in case"_s
                               << sends + u"Yours has a capital I, so nothing would be counted."_s;
    QTest::newRow("space for the dot") << u"image generated"_s << u"A space instead of the dot"_s
                                       << sends + u"Yours has a space inside, so nothing would be counted."_s;
    QTest::newRow("inner space") << u"image. generated"_s << u"A space inside the name"_s
                                 << sends + u"Yours has a space inside, so nothing would be counted."_s;
    QTest::newRow("end space") << u"image.generated "_s << u"A space after the name"_s
                               << sends + u"Yours ends with a space, so nothing would be counted."_s;
    QTest::newRow("front space") << u" image.generated"_s << u"A space before the name"_s
                                 << sends + u"Yours begins with a space, so nothing would be counted."_s;
    QTest::newRow("look-alike") << u"im\u0430ge.generated"_s << u"Cyrillic “\u0430” in the name"_s
                                << sends + u"Yours only looks the same, so nothing would be counted."_s;
    QTest::newRow("underscore") << u"image_generated"_s << u"An underscore instead of the dot"_s
                                << sends + u"Yours has an underscore, so nothing would be counted."_s;
    QTest::newRow("letter missing") << u"image.generatd"_s << u"One letter is missing"_s
                                    << sends + u"Yours is one letter off, so nothing would be counted."_s;
    QTest::newRow("letter off") << u"image.generaded"_s << u"One letter differs"_s
                                << sends + u"Yours is one letter off, so nothing would be counted."_s;
    QTest::newRow("other meter") << u"api.call"_s << u"The event name of “API Call Meter”"_s
                                 << u"Both will count it. This program sends image.generated."_s;
    QTest::newRow("empty") << u""_s << u"The event name is empty"_s
                           << sends + u"Without a name nothing can be counted."_s;
    QTest::newRow("different") << u"video.rendered"_s << u"Another name"_s
                               << sends + u"Its events would not be counted by this meter."_s;
}

void TestNameCheckWords::eachWrongNameHasItsSentence()
{
    QFETCH(QString, typed);
    const NameCheck check = checkName(typed, u"image.generated"_s, {{u"API Call Meter"_s, u"api.call"_s}});
    const NameWords words = nameWords(check);
    QTEST(words.title, "title");
    QTEST(words.sentence, "sentence");
    QCOMPARE(words.mend, u"Use image.generated"_s);
}

void TestNameCheckWords::sentencesAreShort()
{
    for (const QString &typed : {u"Image.generated"_s, u"image generated"_s, u"image_generated"_s, u""_s}) {
        const QString text = nameWords(checkName(typed, u"image.generated"_s)).sentence;
        for (const QString &sentence : text.split(u". "_s))
            QVERIFY2(sentence.split(u' ').size() <= 15, qPrintable(sentence));
    }
    QVERIFY(nameWords(checkName(u"image.generated"_s, u"image.generated"_s)).mend.isEmpty());
}

QTEST_GUILESS_MAIN(TestNameCheckWords)
#include "tst_namecheckwords.moc"
