// SPDX-License-Identifier: MIT
#include "ui/parts/historystrip.h"

#include "ui/fonts.h"
#include "ui/parts/historythumb.h"
#include "ui/style.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace {
constexpr int sideRoom = 6; // over and under caption and buttons
} // namespace

HistoryStrip::HistoryStrip(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_side(new QVBoxLayout)
    , m_caption(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_area(new QScrollArea(this))
{
    auto *inside = new QWidget(m_area);
    inside->setProperty("scrolled", true);
    m_row = new QHBoxLayout(inside);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(7);
    m_row->addStretch();
    m_area->setWidget(inside);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // keys, wheel and the focus move it
    m_side->setSpacing(4);
    m_side->addStretch();
    m_side->addWidget(makeLabel(tr("History"), TextRole::Strong, Ink::Text, this));
    m_side->addWidget(m_caption);
    m_side->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 1, 24, 0);
    row->setSpacing(24);
    row->addLayout(m_side);
    row->addWidget(m_area, 1);
    setAccessibleName(tr("History"));
    applyDensity();
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
}

void HistoryStrip::setItems(const QList<HistoryItem> &items)
{
    qDeleteAll(m_thumbs);
    m_thumbs.clear();
    for (const HistoryItem &item : items)
        add(item);
    setCurrent(m_current);
}

void HistoryStrip::appendItem(const HistoryItem &item)
{
    add(item);
}

void HistoryStrip::setItem(const QString &id, const HistoryItem &item)
{
    if (HistoryThumb *shown = thumb(id))
        shown->setItem(item);
}

void HistoryStrip::add(const HistoryItem &item)
{
    auto *added = new HistoryThumb(item, m_area->widget());
    added->setObjectName(u"history_"_s + item.id);
    added->setDensity(m_density);
    m_row->insertWidget(m_row->count() - 1, added);
    m_thumbs.append(added);
    m_group->addButton(added);
    keepOneTabStop(m_group);
    connect(added, &QAbstractButton::clicked, this, [this, added] {
        m_current = added->id();
        Q_EMIT activated(m_current);
    });
}

HistoryThumb *HistoryStrip::thumb(const QString &id) const
{
    for (HistoryThumb *candidate : m_thumbs) {
        if (candidate->id() == id)
            return candidate;
    }
    return nullptr;
}

void HistoryStrip::setCurrent(const QString &id)
{
    m_current = id;
    HistoryThumb *chosen = thumb(id);
    if (!chosen)
        return;
    chosen->setChecked(true);
    m_row->activate();
    m_area->ensureWidgetVisible(chosen, 40, 0);
}

void HistoryStrip::setCaption(const QString &text)
{
    m_caption->setText(text);
}

void HistoryStrip::setDensity(Density density)
{
    m_density = density;
    for (HistoryThumb *shown : std::as_const(m_thumbs))
        shown->setDensity(density);
    applyDensity();
}

void HistoryStrip::applyDensity()
{
    m_caption->setVisible(m_density == Density::Roomy);
    const int high
        = m_density == Density::Compact ? 72 : 92 + QFontMetrics(fontOf(TextRole::Axis)).height() + 6;
    setFixedHeight(std::max(high, m_side->sizeHint().height() + sideRoom));
}

void HistoryStrip::addSideWidget(QWidget *widget)
{
    m_side->insertWidget(m_side->count() - 1, widget, 0, Qt::AlignLeft);
    applyDensity();
}

bool HistoryStrip::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        applyDensity();
    return done;
}

void HistoryStrip::step(int by)
{
    qsizetype at = 0;
    for (qsizetype i = 0; i < m_thumbs.size(); ++i)
        at = m_thumbs[i]->hasFocus() ? i : at;
    at = std::clamp<qsizetype>(at + by, 0, m_thumbs.size() - 1);
    m_thumbs[at]->setFocus(Qt::TabFocusReason); // walking alone chooses nothing
    m_area->ensureWidgetVisible(m_thumbs[at], 40, 0);
}

void HistoryStrip::keyPressEvent(QKeyEvent *event)
{
    if (m_thumbs.isEmpty())
        return QWidget::keyPressEvent(event);
    const int all = int(m_thumbs.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Home:
        return step(-all);
    case Qt::Key_End:
        return step(all);
    default:
        QWidget::keyPressEvent(event);
    }
}

void HistoryStrip::wheelEvent(QWheelEvent *event)
{
    const int by = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    QScrollBar *bar = m_area->horizontalScrollBar();
    bar->setValue(bar->value() - by);
}

void HistoryStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
}
