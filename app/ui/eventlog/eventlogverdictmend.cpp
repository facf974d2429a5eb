// SPDX-License-Identifier: MIT
#include "eventlog/mendwords.h"
#include "eventlog/verdictwords.h"
#include "session/session.h"
#include "ui/eventlog/eventlogcard.h"
#include "ui/eventlog/eventlogmend.h"
#include "ui/eventlog/eventlogmendcard.h"
#include "ui/parts/button.h"

#include <QScrollArea>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

// The part of EventLogVerdict that mends: the foot of each card, and the card of a new meter.

namespace {

// Refused for one value of the event: a mend can be worked out.
bool isMendable(Refusal::Kind kind)
{
    return kind == Refusal::Kind::CustomerUnknown || kind == Refusal::Kind::TooOld
        || kind == Refusal::Kind::TooFarAhead;
}

} // namespace

// What was refused is stored nowhere, so no service says which meter it would have fed.
std::optional<logmend::Way> EventLogVerdict::refusedWay() const
{
    const Refusal::Kind kind = m_choice.row.refusal.kind;
    if (!m_session || !m_event || !isMendable(kind))
        return std::nullopt;
    Verdict verdict = logmend::judgedHere(*m_event, m_event->at.value_or(m_choice.row.at), *m_session);
    verdict.customerKnown = kind != Refusal::Kind::CustomerUnknown;
    return logmend::nearestWay(verdict, *m_event, m_session);
}

// The nearest one is the pane's main button; null where it stands in the head.
QWidget *EventLogVerdict::makeFixButton(const Mend &mend, QWidget *parent)
{
    const bool main = !std::exchange(m_primaryTaken, true);
    const bool above = main && m_low;
    auto *button = new Button(
        tr("Fix in editor"), main ? ButtonRole::Primary : ButtonRole::Secondary, above ? this : parent);
    button->setButtonSize(ButtonSize::Small);
    button->setIconName(IconName::WandSparkles);
    button->setObjectName(u"logFix"_s);
    button->setToolTip(tr("Opens the mended event with a new id. Nothing is sent."));
    connect(button, &QAbstractButton::clicked, this, [this, mend] {
        const TimePoint now = m_session ? m_session->now() : m_choice.row.at;
        Q_EMIT mendRequested(logmend::mendedJson(*m_event, mend, now));
    });
    if (!above)
        return button;
    m_headFix = button;
    addHeadWidget(button);
    return nullptr;
}

QWidget *EventLogVerdict::makeChangeButton(const NewMeter &made, const Meter &old, QWidget *parent)
{
    auto *button = new Button(tr("Change the meter"), ButtonRole::Quiet, parent);
    button->setButtonSize(ButtonSize::Small);
    button->setObjectName(u"logChangeMeter"_s);
    button->setToolTip(tr("Names the calls for a new meter. Nothing is changed yet."));
    connect(button, &QAbstractButton::clicked, this, [this, made, old] { openMend(made, old); });
    return button;
}

void EventLogVerdict::openMend(const NewMeter &made, const Meter &old)
{
    closeMend();
    m_mend = new EventLogMendCard(*m_session, made, old, this);
    connect(m_mend, &EventLogMendCard::closed, this, [this] {
        closeMend();
        rebuild();
    });
    connect(m_mend, &EventLogMendCard::formRequested, this, &EventLogVerdict::meterMendRequested);
    rebuild();
    QTimer::singleShot(0, m_mend, [this, mend = m_mend] {
        m_area->ensureWidgetVisible(mend, 0, 12);
        mend->findChild<QWidget *>(u"logMendCalls"_s)->setFocus(Qt::OtherFocusReason);
    });
}

void EventLogVerdict::closeMend()
{
    if (!m_mend)
        return;
    m_mend->hide();
    m_mend->deleteLater();
    m_mend = nullptr;
}

// The content goes; the card with its calls stays.
void EventLogVerdict::keepMend()
{
    if (m_mend)
        m_mend->setParent(this);
}

// What would mend it: the event's side first, the meter's side beside it.
void EventLogVerdict::addFoot(EventLogCard &card, const Verdict &verdict, const MeterVerdict &meter)
{
    // Without a price it is only the answer when nothing nearer went wrong.
    const bool unpriced = meter.reason == MeterVerdict::Reason::CountedNoPrice && !verdict.counted()
        && verdict.meters.first().counted();
    const bool related = std::ranges::any_of(verdict.meters, std::not_fn(logmend::isUnrelated));
    if ((meter.counted() && !unpriced) || (related && logmend::isUnrelated(meter)))
        return;
    const Meter old = logmend::meterOf(meter, m_session);
    const auto mend = m_event
        ? mendEvent(old, *m_event, logmend::mendFacts(verdict, meter, *m_event, m_session))
        : std::nullopt;
    const bool mendable = mend && !mend->changes.isEmpty();
    const words::Advice advice = words::advice(meter);
    const words::MendText text = mendable ? words::mendText(*mend, meter) : words::MendText{};
    card.addEnding(
        mendable ? logwords::Ending{text.head, text.text} : logwords::Ending{advice.happened, advice.todo},
        mendable ? makeFixButton(*mend, &card) : nullptr);
    QList<QWidget *> buttons{makeMeterButton(&card)};
    const bool live = meter.reason != MeterVerdict::Reason::MeterArchived && m_session && m_event;
    if (const auto made = live ? mendMeter(old, *m_event) : std::nullopt; made && !m_mend)
        buttons.prepend(makeChangeButton(*made, old, &card));
    card.addButtons(buttons);
}
