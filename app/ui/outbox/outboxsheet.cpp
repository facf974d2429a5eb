// SPDX-License-Identifier: MIT
#include "ui/outbox/outboxsheet.h"

#include "ui/fonts.h"
#include "ui/outbox/auditpart.h"
#include "ui/outbox/comparepart.h"
#include "ui/outbox/queuepart.h"
#include "ui/parts/button.h"
#include "ui/parts/segments.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QShowEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int sheetMargin = 24;
constexpr QSize wantedSize(1280, 720);
constexpr QSize freeAround(48, 40); // of the screen that stays free

enum SheetPart { Queue, Compare, LiveCalls };

} // namespace

OutboxSheet::OutboxSheet(const Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_parts(new QStackedWidget(this))
    , m_queue(new QueuePart(desk.session, this))
    , m_compare(new ComparePart(desk.session, this))
    , m_audit(new AuditPart(desk.session, this))
{
    setObjectName(u"outboxSheet"_s);
    setWindowTitle(tr("Outbox"));
    m_parts->addWidget(m_queue);
    m_parts->addWidget(m_compare);
    m_parts->addWidget(m_audit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(sheetMargin, 16, sheetMargin, 16);
    column->setSpacing(16);
    column->addLayout(makeHead());
    column->addWidget(m_parts, 1);
    connect(m_which, &Segments::currentChanged, m_parts, &QStackedWidget::setCurrentIndex);
    connect(m_queue, &QueuePart::keyRequested, this, &OutboxSheet::keyRequested);
    connect(m_queue, &QueuePart::connectionRequested, this, &OutboxSheet::connectionRequested);
}

QLayout *OutboxSheet::makeHead()
{
    m_which = new Segments(this);
    m_which->setObjectName(u"outboxParts"_s);
    m_which->setAccessibleName(tr("Part of the outbox"));
    for (const QString &words : {tr("Queue"), tr("Compare"), tr("Live calls")})
        m_which->addSegment(words);
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeOutbox"_s);
    done->setAutoDefault(false);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(makeLabel(tr("Outbox"), TextRole::Title, Ink::Text, this));
    row->addWidget(m_which);
    row->addStretch();
    row->addWidget(done);
    return row;
}

void OutboxSheet::choose(int part)
{
    m_which->setCurrent(part);
    m_parts->setCurrentIndex(part);
    comeForward();
}

void OutboxSheet::showQueue()
{
    choose(Queue);
    m_queue->focusTable();
}

void OutboxSheet::showOwed()
{
    showQueue();
    m_queue->showOwed();
}

void OutboxSheet::showReconcile()
{
    choose(Compare);
    m_compare->setFocus(Qt::OtherFocusReason);
}

void OutboxSheet::showAudit()
{
    choose(LiveCalls);
    m_audit->focusTable();
}

void OutboxSheet::comeForward()
{
    show();
    raise();
    activateWindow();
}

// As large as is comfortable to read, as far as the screen allows.
void OutboxSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(QSize(scaled(wantedSize.width()), scaled(wantedSize.height()))
                   .boundedTo(screen()->availableSize() - freeAround));
    QDialog::showEvent(event);
}
