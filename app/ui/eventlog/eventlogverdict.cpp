// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogverdict.h"

#include "eventlog/mendwords.h"
#include "eventlog/verdictwords.h"
#include "ui/eventlog/eventlogcard.h"
#include "ui/eventlog/eventlogmend.h"
#include "ui/eventlog/eventlogmendcard.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/disclosure.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr int widestCard = 760;
constexpr qsizetype cardsAtOnce = 6; // the rest is laid out when asked for

// Misses, nearest first, then what counted it, then the meters of other events.
QList<MeterVerdict> inReadingOrder(QList<MeterVerdict> meters)
{
    std::ranges::stable_partition(
        meters, [](const MeterVerdict &meter) { return !logmend::isUnrelated(meter); });
    return meters;
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

void EventLogVerdict::setSession(Session &session)
{
    m_session = &session;
    connect(&session, &Session::knownEventsChanged, this, [this] {
        if (auto *known = m_content->findChild<QLabel *>(u"logKnownEvents"_s))
            known->setText(logwords::known(m_session->knownEvents()));
    });
}

void EventLogVerdict::setLow(bool low)
{
    if (low == std::exchange(m_low, low) || m_choice.row.exchange.isNull())
        return;
    rebuild();
}

void EventLogVerdict::startContent()
{
    m_primaryTaken = false;
    if (m_headFix) {
        m_headFix->hide();
        m_headFix->deleteLater(); // it may have been clicked just now
        m_headFix = nullptr;
    }
    m_content = new QWidget(this);
    m_content->setProperty("scrolled", true);
    auto *column = new QWidget(m_content);
    column->setMaximumWidth(scaled(widestCard)); // what was seen stands near its clause
    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(16, 14, 16, 14);
    row->addWidget(column, 1);
    row->addStretch();
    m_cards = new QVBoxLayout(column);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(12);
}

void EventLogVerdict::finishContent()
{
    m_cards->addStretch();
    const int at = m_area->verticalScrollBar()->value();
    m_area->setWidget(m_content); // deletes the one before
    m_area->verticalScrollBar()->setValue(at);
}

void EventLogVerdict::showNothing()
{
    m_choice = {};
    m_event.reset();
    closeMend();
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
    const bool another = choice.row.exchange != m_choice.row.exchange || choice.event != m_choice.event;
    if (another)
        closeMend();
    m_choice = choice;
    m_event = logmend::eventOf(choice);
    rebuild();
    if (another)
        m_area->verticalScrollBar()->setValue(0);
}

bool EventLogVerdict::isJudgedHere() const
{
    return m_session && !m_session->sandbox();
}

void EventLogVerdict::rebuild()
{
    keepMend();
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
    if (row.ingest && !row.failed())
        addVerdict();
    if (m_mend && m_mend->parentWidget() == this) { // its meter has no card any more
        m_cards->insertWidget(0, m_mend);
        m_mend->show();
    }
    finishContent();
}

void EventLogVerdict::addVerdict()
{
    const bool here = !m_choice.verdict && isJudgedHere() && m_event;
    if (!m_choice.verdict && !here)
        return;
    const Verdict verdict = here
        ? logmend::judgedHere(*m_event, m_event->at.value_or(m_choice.row.at), *m_session)
        : *m_choice.verdict;
    const QString counted = words::countedBy(verdict);
    setSub(isJudgedHere() ? tr("%1, as far as we know").arg(counted) : counted);
    addMeters(verdict, inReadingOrder(verdict.meters));
    if (verdict.meters.isEmpty())
        addNoMeter();
    addKnown();
    if (!m_session || !m_event)
        return;
    const QList<MeterVerdict> archived = logmend::archivedMeters(verdict, *m_event, *m_session);
    if (!archived.isEmpty())
        addFolded(verdict, archived,
            archived.size() == 1 ? tr("1 archived meter") : tr("%1 archived meters").arg(archived.size()),
            "logArchivedMeters");
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
    const auto way = refusedWay();
    if (!way)
        return card->addEnding({advice.todo, {}});
    const words::MendText text = words::mendText(way->mend, way->meter);
    card->addText(advice.todo);
    card->addEnding({text.head, text.text}, makeFixButton(way->mend, card));
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

void EventLogVerdict::addMeters(const Verdict &verdict, const QList<MeterVerdict> &meters)
{
    const qsizetype shown = meters.size() <= cardsAtOnce + 1 ? meters.size() : cardsAtOnce;
    for (const MeterVerdict &meter : meters.first(shown))
        addMeter(verdict, meter);
    if (shown < meters.size())
        addFolded(
            verdict, meters.sliced(shown), tr("%1 more meters").arg(meters.size() - shown), "logMoreMeters");
}

// Cards are made when they are asked for.
void EventLogVerdict::addFolded(
    const Verdict &verdict, const QList<MeterVerdict> &meters, const QString &text, const char *name)
{
    auto *fold = new Disclosure(text, Disclosure::Look::Leading, m_content);
    fold->setObjectName(QString::fromLatin1(name));
    m_cards->addWidget(fold);
    auto *inside = new QWidget(m_content);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    inside->hide();
    m_cards->addWidget(inside);
    connect(fold, &QAbstractButton::toggled, inside, [this, verdict, meters, inside, column](bool open) {
        if (open && column->isEmpty()) {
            QVBoxLayout *all = std::exchange(m_cards, column);
            for (const MeterVerdict &meter : meters)
                addMeter(verdict, meter);
            m_cards = all;
        }
        inside->setVisible(open);
    });
}

void EventLogVerdict::addMeter(const Verdict &verdict, const MeterVerdict &meter)
{
    EventLogCard *card = addCard(meter.meterName, logwords::chip(meter));
    card->setObjectName(u"logMeterCard"_s);
    QList<words::VerdictLine> lines
        = words::verdictLines(verdict, meter, logmend::verdictFacts(m_choice, m_event, meter, m_session));
    if (!meter.judgement.nameMatches && words::isMarkable(meter.name)) {
        card->addLines({lines.takeFirst()});
        card->addNames(meter.name);
    }
    card->addLines(lines);
    addFoot(*card, verdict, meter);
    if (m_mend && m_mend->meter() == meter.meter) {
        m_cards->addWidget(m_mend);
        m_mend->show();
    }
}

void EventLogVerdict::addNoMeter()
{
    EventLogCard *card = addCard(tr("No meter yet"), ChipLook{ChipLook::Kind::NotCounted, tr("Not counted")});
    card->addText(tr("The event is stored, but there is no meter to count it."));
    card->addEnding({tr("Create a meter with this event name."), {}}, makeMeterButton(card));
}

// What the verdict rests on, where no service says it.
void EventLogVerdict::addKnown()
{
    if (!isJudgedHere())
        return;
    QLabel *label
        = makeLabel(logwords::known(m_session->knownEvents()), TextRole::Help, Ink::Mute, m_content);
    label->setObjectName(u"logKnownEvents"_s);
    label->setWordWrap(true);
    m_cards->addWidget(label);
}

void EventLogVerdict::addSentence(const QString &text)
{
    QLabel *label = makeLabel(text, TextRole::Small, Ink::Text, m_content);
    label->setObjectName(u"logSentence"_s);
    label->setWordWrap(true);
    m_cards->addWidget(label);
}
