// SPDX-License-Identifier: MIT
#include "ui/pages/meterpayload.h"

#include "billing/rules.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/pages/meterexample.h"
#include "ui/pages/meterfilterwords.h"
#include "ui/parts/button.h"
#include "ui/parts/jsonview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QWidget *makeNoteRow(IconName icon, QLabel *label, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    auto *mark = new IconMark(icon, Ink::Mute, IconMark::Look::Bare, row);
    layout->addWidget(mark, 0, Qt::AlignTop);
    label->setWordWrap(true);
    layout->addWidget(label, 1);
    return row;
}

QList<JsonMark> marksOf(const NameCheck &check)
{
    QList<JsonMark> marks;
    for (const int at : check.oddInTyped)
        marks.append({u"event_name"_s, at, 1});
    return marks;
}

} // namespace

MeterPayload::MeterPayload(QWidget *parent)
    : Card(tr("Event Payload Example"), parent)
    , m_json(new JsonView(this))
    , m_filter(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_counted(makeLabel({}, TextRole::Small, Ink::Dim, this))
{
    auto *copy = new Button(tr("Copy"), ButtonRole::Quiet, this);
    copy->setObjectName(u"copyPayload"_s);
    copy->setButtonSize(ButtonSize::Small);
    copy->setIconName(IconName::Copy, Ink::Dim);
    addHeadWidget(copy);
    connect(copy, &QAbstractButton::clicked, m_json, &JsonView::copyAll);

    m_json->setObjectName(u"payloadExample"_s);
    m_json->setAccessibleName(tr("Event Payload Example"));
    m_json->fitHeight();
    auto *around = new QVBoxLayout;
    around->setContentsMargins(0, 0, 0, 0);
    around->addWidget(m_json);
    body()->setContentsMargins(1, 0, 1, 1);
    body()->setSpacing(0);
    body()->addLayout(around);
    m_filter->setObjectName(u"filterWords"_s);
    m_filter->setTextFormat(Qt::RichText);
    m_counted->setObjectName(u"wouldHaveCounted"_s);
    m_filterRow = makeNoteRow(IconName::Info, m_filter, this);
    m_countedRow = makeNoteRow(IconName::History, m_counted, this);
    body()->addWidget(makeRule(this));
    body()->addWidget(m_filterRow);
    body()->addWidget(m_countedRow);
    body()->addStretch(1); // of a moment when the example has fewer lines than the card has room for
    m_countedRow->hide();
}

void MeterPayload::setMeter(const NewMeter &meter, const NameCheck &name, TimePoint now)
{
    m_meter = meter;
    m_name = name;
    m_now = now;
    showExample();
    showFilter();
    showCounted();
}

void MeterPayload::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    showExample();
}

void MeterPayload::showExample()
{
    const bool compact = m_density == Density::Compact;
    const TimePoint now = compact ? std::chrono::floor<std::chrono::seconds>(m_now) : m_now;
    m_json->setJson(examplePayload(m_meter, now));
    m_json->setComments(compact ? QList<JsonComment>() : exampleComments(m_meter));
    m_json->setMarks(marksOf(m_name));
}

void MeterPayload::setEvents(QList<Event> events)
{
    std::ranges::stable_sort(
        events, std::greater{}, [](const Event &event) { return event.at.value_or(TimePoint{}); });
    m_events = events.first(std::min<qsizetype>(events.size(), mostEvents));
    showCounted();
}

void MeterPayload::showFilter()
{
    const bool complete = !m_meter.filter || !keysOf(*m_meter.filter).contains(QString());
    if (!m_meter.filter)
        m_filter->setText(tr("Every event with this name counts."));
    else
        m_filter->setText(complete ? filterWords(*m_meter.filter) : tr("The filter is not complete yet."));
}

void MeterPayload::showCounted()
{
    m_countedRow->setVisible(!m_events.isEmpty());
    const Meter meter{.id = {}, .businessId = {}, .is = m_meter, .createdAt = {}, .updatedAt = {}};
    const auto counts
        = [&meter](const Event &event) { return judge(meter, EventViewOf(event).view()).counts(); };
    const auto counted = std::ranges::count_if(m_events, counts);
    m_counted->setText(m_events.size() == 1
            ? tr("Would have counted %1 of the last event").arg(counted)
            : tr("Would have counted %1 of the last %2 events").arg(counted).arg(m_events.size()));
}

void MeterPayload::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        showFilter(); // its property names carry a colour
}
