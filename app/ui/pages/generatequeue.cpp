// SPDX-License-Identifier: MIT
#include "ui/pages/generatequeue.h"

#include "ui/pages/generatelink.h"
#include "ui/pages/generateorders.h"
#include "ui/pages/generatepopup.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int listWidth = 400;
} // namespace

GenerateQueue::GenerateQueue(GenerateOrders &orders, QWidget *parent)
    : QWidget(parent)
    , m_orders(orders)
    , m_line(new GenerateLink(IconName::Clock, {}, this))
    , m_list(new GeneratePopup(tr("Orders that wait"), m_line))
{
    m_line->setObjectName(u"queueLine"_s);
    m_list->setObjectName(u"queueList"_s);
    m_list->setFixedWidth(scaled(listWidth));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line);
    row->addStretch();
    connect(m_line, &QAbstractButton::clicked, this, [this] {
        fill();
        m_list->open();
    });
    hide();
}

void GenerateQueue::refresh()
{
    const QList<GenerateRun *> waiting = m_orders.waiting();
    if (waiting == m_shown)
        return;
    m_shown = waiting;
    m_line->setText(waiting.size() == 1 ? tr("1 order waits") : tr("%1 orders wait").arg(waiting.size()));
    setVisible(!waiting.isEmpty());
    if (!m_list->isVisible())
        return;
    if (waiting.isEmpty())
        m_list->hide();
    else
        fill();
}

void GenerateQueue::fill()
{
    const bool again = m_list->isVisible();
    if (m_rows)
        m_rows->deleteLater(); // a button of it may have been clicked just now
    m_rows = new QWidget(m_list);
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (qsizetype i = 0; i < m_shown.size(); ++i)
        column->addWidget(makeRow(m_shown[i], int(i) + 1));
    auto *all = new Button(tr("Cancel all"), ButtonRole::Secondary, m_rows);
    all->setObjectName(u"cancelQueue"_s);
    all->setButtonSize(ButtonSize::Small);
    connect(all, &QAbstractButton::clicked, this, [this] { m_orders.cancelWaiting(); });
    column->addSpacing(4);
    column->addWidget(all, 0, Qt::AlignLeft);
    m_list->body()->addWidget(m_rows);
    if (again) {
        m_list->open();
        all->setFocus(Qt::OtherFocusReason);
    }
}

QWidget *GenerateQueue::makeRow(GenerateRun *run, int number)
{
    auto *row = new QWidget(m_rows);
    auto *across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(12);
    across->addWidget(new ElidedLabel(run->order().prompt.simplified(), TextRole::Small, Ink::Text, row), 1);
    const int count = run->order().count;
    across->addWidget(makeLabel(
        count == 1 ? tr("1 picture") : tr("%1 pictures").arg(count), TextRole::Help, Ink::Mute, row));
    auto *cancel = new Button(tr("Cancel"), ButtonRole::Quiet, row);
    cancel->setObjectName(u"cancelOrder%1"_s.arg(number));
    cancel->setAccessibleName(tr("Cancel “%1”").arg(run->order().prompt.simplified()));
    cancel->setButtonSize(ButtonSize::Small);
    connect(cancel, &QAbstractButton::clicked, this, [waits = QPointer(run)] {
        if (waits)
            waits->cancel();
    });
    across->addWidget(cancel);
    return row;
}
