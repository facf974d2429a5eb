// SPDX-License-Identifier: MIT
#include "ui/frame/topbar.h"

#include "ui/fonts.h"
#include "ui/frame/barcell.h"
#include "ui/frame/queuechip.h"
#include "ui/frame/sourcebadge.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QTimer>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace {

// Nine pixels, three free and six billable: the mark.
class Mark : public QWidget {
public:
    explicit Mark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(18, 18);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        constexpr bool lit[] = {false, false, true, false, true, true, true, true, true};
        QPainter painter(this);
        for (int i = 0; i < 9; ++i)
            paintBox(painter, QRectF(i % 3 * 6.5, i / 3 * 6.5, 5, 5),
                lit[i] ? theme().accent.ink : theme().control, {}, 1);
    }
};

} // namespace

TopBar::TopBar(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 16, 0);
    row->setSpacing(0);
    buildLeft(row);
    row->addSpacing(0); // what fold() keeps free between the halves
    row->addStretch();
    buildRight(row);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Where billing and pictures go"));
    showIcons();
    setCustomer({});
    setBill({}, {});
    setQueue({});
    setAddress({}, {});
    setDate({}, {}, ReturnArrow::Hidden);
}

void TopBar::buildLeft(QHBoxLayout *row)
{
    m_mark = new Mark(this);
    m_name = makeLabel(u"PixelMeter"_s, TextRole::Section, Ink::Text, this);
    m_badge = new BillingBadge(this);
    m_badge->setObjectName(u"billingBadge"_s);
    m_billing = new QMenu(this);
    m_billing->setObjectName(u"billingMenu"_s);
    connect(m_badge, &QAbstractButton::clicked, this, &TopBar::openBilling);
    m_pictures = new SourceBadge(this);
    m_pictures->setObjectName(u"picturesBadge"_s);
    connect(m_pictures, &QAbstractButton::clicked, this, &TopBar::picturesClicked);
    m_pictures->hide();
    m_address = makeLabel({}, TextRole::MonoSmall, Ink::Mute, this);
    m_address->setObjectName(u"address"_s);
    m_copy = new CopyButton(tr("Copy the address"), this);
    m_copy->setObjectName(u"copyAddress"_s);
    m_calls = makeLabel({}, TextRole::Help, Ink::Amber, this);
    m_calls->setObjectName(u"callsLeft"_s);
    m_calls->hide();
    m_queue = new QueueChip(this);
    m_queue->setObjectName(u"queueChip"_s);
    connect(m_queue, &QAbstractButton::clicked, this, &TopBar::queueClicked);
    row->addWidget(m_mark);
    row->addSpacing(10);
    row->addWidget(m_name);
    row->addSpacing(18);
    row->addWidget(m_badge);
    row->addSpacing(12);
    row->addWidget(m_pictures);
    row->addSpacing(12);
    row->addWidget(m_address);
    row->addWidget(m_copy);
    row->addSpacing(4);
    row->addWidget(m_calls);
    row->addSpacing(4);
    row->addWidget(m_queue);
}

void TopBar::buildRight(QHBoxLayout *row)
{
    m_customerCell = new BarCell(BarCell::Use::Opens, this);
    m_customerCell->setObjectName(u"customerCell"_s);
    m_customerIcon = new QLabel(m_customerCell);
    m_customer = new ElidedLabel({}, TextRole::SmallMedium, Ink::Text, m_customerCell);
    m_customer->setObjectName(u"customer"_s);
    m_customerCell->add(m_customerIcon);
    m_customerCell->add(m_customer);
    connect(m_customerCell, &QAbstractButton::clicked, this, &TopBar::customerClicked);

    m_dateCell = new BarCell(BarCell::Use::Shows, this);
    m_dateIcon = new QLabel(m_dateCell);
    m_date = makeLabel({}, TextRole::SmallMedium, Ink::Text, m_dateCell);
    m_date->setObjectName(u"date"_s);
    m_time = makeLabel({}, TextRole::Small, Ink::Mute, m_dateCell);
    m_time->setObjectName(u"time"_s);
    m_return = new IconButton(IconName::Undo, tr("Return to today"), m_dateCell);
    m_return->setObjectName(u"returnToToday"_s);
    m_return->setIconExtent(14);
    for (QWidget *label :
        {static_cast<QWidget *>(m_dateIcon), static_cast<QWidget *>(m_date), static_cast<QWidget *>(m_time)})
        m_dateCell->add(label);
    m_dateCell->addControl(m_return);
    m_dateCell->setEndMargin(9); // the button has its own
    connect(m_return, &QAbstractButton::clicked, this, &TopBar::returnToTodayRequested);

    m_billCell = new BarCell(BarCell::Use::Opens, this);
    m_billCell->setObjectName(u"billCell"_s);
    m_usage = makeLabel({}, TextRole::Small, Ink::Dim, m_billCell);
    m_usage->setObjectName(u"usage"_s);
    m_amount = makeLabel({}, TextRole::Section, Ink::Text, m_billCell);
    m_amount->setObjectName(u"billAmount"_s);
    m_billCell->add(m_usage);
    m_billCell->add(m_amount);
    connect(m_billCell, &QAbstractButton::clicked, this, &TopBar::billClicked);

    m_menu = new QMenu(this);
    m_menuButton = new IconButton(IconName::Menu, tr("Menu"), this);
    m_menuButton->setObjectName(u"menuButton"_s);
    m_menuButton->setExtent(36);
    m_menuButton->setIconExtent(18);
    connect(m_menuButton, &QAbstractButton::clicked, this, [this] { openMenu(Open::ByMouse); });
    for (QWidget *cell : {static_cast<QWidget *>(m_customerCell), static_cast<QWidget *>(m_dateCell),
             static_cast<QWidget *>(m_billCell)})
        row->addWidget(cell);
    row->addWidget(m_menuButton, 0, Qt::AlignVCenter);
}

