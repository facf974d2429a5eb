// SPDX-License-Identifier: MIT
#include "ui/pages/metersummary.h"

#include "ui/fonts.h"
#include "ui/pages/meterfilterwords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/figuretile.h"
#include "ui/parts/iconbutton.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

QString aggregationWords(const Aggregation &aggregation)
{
    switch (aggregation.type) {
    case Aggregation::Type::Count:
        return MeterSummary::tr("Count");
    case Aggregation::Type::Sum:
        return MeterSummary::tr("Sum of %1").arg(aggregation.key);
    case Aggregation::Type::Max:
        return MeterSummary::tr("Max of %1").arg(aggregation.key);
    case Aggregation::Type::Last:
        return MeterSummary::tr("Last of %1").arg(aggregation.key);
    }
    return {};
}

MeterSummary::MeterSummary(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_id(new ElidedLabel({}, TextRole::Mono, Ink::Dim, this))
    , m_copy(new CopyButton(tr("Copy id"), this))
    , m_facts(new FactRows(this))
    , m_filter(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_note(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_send(new Button(tr("Use this meter"), ButtonRole::Outlined, this))
    , m_code(new Button(tr("In your own code"), ButtonRole::Outlined, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_card);

    auto *idRow = new QHBoxLayout;
    m_id->setElideMode(Qt::ElideMiddle);
    m_id->setObjectName(u"meterSummaryId"_s);
    idRow->addWidget(m_id, 1);
    idRow->addWidget(m_copy);
    m_card->body()->setSpacing(12);
    m_card->body()->addLayout(idRow);
    m_card->body()->addWidget(m_facts);
    m_card->body()->addWidget(makeRule(m_card));
    m_filter->setTextFormat(Qt::RichText);
    m_filter->setWordWrap(true);
    m_card->body()->addWidget(m_filter);

    m_note->setObjectName(u"meterSummaryNote"_s);
    m_note->setWordWrap(true);
    m_send->setObjectName(u"sendSummaryName"_s);
    m_send->setButtonSize(ButtonSize::Small);
    column->addWidget(m_note);
    column->addWidget(m_send, 0, Qt::AlignLeft);
    m_code->setObjectName(u"meterCode"_s);
    m_code->setButtonSize(ButtonSize::Small);
    column->addWidget(m_code, 0, Qt::AlignLeft);
    connect(m_code, &QAbstractButton::clicked, this, [this] { Q_EMIT codeRequested(m_meter.id); });
    column->addStretch(1);
    connect(
        m_send, &QAbstractButton::clicked, this, [this] { Q_EMIT sendNameRequested(m_meter.is.eventName); });
}

void MeterSummary::setMeter(const Meter &meter, State state, const QString &sentName)
{
    m_meter = meter;
    m_state = state;
    m_sentName = sentName;
    fill();
}

void MeterSummary::fill()
{
    const NewMeter &is = m_meter.is;
    m_card->setTitle(is.name);
    m_card->setSub(m_state == State::Archived ? tr("archived") : QString());
    m_id->setText(m_meter.id.string());
    m_copy->setContent(m_meter.id.string());

    m_facts->clear();
    int row = 0;
    if (is.description)
        m_facts->setRow(row++, tr("Description"), *is.description);
    m_facts->setRow(row++, tr("Event Name"), is.eventName, FactRows::Look::Mono);
    m_facts->setRow(row++, tr("Aggregation Type"), aggregationWords(is.aggregation));
    m_facts->setRow(row++, tr("Measurement Unit"), is.measurementUnit);
    m_facts->setRow(row++, tr("Created"),
        QLocale(QLocale::English)
            .toString(toDateTime(m_meter.createdAt).toLocalTime(), u"d MMM yyyy, HH:mm"_s));
    m_filter->setText(is.filter ? filterWords(*is.filter) : tr("Every event with this name counts."));

    const bool sends = is.eventName == m_sentName;
    m_note->setText(m_state == State::Archived
            ? tr("An archived meter counts nothing. Unarchive it to count again.")
            : sends ? tr("In use: this program sends this name.")
                    : tr("This program sends %1, so it is not counted here.").arg(m_sentName));
    setInk(m_note, m_state == State::Live && !sends ? Ink::Amber : Ink::Mute);
    m_send->setVisible(m_state == State::Live && !sends);
    m_code->setVisible(m_state == State::Live);
}

void MeterSummary::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_meter.id.isEmpty())
        m_filter->setText(
            m_meter.is.filter ? filterWords(*m_meter.is.filter) : tr("Every event with this name counts."));
}
