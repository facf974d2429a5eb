// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerypanel.h"

#include "ui/parts/emptystate.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GalleryPanel::GalleryPanel(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_empty(new EmptyState(this))
{
    setObjectName(u"galleryPanel"_s);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_empty);
    m_empty->setContent(IconName::Image, tr("No pictures yet"), tr("Every picture you make is kept here."));
    connect(m_empty->addButton(tr("Make a picture")), &QAbstractButton::clicked, this, &GalleryPanel::closed);
    reload();
}

void GalleryPanel::reload()
{
    whenDone(m_desk.session.outbox().images(1), this,
        [this](const Result<QList<ImageRow>> &rows) { m_empty->setVisible(rows && rows->isEmpty()); });
}

void GalleryPanel::openPicture(const EventId &)
{
    reload();
}

void GalleryPanel::openFile(const QString &)
{
    reload();
}
