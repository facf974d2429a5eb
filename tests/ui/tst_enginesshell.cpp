// SPDX-License-Identifier: MIT
#include "keyboard.h"
#include "looks.h"
#include "session/bench.h"
#include "ui/frame/mainwindow.h"
#include "ui/gallery/gallerypanel.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QDropEvent>
#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 60000; // milliseconds, on a slow machine
}

// The ways from the whole window to the picture engines, and what it says of them.
class TestEnginesShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pictureEnginesAreOneStepAway();
    void theTopBarFollowsThePictureEngine();
    void aDroppedPictureIsOpened();

private:
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Shell> m_shell;
};

void TestEnginesShell::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEnginesShell::init()
{
    m_bench = std::make_unique<Bench>();
    m_shell = std::make_unique<Shell>((*m_bench)->desk(), *m_themes, Shell::Memory::Forget);
    m_shell->show(QSize(1440, 900));
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, patience);
}

void TestEnginesShell::cleanup()
{
    m_shell.reset();
    m_bench.reset();
}

void TestEnginesShell::pictureEnginesAreOneStepAway()
{
    auto *sheet = window().findChild<QDialog *>(u"enginesSheet"_s);
    const auto opens = [this, sheet] {
        QTRY_VERIFY(sheet->isVisible());
        sheet->close();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    };
    QVERIFY(tabTo(u"startEngines"_s));
    key(Qt::Key_Return);
    opens();
    key(Qt::Key_Escape); // the start page
    QVERIFY(tabTo(u"picturesBadge"_s));
    key(Qt::Key_Space);
    opens();
    window().findChild<QAction *>(u"menuEngines"_s)->trigger();
    opens();
}

void TestEnginesShell::theTopBarFollowsThePictureEngine()
{
    Engines &engines = (*m_bench)->engines();
    const auto *badge = window().findChild<QAbstractButton *>(u"picturesBadge"_s);
    QCOMPARE(badge->text(), u"Pictures: demo painter"_s);
    engines.setUp("webui", QUrl(u"http://127.0.0.1:1"_s), u"dream"_s); // nobody listens there
    engines.choose("webui");
    QCOMPARE(badge->text(), u"Pictures: Stable Diffusion WebUI, dream"_s);
    PictureOrder order;
    order.prompt = u"A forest"_s;
    order.provider = "webui";
    order.model = u"dream"_s;
    QVERIFY((*m_bench)->studio().order(order));
    QTRY_VERIFY_WITH_TIMEOUT(badge->accessibleDescription().contains(u"127.0.0.1:1"_s), patience);
    looks::keep(window(), u"trouble"_s);
    engines.choose("demo");
    QCOMPARE(badge->text(), u"Pictures: demo painter"_s);
    QVERIFY(!badge->accessibleDescription().contains(u"127.0.0.1:1"_s));
}

void TestEnginesShell::aDroppedPictureIsOpened()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"somebody's.png"_s);
    QImage picture(64, 64, QImage::Format_RGB32);
    picture.fill(Qt::darkCyan);
    QVERIFY(picture.save(path));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window(), &enter);
    QVERIFY(window().findChild<QWidget *>(u"dropVeil"_s)->isVisible());
    looks::keep(window(), u"drop"_s);
    QDropEvent drop({400, 300}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window(), &drop);
    QCOMPARE(window().currentPage(), int(MainWindow::Generate));
    QTRY_VERIFY(window().findChild<GalleryPanel *>());
    QTRY_VERIFY(window().findChild<GalleryPanel *>()->isVisible());
}

QTEST_MAIN(TestEnginesShell)
#include "tst_enginesshell.moc"
