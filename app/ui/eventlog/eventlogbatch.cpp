// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogbatch.h"

#include "ui/fonts.h"
#include "ui/parts/iconbutton.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

EventLogBatch::EventLogBatch(QWidget *parent)
    : QWidget(parent)
    , m_before(new IconButton(IconName::ChevronLeft, tr("Previous event of this request"), this))
    , m_after(new IconButton(IconName::ChevronRight, tr("Next event of this request"), this))
    , m_place(makeLabel({}, TextRole::Small, Ink::Dim, this))
{
    m_before->setObjectName(u"logEventBefore"_s);
    m_after->setObjectName(u"logEventAfter"_s);
    m_place->setObjectName(u"logEventPlace"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_before);
    row->addWidget(m_place);
    row->addWidget(m_after);
    setTabOrder(m_before, m_after);
    connect(m_before, &QAbstractButton::clicked, this, [this] { step(-1); });
    connect(m_after, &QAbstractButton::clicked, this, [this] { step(1); });
    hide();
}

void EventLogBatch::setEvents(const QList<QByteArray> &ids, const EventId &chosen)
{
    m_ids = ids;
    const bool several = ids.size() > 1;
    if (!several || ids.value(m_at) != chosen.text)
        m_at = several ? int(std::max<qsizetype>(0, ids.indexOf(chosen.text))) : -1;
    setVisible(several);
    say();
}

void EventLogBatch::step(int by)
{
    m_at = std::clamp(m_at + by, 0, int(m_ids.size()) - 1);
    say();
    Q_EMIT eventChosen(EventId{m_ids[m_at]});
}

void EventLogBatch::say()
{
    if (m_at < 0)
        return;
    m_place->setText(tr("%1 of %2").arg(QLocale().toString(m_at + 1), QLocale().toString(m_ids.size())));
    m_before->setEnabled(m_at > 0);
    m_after->setEnabled(m_at + 1 < m_ids.size());
}
