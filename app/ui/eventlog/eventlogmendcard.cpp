// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogmendcard.h"

#include "eventlog/mendwords.h"
#include "ui/eventlog/eventlogwords.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/paint.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

using State = EventLogMendCalls::Call::State;

QLabel *addSentence(QVBoxLayout *column, const QString &text, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel({}, TextRole::Help, ink, parent);
    label->setTextFormat(Qt::RichText);
    label->setText(logwords::rich(text));
    label->setAccessibleName(logwords::plain(text));
    label->setWordWrap(true);
    column->addWidget(label);
    return label;
}

std::pair<IconName, Ink> markOf(State state)
{
    switch (state) {
    case State::Named:
        return {IconName::Minus, Ink::Mute};
    case State::Running:
        return {IconName::Ellipsis, Ink::Text};
    case State::Done:
        return {IconName::Check, Ink::Accent};
    case State::Refused:
        break;
    }
    return {IconName::OctagonX, Ink::Red};
}

QString spoken(State state)
{
    switch (state) {
    case State::Named:
        return EventLogMendCard::tr("Not made yet");
    case State::Running:
        return EventLogMendCard::tr("Running");
    case State::Done:
        return EventLogMendCard::tr("Done");
    case State::Refused:
        break;
    }
    return EventLogMendCard::tr("Refused");
}

} // namespace

EventLogMendCard::EventLogMendCard(Session &session, const NewMeter &made, const Meter &old, QWidget *parent)
    : QWidget(parent)
    , m_calls(new EventLogMendCalls(session, made, old, this))
{
    setObjectName(u"logMeterMend"_s);
    setAccessibleName(tr("Change the meter"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(13, 10, 13, 12);
    column->setSpacing(6);
    column->addWidget(makeLabel(tr("A new meter instead"), TextRole::SmallStrong, Ink::Text, this));
    addSentences(column, session);
    addCalls(column);
    column->addWidget(makeRule(this));
    addButtons(column);
    connect(m_calls, &EventLogMendCalls::changed, this, &EventLogMendCard::refresh);
    refresh();
}

// What cannot be undone stands first.
void EventLogMendCard::addSentences(QVBoxLayout *column, const Session &session)
{
    const bool live = session.client().transport().destination().mode == Destination::Mode::Live;
    if (live)
        addSentence(column, tr("These calls change the live account."), Ink::Red, this);
    addSentence(column, tr("The new meter stays. It can be archived, not deleted."), Ink::Amber, this);
    if (m_calls->isBought())
        addSentence(column, tr("Subscriptions that run keep the old meter, which then counts nothing new."),
            Ink::Amber, this);
    for (const QString &change : words::meterChanges(m_calls->old().is, m_calls->made()))
        addSentence(column, change, Ink::Dim, this);
}

void EventLogMendCard::addCalls(QVBoxLayout *column)
{
    for (qsizetype i = 0; i < m_calls->calls().size(); ++i) {
        const EventLogMendCalls::Call &call = m_calls->calls()[i];
        auto *row = new QHBoxLayout;
        row->setSpacing(6);
        auto *words = new QVBoxLayout;
        words->setSpacing(1);
        auto *mark = new IconMark(IconName::Minus, Ink::Mute, IconMark::Look::Bare, this);
        QLabel *request = makeLabel(u"%1 %2"_s.arg(QString::fromLatin1(call.method), call.path),
            TextRole::MonoSmall, Ink::Text, this);
        request->setWordWrap(true);
        QLabel *answer = makeLabel({}, TextRole::Help, Ink::Mute, this);
        answer->setObjectName(u"logMendAnswer%1"_s.arg(i + 1));
        answer->setWordWrap(true);
        answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(request);
        words->addWidget(answer);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addLayout(words, 1);
        column->addLayout(row);
        m_lines.append({mark, request, answer});
    }
}

void EventLogMendCard::addButtons(QVBoxLayout *column)
{
    m_ending = addSentence(column, {}, Ink::Text, this);
    m_ending->setObjectName(u"logMendEnding"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_make = new Button(this);
    m_make->setRole(ButtonRole::Primary);
    m_make->setObjectName(u"logMendCalls"_s);
    markSending(m_make);
    m_form = new Button(tr("Open in the meter form"), ButtonRole::Quiet, this);
    m_form->setObjectName(u"logMendForm"_s);
    m_close = new Button(tr("Close"), ButtonRole::Quiet, this);
    m_close->setObjectName(u"logMendClose"_s);
    for (Button *button : {m_make, m_form, m_close}) {
        button->setButtonSize(ButtonSize::Small);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    connect(m_make, &QAbstractButton::clicked, m_calls, &EventLogMendCalls::start);
    connect(m_form, &QAbstractButton::clicked, this,
        [this] { Q_EMIT formRequested(m_calls->made(), m_calls->old().id); });
    connect(m_close, &QAbstractButton::clicked, this, &EventLogMendCard::closed);
}

void EventLogMendCard::refresh()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        refreshLine(m_lines[i], m_calls->calls()[i]);
    const bool finished = m_calls->finished();
    m_make->setText(m_calls->started() ? tr("Go on") : tr("Make these %1 calls").arg(m_lines.size()));
    m_close->setVisible(!m_calls->running());
    if (finished && m_make->hasFocus())
        m_close->setFocus(Qt::OtherFocusReason); // the keyboard stays on this card
    m_make->setVisible(!finished);
    m_form->setVisible(!m_calls->started());
    m_calls->running() ? m_make->startBusy() : m_make->stopBusy();
    const bool stopped = m_calls->started() && !m_calls->running() && !finished;
    m_ending->setText(!finished ? (stopped ? tr("The calls below the refused one were not made.") : QString())
            : m_calls->isBought() ? tr("Done. Buy the product again to be billed by the new meter.")
                                  : tr("Done. The new meter counts this event."));
    m_ending->setAccessibleName(m_ending->text());
    m_ending->setVisible(!m_ending->text().isEmpty());
}

void EventLogMendCard::refreshLine(const Line &line, const EventLogMendCalls::Call &call)
{
    const auto [icon, ink] = markOf(call.state);
    line.mark->setIcon(icon, ink);
    line.answer->setText(call.answer.isEmpty() ? call.purpose : call.answer);
    setInk(line.answer, call.state == State::Refused ? Ink::Red : Ink::Mute);
    line.request->setAccessibleName(
        tr("%1: %2, %3").arg(spoken(call.state), line.request->text(), line.answer->text()));
}

void EventLogMendCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().ground, theme().amber.line, 10);
}
