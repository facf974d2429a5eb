// SPDX-License-Identifier: MIT
#pragma once

#include "gallerydesk.h"
#include "tight.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/gallerymodel.h"
#include "ui/gallery/gallerypanel.h"

#include <QLabel>
#include <QScrollBar>

// The gallery over a workspace with pictures, and the hands and eyes of who uses it.
class GalleryBench {
protected:
    void open(int pictures);
    bool settled() const;
    GalleryGrid *grid() const { return part<GalleryGrid>(*m_panel, "galleryGrid"); }
    int shown() const { return grid()->model()->rowCount(); }
    QString label(const char *name) const { return part<QLabel>(*m_panel, name)->text(); }
    void click(int row, Qt::KeyboardModifiers keys = {})
    {
        const QRect box = grid()->visualRect(grid()->model()->index(row, 0));
        QTest::mouseClick(grid()->viewport(), Qt::LeftButton, keys, box.center());
    }
    QList<int> chosen() const
    {
        QList<int> rows;
        for (const QModelIndex &index : grid()->selectionModel()->selectedIndexes())
            rows.append(index.row());
        std::ranges::sort(rows);
        return rows;
    }
    void key(Qt::Key which, Qt::KeyboardModifiers keys = {})
    {
        QVERIFY(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), which, keys);
    }
    void showLarge(int row);
    bool large() const { return part(*m_panel, "galleryCanvas")->isVisible(); }
    bool makeBilledPicture();
    void close();

    std::unique_ptr<GalleryDesk> m_desk;
    std::unique_ptr<GalleryPanel> m_panel;
};

inline void GalleryBench::open(int pictures)
{
    m_desk = std::make_unique<GalleryDesk>(pictures);
    m_panel = std::make_unique<GalleryPanel>(m_desk->desk());
    m_panel->resize(1280, 623);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), pictures, patience);
    if (pictures > 0)
        QTRY_VERIFY_WITH_TIMEOUT(settled(), patience);
}

inline bool GalleryBench::settled() const
{
    return grid()->model()->index(0, 0).data(GalleryModel::ThumbRole).value<QImage>().width()
        == grid()->side();
}

inline void GalleryBench::close()
{
    m_panel.reset();
    m_desk.reset();
}

inline void GalleryBench::showLarge(int row)
{
    click(row);
    key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(large(), patience);
}

inline bool GalleryBench::makeBilledPicture()
{
    Session &session = (*m_desk)->session();
    Example example(session, *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    if (!finished.wait(patience))
        return false;
    session.refresh();
    if (!QTest::qWaitFor([&] { return session.state().customer() != nullptr; }, patience))
        return false;
    const auto jobs = (*m_desk)->studio().order({.prompt = u"A lake"_s, .tier = "draft", .size = {256, 256}});
    if (!jobs || jobs->isEmpty())
        return false;
    QSignalSpy ended(jobs->first(), &PictureJob::ended);
    return jobs->first()->finished() || ended.wait(patience);
}
