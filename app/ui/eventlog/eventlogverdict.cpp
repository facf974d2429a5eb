// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogverdict.h"

#include "billing/money.h"
#include "eventlog/verdictwords.h"
#include "ui/eventlog/eventlogcard.h"
#include "ui/eventlog/eventlogpayload.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Mark = EventLogCard::Mark;
using Tone = EventLogCard::Tone;
using Reason = MeterVerdict::Reason;

bool adds(const MeterVerdict &meter)
{
    return meter.aggregation.type == Aggregation::Type::Count
        || meter.aggregation.type == Aggregation::Type::Sum;
}

void addName(EventLogCard &card, const MeterVerdict &meter)
{
    const bool alone = meter.judgement.nameMatches && !meter.judgement.filter;
    const QString clause = words::nameClause(meter);
    card.addClause(meter.judgement.nameMatches ? Mark::Tick : Mark::Cross,
        alone ? EventLogCard::tr("%1, no filter").arg(clause) : clause, words::nameSeen(meter),
        meter.judgement.nameMatches ? Tone::Right : Tone::Wrong);
}

void addProperty(EventLogCard &card, const MeterVerdict &meter)
{
    if (meter.aggregation.type == Aggregation::Type::Count)
        return;
    const bool usable = meter.judgement.property == PropertyState::Usable;
    const QString clause = EventLogCard::tr("`%1` is a number").arg(meter.aggregation.key);
    const QString value = meter.counted() ? displayCount(meter.judgement.contribution) : QString();
    const QString seen = usable                                    ? value
        : meter.judgement.property == PropertyState::Missing       ? EventLogCard::tr("missing")
        : meter.judgement.property == PropertyState::TextNotNumber ? EventLogCard::tr("it is text")
                                                                   : EventLogCard::tr("it is not");
    card.addClause(usable ? Mark::Tick : Mark::Cross, clause, seen, usable ? Tone::Right : Tone::Wrong);
}

// The service says the period of an event that counts; for any other it is looked up here.
bool inPeriod(const MeterVerdict &meter, const LogChoice &choice)
{
    const TimePoint at = logpayload::timeOf(choice);
    return meter.period || std::ranges::any_of(choice.usage, [at](const UsagePeriod &usage) {
        return usage.period.contains(at);
    });
}

void addCustomer(
    EventLogCard &card, const Verdict &verdict, const MeterVerdict &meter, const LogChoice &choice)
{
    if (meter.reason == Reason::OutsidePeriod) {
        card.addClause(
            Mark::Cross, words::customerClause(verdict), EventLogCard::tr("outside the period"), Tone::Wrong);
        return;
    }
    const bool good = verdict.customerKnown && verdict.subscribed;
    card.addClause(good ? Mark::Tick : Mark::Dash, words::customerClause(verdict),
        meter.reason == Reason::CountedNoPrice ? EventLogCard::tr("in no product")
            : good && inPeriod(meter, choice)  ? EventLogCard::tr("in the period")
                                               : QString(),
        Tone::Right);
}

// Which unit it became: "Unit 12 of this period, 10 are free".
void addUnit(EventLogCard &card, const MeterVerdict &meter)
{
    if (!meter.standing || !adds(meter))
        return;
    const QString unit = displayCount(meter.standing->runningTotal);
    card.addClause(Mark::Tick,
        EventLogCard::tr("Unit %1 of the period, %2 are free")
            .arg(unit, displayCount(Decimal(meter.freeThreshold))),
        meter.standing->unitsPaid.isZero() ? EventLogCard::tr("free")
                                           : displayMoney(meter.standing->amount, meter.currency),
        Tone::Right);
}

} // namespace

EventLogVerdict::EventLogVerdict(QWidget *parent)
    : EventLogPane(tr("Verdict"), parent)
    , m_events(new ComboBox(this))
    , m_area(new QScrollArea(this))
{
    m_events->setObjectName(u"logEvent"_s);
    m_events->setAccessibleName(tr("Event of this request"));
    m_events->setSmall();
    m_events->hide();
    addHeadWidget(m_events);
    m_area->setObjectName(u"logVerdict"_s);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("Verdict"));
    body()->addWidget(m_area);
    connect(m_events, &QComboBox::activated, this,
        [this](int index) { Q_EMIT eventChosen(m_choice.row.events.value(index)); });
    showNothing();
}

void EventLogVerdict::startContent()
{
    m_content = new QWidget(this);
    m_content->setProperty("scrolled", true);
    m_cards = new QVBoxLayout(m_content);
    m_cards->setContentsMargins(16, 14, 16, 14);
    m_cards->setSpacing(12);
}

void EventLogVerdict::finishContent()
{
    m_cards->addStretch();
    m_area->setWidget(m_content); // deletes the one before
}

void EventLogVerdict::showNothing()
{
    m_choice = {};
    m_events->hide();
    setSub({});
    startContent();
    QLabel *hint
        = makeLabel(tr("Choose a row to see why it counted or not."), TextRole::Small, Ink::Mute, m_content);
    hint->setWordWrap(true);
    m_cards->addWidget(hint);
    finishContent();
}

