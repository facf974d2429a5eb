// SPDX-License-Identifier: MIT
#include "imaging/filename.h"

#include <QTest>

using namespace Qt::StringLiterals;

class FileNameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void nameIsWordsAndDate_data();
    void nameIsWordsAndDate();
};

void FileNameTest::nameIsWordsAndDate_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("words");
    QTest::newRow("plain") << u"A cute robot painting"_s << u"a-cute-robot-painting"_s;
    QTest::newRow("marks") << u"  Hello, \"world\"! (2nd) "_s << u"hello-world-2nd"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"etc-passwd"_s;
    QTest::newRow("empty") << QString() << u"picture"_s;
    QTest::newRow("signs only") << u"?? / *"_s << u"picture"_s;
    QTest::newRow("other scripts") << u"Море и 山"_s << u"море-и-山"_s;
    QTest::newRow("whole words") << u"a steampunk coffee machine in a victorian kitchen with steam"_s
                                 << u"a-steampunk-coffee-machine-in-a-victorian"_s;
    QTest::newRow("one long word") << QString(200, u'x') << QString(48, u'x');
}

void FileNameTest::nameIsWordsAndDate()
{
    QFETCH(QString, prompt);
    QFETCH(QString, words);
    QCOMPARE(fileNameFor(prompt, *timeFromIso("2026-11-21T10:00:00Z")), words + u"-2026-11-21.png"_s);
}

QTEST_GUILESS_MAIN(FileNameTest)
#include "tst_filename.moc"
