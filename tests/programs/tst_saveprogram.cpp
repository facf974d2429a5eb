// SPDX-License-Identifier: MIT
#include "programs/program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSaveProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void makesTheFolderAndWritesBytes();
    void namesTheFileThatIsThereAndWritesNothing();
    void brokenLinkIsNotFollowed();
    void unsafeNamesAreRefused_data();
    void unsafeNamesAreRefused();
    void otherFilesStay();
    void fileInPlaceOfTheFolderIsAnError();

private:
    static Program program()
    {
        return {u"T"_s, {{u"src/a.ts"_s, "one\n"}, {u".env.example"_s, "\xc3\xa9"}}, {}, {}};
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    }
    QString in(const QString &name) const { return m_dir.filePath(name); }

    QTemporaryDir m_dir;
};

void TestSaveProgram::makesTheFolderAndWritesBytes()
{
    QVERIFY(saveProgram(program(), in(u"new/folder"_s)).ok());
    QCOMPARE(read(in(u"new/folder/src/a.ts"_s)), QByteArray("one\n"));
    QCOMPARE(read(in(u"new/folder/.env.example"_s)), QByteArray("\xc3\xa9"));
}

void TestSaveProgram::namesTheFileThatIsThereAndWritesNothing()
{
    QVERIFY(QDir(m_dir.path()).mkpath(u"taken"_s));
    QFile own(in(u"taken/.env.example"_s));
    QVERIFY(own.open(QIODevice::WriteOnly) && own.write("mine") == 4);
    own.close();
    const auto saved = saveProgram(program(), in(u"taken"_s));
    QVERIFY(!saved.ok());
    QVERIFY(saved.error().message.contains(u"“.env.example”"_s));
    QCOMPARE(read(own.fileName()), QByteArray("mine"));
    QVERIFY(!QFile::exists(in(u"taken/src/a.ts"_s)));
}

void TestSaveProgram::brokenLinkIsNotFollowed()
{
    QVERIFY(QDir(m_dir.path()).mkpath(u"linked"_s));
    QVERIFY(QFile::link(in(u"elsewhere"_s), in(u"linked/.env.example"_s)));
    QVERIFY(!saveProgram(program(), in(u"linked"_s)).ok());
    QVERIFY(!QFile::exists(in(u"elsewhere"_s)));
}

void TestSaveProgram::unsafeNamesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
        {"../a", "/etc/a", "a/../b", "a//b", "", ".", "..", "a\\b", "a\nb", "C:a", "a/", "~/a b"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestSaveProgram::unsafeNamesAreRefused()
{
    QFETCH(QString, name);
    const Program bad{u"T"_s, {{u"good"_s, "x"}, {name, "x"}}, {}, {}};
    QVERIFY(!saveProgram(bad, in(u"unsafe"_s)).ok());
    QVERIFY(!QFile::exists(in(u"unsafe/good"_s)));
}

void TestSaveProgram::otherFilesStay()
{
    QVERIFY(saveProgram(program(), in(u"shared"_s)).ok());
    const Program second{u"T"_s, {{u"src/b.ts"_s, "two"}}, {}, {}};
    QVERIFY(saveProgram(second, in(u"shared"_s)).ok());
    QCOMPARE(read(in(u"shared/src/a.ts"_s)), QByteArray("one\n"));
}

void TestSaveProgram::fileInPlaceOfTheFolderIsAnError()
{
    QFile file(in(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!saveProgram(program(), in(u"file"_s)).ok());
}

QTEST_GUILESS_MAIN(TestSaveProgram)
#include "tst_saveprogram.moc"
