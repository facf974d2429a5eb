// SPDX-License-Identifier: MIT
#include "guide/guide.h"
#include "session/bench.h"
#include "ui/code/guidesaver.h"
#include "ui/theme.h"

#include <QDir>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

// A window without the controls the guide speaks of: only the service's state ticks.
struct NoScreen : Screen {
    std::optional<QString> text(const QString &) const override { return std::nullopt; }
    bool shown(const QString &) const override { return false; }
    bool enabled(const QString &) const override { return false; }
    bool checked(const QString &) const override { return false; }
};

} // namespace

class TestGuideSaver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void takesAPictureOfTheChapterInFront();
    void picturesOutliveARestart();
    void startingOverForgetsThem();
    void savesTheWalkWithItsPictures();
    void saysWhatCannotBeSaved();
    void mayEndWhileItWrites();

private:
    StoryPictures &pictures() const { return m_saver->pictures(); }
    QString folder() const { return m_folder->filePath(u"guide"_s); }
    void saveIn(const QString &parent)
    {
        m_saver->setAskFolder([parent](QWidget *, const QString &, const auto &chosen) { chosen(parent); });
        m_saver->save();
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<QLabel> m_window;
    NoScreen m_screen;
    std::unique_ptr<Guide> m_guide;
    std::unique_ptr<GuideSaver> m_saver;
};

void TestGuideSaver::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestGuideSaver::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = std::make_unique<Bench>();
    QVERIFY(m_bench->load());
    m_window = std::make_unique<QLabel>(u"The window"_s);
    m_window->resize(320, 180);
    m_window->show();
    m_guide = std::make_unique<Guide>((*m_bench)->studio(), (*m_bench)->logModel(), m_screen);
    m_guide->setOpen(true);
    m_saver = std::make_unique<GuideSaver>(*m_guide, *m_window, folder());
}

void TestGuideSaver::cleanup()
{
    m_saver.reset();
    m_guide.reset();
    m_window.reset();
    m_bench.reset();
}

// Meter, product and customer are ticked at once; only the first chapter's page is in front.
void TestGuideSaver::takesAPictureOfTheChapterInFront()
{
    QVERIFY(pictures().files().isEmpty());
    QVERIFY(m_bench->makeExample());
    QTRY_VERIFY(pictures().ticked().size() >= 3);
    QTRY_COMPARE(pictures().files().keys(), QList<int>{0});
    QTRY_COMPARE(QImage(pictures().files().value(0)).size(), m_window->grab().toImage().size());
}

void TestGuideSaver::picturesOutliveARestart()
{
    QVERIFY(m_bench->makeExample());
    QTRY_COMPARE(pictures().files().keys(), QList<int>{0});
    m_saver = std::make_unique<GuideSaver>(*m_guide, *m_window, folder());
    QCOMPARE(pictures().files().keys(), QList<int>{0});
    m_guide->choose(u"tokens"_s);
    QVERIFY(pictures().files().isEmpty()); // those of another walk
}

void TestGuideSaver::startingOverForgetsThem()
{
    QVERIFY(m_bench->makeExample());
    QTRY_COMPARE(pictures().files().size(), 1);
    pictures().forget();
    QVERIFY(pictures().files().isEmpty());
    QVERIFY(QDir(folder()).isEmpty());
}

void TestGuideSaver::savesTheWalkWithItsPictures()
{
    QVERIFY(m_bench->makeExample());
    QTRY_VERIFY(!QImage(pictures().files().value(0)).isNull());
    QSignalSpy saved(m_saver.get(), &GuideSaver::saved);
    saveIn(m_folder->path());
    QVERIFY(saved.wait(30000));
    const QString path = saved.first().first().toString();
    QCOMPARE(QFileInfo(path).path(), m_folder->path());
    QFile guide(path + u"/guide.md"_s);
    QVERIFY(guide.open(QIODevice::ReadOnly));
    const QByteArray text = guide.readAll();
    QVERIFY(text.contains("| Customer id | `" + m_bench->session().state().customer()->id.text + "` |"));
    QVERIFY(text.contains("](images/01-"));
    QVERIFY(!text.contains((*m_bench)->address().apiKey));
    QCOMPARE(QDir(path + u"/images"_s).entryList(QDir::Files).size(), 1);
}

void TestGuideSaver::saysWhatCannotBeSaved()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QSignalSpy failed(m_saver.get(), &GuideSaver::failed);
    saveIn(file.fileName());
    QVERIFY(failed.wait(30000));
    QVERIFY(failed.first().first().value<Error>().message.contains(file.fileName()));
}

void TestGuideSaver::mayEndWhileItWrites()
{
    QVERIFY(m_bench->makeExample());
    saveIn(m_folder->path());
    m_saver.reset();
    const auto written = [this] {
        const QStringList folders = QDir(m_folder->path()).entryList({u"*-from-meter-to-bill"_s}, QDir::Dirs);
        return folders.size() == 1 && QFile::exists(m_folder->filePath(folders.first() + u"/guide.md"_s));
    };
    QTRY_VERIFY(written());
}

QTEST_MAIN(TestGuideSaver)
#include "tst_guidesaver.moc"
