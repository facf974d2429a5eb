// SPDX-License-Identifier: MIT
#include "ui/gallery/galleryshelf.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

GalleryShelf::GalleryShelf(QWidget *parent)
    : QWidget(parent)
    , m_text(makeLabel({}, TextRole::SmallMedium, Ink::Text, this))
    , m_row(new QHBoxLayout(this))
{
    setObjectName(u"galleryShelf"_s);
    m_text->setObjectName(u"galleryShelfText"_s);
    m_row->setContentsMargins(16, 8, 8, 8);
    m_row->setSpacing(4);
    m_row->addWidget(m_text);
    m_row->addSpacing(12);
    auto *close = new IconButton(IconName::X, tr("Close"), this);
    close->setObjectName(u"galleryShelfClose"_s);
    connect(close, &QAbstractButton::clicked, this, &GalleryShelf::closed);
    m_row->addWidget(close);
    parent->installEventFilter(this);
    hide();
}

void GalleryShelf::setMessage(const QString &text, Ink ink)
{
    m_text->setText(text);
    setInk(m_text, ink);
    setAccessibleName(text);
}

Button *GalleryShelf::addButton(const char *name, const QString &text, IconName icon)
{
    auto *button = new Button(text, ButtonRole::Quiet, this);
    button->setObjectName(QLatin1StringView(name));
    button->setButtonSize(ButtonSize::Small);
    button->setIconName(icon, Ink::Dim);
    m_row->insertWidget(m_row->count() - 1, button);
    m_buttons.append(button);
    return button;
}

void GalleryShelf::setButtons(const QList<Button *> &shown)
{
    for (Button *button : std::as_const(m_buttons))
        button->setVisible(shown.contains(button));
    m_row->activate();
    place();
}

void GalleryShelf::place()
{
    const QSize size = sizeHint().boundedTo(parentWidget()->size() - QSize(32, 0));
    setGeometry((parentWidget()->width() - size.width()) / 2,
        parentWidget()->height() - size.height() - 16 - m_lift, size.width(), size.height());
}

void GalleryShelf::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().surface, theme().control, 10);
}

bool GalleryShelf::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}
