// SPDX-License-Identifier: MIT
#include "ui/pages/generategallery.h"

#include "ui/frame/pageactions.h"
#include "ui/gallery/gallerypanel.h"

#include <QStackedLayout>

GenerateGallery::GenerateGallery(QStackedLayout &places, QWidget *page)
    : QObject(page)
    , m_places(places)
    , m_page(page)
{
}

bool GenerateGallery::isOpen() const
{
    return m_panel && m_places.currentWidget() == m_panel;
}

PageActions *GenerateGallery::keys() const
{
    return dynamic_cast<PageActions *>(static_cast<QWidget *>(m_panel));
}

bool GenerateGallery::show()
{
    if (!canOpen())
        return false;
    if (!m_panel) {
        m_panel = m_make(m_page);
        m_places.addWidget(m_panel);
        connect(m_panel, &GalleryPanel::closed, this, &GenerateGallery::close);
        Q_EMIT made(m_panel);
        m_panel->reload();
    }
    if (!isOpen())
        m_before = m_page->focusWidget();
    m_places.setCurrentWidget(m_panel);
    m_panel->setFocus(Qt::OtherFocusReason);
    return true;
}

void GenerateGallery::open()
{
    show();
}

void GenerateGallery::openPicture(const EventId &id)
{
    if (show())
        m_panel->openPicture(id);
}

void GenerateGallery::openFile(const QString &path)
{
    if (show())
        m_panel->openFile(path);
}

void GenerateGallery::close()
{
    if (!isOpen())
        return;
    m_places.setCurrentIndex(0);
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    Q_EMIT closed();
}