void TopBar::openMenu(Open by)
{
    const QPoint corner
        = m_menuButton->mapToGlobal(QPoint(m_menuButton->width(), m_menuButton->height() + 4));
    m_menu->popup(corner - QPoint(m_menu->sizeHint().width(), 0));
    if (by == Open::ByKey && !m_menu->actions().isEmpty())
        m_menu->setActiveAction(m_menu->actions().first());
}

void TopBar::openBilling()
{
    m_billing->popup(m_badge->mapToGlobal(QPoint(0, m_badge->height() + 4)));
}

void TopBar::setMode(BillingMode mode)
{
    m_mode = mode;
    m_badge->setMode(mode);
    const bool live = mode == BillingMode::Live;
    m_pictures->setBar(live ? SourceBadge::Bar::Live : SourceBadge::Bar::Plain);
    for (BarCell *cell : {m_customerCell, m_dateCell, m_billCell})
        cell->setLine(live ? theme().red.line : QColor());
    setInk(m_calls, live ? Ink::LiveBar : Ink::Amber);
    setInk(m_address, live ? Ink::LiveBar : Ink::Mute);
    setInk(m_time, live ? Ink::LiveBar : Ink::Mute);
    setInk(m_usage, live ? Ink::LiveBar : Ink::Dim);
    showIcons();
    fold();
    update();
}

void TopBar::setPictures(const QString &source, const QString &model)
{
    m_pictures->setSource(source, model);
    m_pictures->setVisible(!source.isEmpty());
    fold();
}

void TopBar::setPicturesTrouble(const QString &sentence)
{
    m_pictures->setTrouble(sentence);
}

void TopBar::setAddress(const QString &shown, const QString &copied)
{
    m_shownAddress = shown;
    m_copy->setContent(copied);
    m_badge->setPlace(shown);
    fold();
}

void TopBar::setCallsLeft(const QString &sentence, const QString &few)
{
    m_address->setToolTip(sentence);
    m_address->setAccessibleDescription(sentence);
    m_calls->setText(few);
    m_calls->setToolTip(sentence);
    fold();
}

void TopBar::setQueue(const QString &text)
{
    m_queued = text;
    const bool trouble = !m_queue->toolTip().isEmpty();
    const QString shown = trouble ? tr("Nothing can be stored") : text;
    m_queue->setKind(trouble ? ChipLook::Kind::Refused : ChipLook::Kind::Waiting);
    m_queue->setText(shown);
    m_queue->setAccessibleName(shown);
    m_queue->setVisible(!shown.isEmpty());
    m_queue->updateGeometry();
    fold();
}

void TopBar::setStoreTrouble(const QString &sentence)
{
    m_queue->setToolTip(sentence);
    m_queue->setAccessibleDescription(sentence);
    setQueue(QString(m_queued));
}

void TopBar::setCustomer(const QString &name)
{
    const bool none = name.isEmpty();
    const QString shown = none ? tr("No customer yet") : name;
    m_customer->setText(shown);
    m_customer->setRole(none ? TextRole::Small : TextRole::SmallMedium);
    m_customer->setInk(none ? Ink::Dim : Ink::Text);
    m_customerCell->setAccessibleName(tr("Customer: %1").arg(shown));
    fold();
}

void TopBar::setDate(const QString &date, const QString &time, ReturnArrow arrow)
{
    m_date->setText(date);
    m_time->setText(time);
    m_arrow = arrow == ReturnArrow::Shown;
    m_return->setVisible(m_arrow);
    m_dateCell->setVisible(!date.isEmpty());
    m_dateCell->setAccessibleName(tr("Date: %1 %2").arg(date, time));
    fold();
}

void TopBar::sayNoReturn(const QString &sentence)
{
    m_return->setAccessibleDescription(sentence);
    QToolTip::showText(
        m_return->mapToGlobal(m_return->rect().bottomLeft()), sentence.toHtmlEscaped(), m_return);
}

void TopBar::setBill(const QString &usage, const QString &amount)
{
    const bool none = usage.isEmpty() && amount.isEmpty();
    m_usage->setText(none ? tr("Nothing billed yet") : usage);
    m_amount->setText(amount);
    m_amount->setVisible(!amount.isEmpty());
    m_billCell->setAccessibleName(
        none ? tr("Nothing billed yet") : tr("Bill so far: %1, %2").arg(amount, usage));
    fold();
}

QSize TopBar::sizeHint() const
{
    return {scaled(1280), scaled(52)};
}

QSize TopBar::minimumSizeHint() const
{
    return {640, scaled(52)};
}

void TopBar::showIcons()
{
    const QColor ink = m_mode == BillingMode::Live ? theme().liveBarText : theme().mute;
    const qreal ratio = devicePixelRatioF();
    m_customerIcon->setPixmap(iconPixmap(IconName::User, scaled(16), ink, ratio));
    m_dateIcon->setPixmap(iconPixmap(IconName::CalendarClock, scaled(16), ink, ratio));
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    if (m_mode != BillingMode::Live) {
        painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
        return;
    }
    painter.fillRect(rect(), t.liveBar);
    painter.setPen(QPen(t.liveFill, 2));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

bool TopBar::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        setMode(m_mode);
        QTimer::singleShot(0, this, &TopBar::fold); // the parts get their new style after the bar
    } else if (event->type() == QEvent::LayoutRequest && whatFolds() != m_foldedFor) {
        fold();
    }
    return handled;
}
