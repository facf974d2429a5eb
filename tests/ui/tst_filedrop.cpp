// SPDX-License-Identifier: MIT
#include "ui/frame/filedrop.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// Files over a window that has a field which takes drops of its own.
class TestFileDrop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void onePictureFileIsOpened();
    void anywhereOnTheWindow();
    void otherThingsAreRefused_data();
    void otherThingsAreRefused();
    void wordsGoWhereTheyWereDropped();
    void anotherWindowIsLeftAlone();
    void theVeilGoesWithTheFiles();

private:
    QString file(const QString &name) const
    {
        QFile made(m_folder.filePath(name));
        if (!made.open(QIODevice::WriteOnly))
            qFatal("no file");
        return made.fileName();
    }
    static void fill(QMimeData &data, const QStringList &urls)
    {
        QList<QUrl> all;
        for (const QString &url : urls)
            all << (url.contains(u':') ? QUrl(url) : QUrl::fromLocalFile(url));
        data.setUrls(all);
    }
    static bool drag(QWidget &over, const QMimeData &data)
    {
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        enter.ignore();
        QApplication::sendEvent(&over, &enter);
        return enter.isAccepted();
    }
    static void drop(QWidget &over, const QMimeData &data)
    {
        QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&over, &event);
    }
    QString title() const { return m_veil->findChild<QLabel *>(u"dropTitle"_s)->text(); }
    QString text() const { return m_veil->findChild<QLabel *>(u"dropText"_s)->text(); }

    QTemporaryDir m_folder;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_field = nullptr;
    FileDrop *m_veil = nullptr;
};

void TestFileDrop::init()
{
    m_window = std::make_unique<QWidget>();
    m_field = new QLineEdit(m_window.get());
    (new QVBoxLayout(m_window.get()))->addWidget(m_field);
    m_veil = new FileDrop(m_window.get());
    m_window->resize(600, 400);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestFileDrop::cleanup()
{
    m_window.reset();
}

void TestFileDrop::onePictureFileIsOpened()
{
    QSignalSpy dropped(m_veil, &FileDrop::fileDropped);
    for (const QString &name : {u"a.png"_s, u"b.JPG"_s, u"c.jpeg"_s, u"d with a space.webp"_s}) {
        const QString path = file(name);
        QMimeData data;
        fill(data, {path});
        QVERIFY(drag(*m_window, data));
        QVERIFY(m_veil->isVisible());
        QCOMPARE(m_veil->size(), m_window->size());
        QCOMPARE(title(), u"Drop it to see its bill"_s);
        drop(*m_window, data);
        QVERIFY(!m_veil->isVisible());
        QCOMPARE(dropped.takeFirst().first().toString(), path);
    }
}

void TestFileDrop::anywhereOnTheWindow()
{
    QSignalSpy dropped(m_veil, &FileDrop::fileDropped);
    QMimeData data;
    fill(data, {file(u"a.png"_s)});
    QVERIFY(drag(*m_field, data));
    drop(*m_field, data);
    QCOMPARE(dropped.size(), 1);
    QVERIFY(m_field->text().isEmpty());
}

void TestFileDrop::otherThingsAreRefused_data()
{
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("two files") << QStringList{u"a.png"_s, u"b.png"_s}
                               << u"One picture at a time. Drop a single file."_s;
    QTest::newRow("from the web") << QStringList{u"https://example.com/a.png"_s}
                                  << u"This is not a file of this computer. Save it first, then drop it."_s;
    QTest::newRow("a folder") << QStringList{QDir::tempPath()} << u"This is not a file. Drop a picture."_s;
    QTest::newRow("not there") << QStringList{u"/nowhere/a.png"_s}
                               << u"This is not a file. Drop a picture."_s;
    QTest::newRow("a text") << QStringList{u"notes.txt"_s}
                            << u"This is no picture. PNG, JPEG and WebP can be opened."_s;
    QTest::newRow("a drawing") << QStringList{u"logo.svg"_s}
                               << u"This is no picture. PNG, JPEG and WebP can be opened."_s;
}

void TestFileDrop::otherThingsAreRefused()
{
    QFETCH(QStringList, urls);
    QFETCH(const QString, refusal);
    for (QString &url : urls) {
        if (!url.contains(u'/'))
            url = file(url);
    }
    QSignalSpy dropped(m_veil, &FileDrop::fileDropped);
    QMimeData data;
    fill(data, urls);
    QVERIFY(drag(*m_window, data));
    QCOMPARE(title(), u"Nothing is opened"_s);
    QCOMPARE(text(), refusal);
    drop(*m_window, data);
    QVERIFY(m_veil->isVisible()); // long enough to read
    QCOMPARE(text(), refusal);
    QCOMPARE(dropped.size(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!m_veil->isVisible(), 8000);
}

void TestFileDrop::wordsGoWhereTheyWereDropped()
{
    QMimeData data;
    data.setText(u"a lake at sunset"_s);
    QVERIFY(drag(*m_field, data)); // by the field itself
    QVERIFY(!m_veil->isVisible());
    drop(*m_field, data);
    QCOMPARE(m_field->text(), u"a lake at sunset"_s);
}

void TestFileDrop::anotherWindowIsLeftAlone()
{
    QWidget other;
    QMimeData data;
    fill(data, {file(u"a.png"_s)});
    QVERIFY(!drag(other, data));
    QVERIFY(!m_veil->isVisible());
}

void TestFileDrop::theVeilGoesWithTheFiles()
{
    QMimeData data;
    fill(data, {file(u"a.png"_s)});
    QVERIFY(drag(*m_window, data));
    QDragLeaveEvent leave;
    QApplication::sendEvent(m_window.get(), &leave);
    QTRY_VERIFY(!m_veil->isVisible());
}

QTEST_MAIN(TestFileDrop)
#include "tst_filedrop.moc"