void EventLogVerdict::showChoice(const LogChoice &choice)
{
    if (choice == m_choice)
        return; // the keyboard stays where it is
    m_choice = choice;
    rebuild();
}

void EventLogVerdict::rebuild()
{
    startContent();
    showEvents();
    setSub({});
    const LogRow &row = m_choice.row;
    if (row.refusal.kind != Refusal::Kind::None)
        addRefusal();
    else if (!row.ingest || row.eventCount == 0)
        addSentence(m_choice.exchange ? logwords::sentence(*m_choice.exchange) : QString());
    else if (m_choice.says.kind == RowVerdict::Kind::Duplicate)
        addDuplicate();
    if (m_choice.verdict && !row.failed()) {
        setSub(words::countedBy(*m_choice.verdict));
        for (const MeterVerdict &meter : m_choice.verdict->meters)
            addMeter(meter);
        if (m_choice.verdict->meters.isEmpty())
            addNoMeter();
    }
    finishContent();
}

void EventLogVerdict::showEvents()
{
    const QList<EventId> &events = m_choice.row.events;
    m_events->setVisible(events.size() > 1 && !m_choice.row.failed());
    m_events->clear();
    for (qsizetype i = 0; i < events.size(); ++i)
        m_events->addItem(tr("%1 of %2: %3").arg(i + 1).arg(events.size()).arg(events[i].string()));
    m_events->setCurrentIndex(int(events.indexOf(m_choice.event)));
}

EventLogCard *EventLogVerdict::addCard(const QString &title, const std::optional<ChipLook> &chip)
{
    auto *card = new EventLogCard(title, chip, m_content);
    m_cards->addWidget(card);
    return card;
}

void EventLogVerdict::addRefusal()
{
    const Refusal &refusal = m_choice.row.refusal;
    setSub(m_choice.row.status == 0 ? tr("no answer") : tr("refused"));
    const words::Advice advice = words::advice(refusal);
    const bool final = m_choice.says.kind == RowVerdict::Kind::Refused;
    EventLogCard *card = addCard(words::refusal(refusal),
        final ? ChipLook{ChipLook::Kind::Refused, tr("Refused")} : logwords::chip(m_choice.says));
    card->setObjectName(u"logRefusal"_s);
    const QString which = logwords::which(m_choice.row);
    card->addText(which.isEmpty() ? advice.happened : advice.happened + u' ' + which);
    if (!refusal.code.isEmpty() || !refusal.message.isEmpty())
        card->addCode(
            refusal.code.isEmpty() ? refusal.message : u"%1: %2"_s.arg(refusal.code, refusal.message));
    card->addEnding({advice.todo, {}});
}

void EventLogVerdict::addDuplicate()
{
    EventLogCard *card = addCard(tr("Same event id"), logwords::chip(m_choice.says));
    card->setObjectName(u"logDuplicate"_s);
    card->addText(tr("The service has this event already and keeps the first. Nothing is billed twice."));
    card->addEnding({tr("Give a new picture a new `event_id`."), {}});
}

QWidget *EventLogVerdict::makeMeterButton(QWidget *parent)
{
    auto *button = new Button(tr("Open the meter"), ButtonRole::Quiet, parent);
    button->setButtonSize(ButtonSize::Small);
    button->setObjectName(u"logOpenMeter"_s);
    connect(button, &QAbstractButton::clicked, this, &EventLogVerdict::meterRequested);
    return button;
}

void EventLogVerdict::addMeter(const MeterVerdict &meter)
{
    EventLogCard *card = addCard(meter.meterName, logwords::chip(meter));
    card->setObjectName(u"logMeterCard"_s);
    addName(*card, meter);
    if (meter.judgement.filter)
        card->addFilter(*meter.judgement.filter);
    addProperty(*card, meter);
    addCustomer(*card, *m_choice.verdict, meter, m_choice);
    addUnit(*card, meter);
    // Without a price it is only the answer when nothing nearer went wrong.
    const bool unpriced = meter.reason == Reason::CountedNoPrice && !m_choice.verdict->counted()
        && m_choice.verdict->meters.first().counted();
    if (!meter.counted() || unpriced)
        card->addEnding(logwords::ending(meter, m_choice.usage), makeMeterButton(card));
}

void EventLogVerdict::addNoMeter()
{
    EventLogCard *card = addCard(tr("No meter yet"), ChipLook{ChipLook::Kind::NotCounted, tr("Not counted")});
    card->addText(tr("The event is stored, but there is no meter to count it."));
    card->addEnding({tr("Create a meter with this event name."), {}}, makeMeterButton(card));
}

void EventLogVerdict::addSentence(const QString &text)
{
    QLabel *label = makeLabel(text, TextRole::Small, Ink::Text, m_content);
    label->setObjectName(u"logSentence"_s);
    label->setWordWrap(true);
    m_cards->addWidget(label);
}
