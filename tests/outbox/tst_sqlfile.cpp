// SPDX-License-Identifier: MIT
#include "support/sqlfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const SchemaStep first{u"CREATE TABLE a(x INTEGER)"_s, u"INSERT INTO a VALUES(7)"_s};
const SchemaStep second{u"ALTER TABLE a ADD COLUMN y TEXT DEFAULT 'new'"_s};

Result<QString> one(SqlFile &file, const QString &sql)
{
    Result<QSqlQuery> row = file.run(sql);
    if (!row)
        return row.error();
    return row->next() ? row->value(0).toString() : QString();
}

} // namespace

class TestSqlFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void newFileGetsTheWholeSchema();
    void fullMeansWalAndFull();
    void olderFileIsCopiedThenSteppedUp();
    void newerFileIsRefusedWithASentence();
    void garbageIsRefusedWithASentence();
    void failedStepsLeaveNothing();
    void fullDiskIsASentenceAndKeepsWhatWas();
    void wrongSqlIsAnErrorNotACrash();

private:
    QString path() const { return m_dir->filePath(u"file.db"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSqlFile::newFileGetsTheWholeSchema()
{
    const auto file = SqlFile::open(path(), Durability::Full, {first, second});
    QVERIFY(file);
    QVERIFY((*file)->isNew());
    QCOMPARE(*one(**file, u"SELECT y FROM a"_s), u"new"_s);
    QCOMPARE(*one(**file, u"PRAGMA user_version"_s), u"2"_s);
    QVERIFY(!QFile::exists(path() + ".v1"_L1)); // nothing old to keep
}

void TestSqlFile::fullMeansWalAndFull()
{
    const auto full = SqlFile::open(path(), Durability::Full, {first});
    QCOMPARE(*one(**full, u"PRAGMA journal_mode"_s), u"wal"_s);
    QCOMPARE(*one(**full, u"PRAGMA synchronous"_s), u"2"_s);
    const auto normal = SqlFile::open(m_dir->filePath(u"log.db"_s), Durability::Normal, {first});
    QCOMPARE(*one(**normal, u"PRAGMA synchronous"_s), u"1"_s);
}

void TestSqlFile::olderFileIsCopiedThenSteppedUp()
{
    QVERIFY(SqlFile::open(path(), Durability::Full, {first}));
    const auto file = SqlFile::open(path(), Durability::Full, {first, second});
    QVERIFY(file);
    QVERIFY(!(*file)->isNew());
    QCOMPARE(*one(**file, u"SELECT x || y FROM a"_s), u"7new"_s);
    const auto copy = SqlFile::open(path() + ".v1"_L1, Durability::Full, {first});
    QVERIFY(copy);
    QCOMPARE(*one(**copy, u"SELECT x FROM a"_s), u"7"_s);
}

void TestSqlFile::newerFileIsRefusedWithASentence()
{
    QVERIFY(SqlFile::open(path(), Durability::Full, {first, second}));
    const auto file = SqlFile::open(path(), Durability::Full, {first});
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Error::Kind::Storage);
    QCOMPARE(file.error().message,
        u"“file.db” was written by a newer PixelMeter. Use that one or another folder."_s);
}

void TestSqlFile::garbageIsRefusedWithASentence()
{
    QFile garbage(path());
    QVERIFY(garbage.open(QIODevice::WriteOnly));
    garbage.write(QByteArray(5000, 'x'));
    garbage.close();
    const auto file = SqlFile::open(path(), Durability::Full, {first});
    QVERIFY(!file);
    QCOMPARE(
        file.error().message, u"“file.db” is not a file of this program. Move it away and start again."_s);
    QVERIFY(garbage.open(QIODevice::ReadOnly));
    QCOMPARE(garbage.readAll(), QByteArray(5000, 'x')); // untouched
}

void TestSqlFile::failedStepsLeaveNothing()
{
    const auto file = SqlFile::open(path(), Durability::Full, {first});
    const Result<void> done = (*file)->transaction([&]() -> Result<void> {
        if (const auto ran = (*file)->run(u"INSERT INTO a VALUES(8)"_s); !ran)
            return ran.error();
        return Error{.message = u"no"_s};
    });
    QCOMPARE(done.error().message, u"no"_s);
    QCOMPARE(*one(**file, u"SELECT COUNT(*) FROM a"_s), u"1"_s);
}

void TestSqlFile::fullDiskIsASentenceAndKeepsWhatWas()
{
    const auto file = SqlFile::open(path(), Durability::Full, {first});
    QVERIFY((*file)->run(u"PRAGMA max_page_count=3"_s));
    const Result<void> done = (*file)->transaction([&] {
        return (*file)->runEach(u"INSERT INTO a VALUES(zeroblob(?))"_s, {{9000}, {9000}, {9000}});
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"13"_s);
    QCOMPARE(done.error().message, u"The disk is full. Nothing stored before is lost."_s);
    QCOMPARE(*one(**file, u"SELECT COUNT(*) FROM a"_s), u"1"_s);
    QVERIFY((*file)->transaction([] { return Result<void>(); })); // and the file goes on working
}

void TestSqlFile::wrongSqlIsAnErrorNotACrash()
{
    const auto file = SqlFile::open(path(), Durability::Full, {first});
    const auto ran = (*file)->run(u"SELECT nonsense FROM nowhere"_s);
    QVERIFY(!ran);
    QCOMPARE(ran.error().kind, Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(TestSqlFile)
#include "tst_sqlfile.moc"
