// SPDX-License-Identifier: MIT
#include "ui/outbox/queueactions.h"

#include "session/earlierworlds.h"
#include "ui/fonts.h"
#include "ui/outbox/discardsheet.h"
#include "ui/outbox/queueedit.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/sendingmark.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using State = OutboxEntry::State;

bool isOpen(const OutboxEntry &entry, TimePoint)
{
    return entry.state == State::Queued || entry.state == State::Parked;
}

bool isLate(const OutboxEntry &entry, TimePoint now)
{
    return isOpen(entry, now) && latenessOf(entry.eventAt, now) == Lateness::Late;
}

bool isInTime(const OutboxEntry &entry, TimePoint now)
{
    return isOpen(entry, now) && !isLate(entry, now);
}

bool needsChoice(const OutboxEntry &entry, TimePoint now)
{
    return entry.state == State::Parked || isLate(entry, now);
}

bool canBeKept(const OutboxEntry &entry, TimePoint now)
{
    return needsChoice(entry, now) && !entry.kept;
}

QString nowhere()
{
    return QueueActions::tr("Its sandbox was reset, so it can go nowhere by itself.");
}

Button *makeButton(const QString &words, const char *name, ButtonRole role, QWidget *parent)
{
    auto *button = new Button(words, role, parent);
    button->setObjectName(QLatin1StringView(name));
    button->setButtonSize(ButtonSize::Small);
    button->setAutoDefault(false);
    return button;
}

} // namespace

QueueActions::QueueActions(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_which(new ElidedLabel({}, TextRole::Mono, Ink::Dim, this))
    , m_why(makeLabel({}, TextRole::Small, Ink::Text, this))
    , m_note(new ElidedLabel({}, TextRole::Small, Ink::Dim, this))
{
    m_which->setObjectName(u"queueWhich"_s);
    m_which->setElideMode(Qt::ElideMiddle);
    m_which->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_why->setObjectName(u"queueWhy"_s);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_why->setFixedHeight(scaled(40)); // two lines: the table above keeps its height
    m_note->setObjectName(u"queueNote"_s);
    m_note->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_which);
    column->addWidget(m_why);
    column->addLayout(makeButtons());
    setChosen({});
}

QLayout *QueueActions::makeButtons()
{
    m_try = makeButton(tr("Try now"), "queueTry", ButtonRole::Secondary, this);
    m_present = makeButton(tr("Send with the present time"), "queuePresent", ButtonRole::Secondary, this);
    m_edit = makeButton(tr("Edit and resend…"), "queueEditOpen", ButtonRole::Secondary, this);
    m_keep = makeButton(tr("Keep"), "queueKeep", ButtonRole::Quiet, this);
    m_discard = makeButton(tr("Discard…"), "queueDiscard", ButtonRole::Danger, this);
    m_copy = makeButton(tr("Copy id"), "queueCopy", ButtonRole::Quiet, this);
    markSending(m_try);
    markSending(m_present);
    connect(m_try, &QAbstractButton::clicked, this, &QueueActions::tryNow);
    connect(m_present, &QAbstractButton::clicked, this, &QueueActions::sendWithPresentTime);
    connect(m_edit, &QAbstractButton::clicked, this, &QueueActions::open);
    connect(m_keep, &QAbstractButton::clicked, this, &QueueActions::keep);
    connect(m_discard, &QAbstractButton::clicked, this, &QueueActions::discard);
    connect(m_copy, &QAbstractButton::clicked, this, &QueueActions::copyIds);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (Button *button : {m_try, m_present, m_edit, m_keep, m_discard, m_copy})
        row->addWidget(button);
    row->addSpacing(8);
    row->addWidget(m_note, 1);
    return row;
}

void QueueActions::setChosen(const QList<OutboxEntry> &entries)
{
    m_chosen = entries;
    showWords();
    showButtons();
}

void QueueActions::tick()
{
    showButtons();
}

void QueueActions::showWords()
{
    if (m_chosen.size() == 1) {
        const OutboxEntry &entry = m_chosen.first();
        m_which->setText(entry.id.string());
        const bool stranded = isOpen(entry, {}) && isEarlierSandbox(m_session, entry.destination);
        m_why->setText(stranded ? nowhere() : queuewords::why(entry, m_session.nowIn(entry.destination)));
        return;
    }
    m_which->setText(
        m_chosen.isEmpty() ? QString() : tr("%1 chosen").arg(queuewords::events(m_chosen.size())));
    m_why->setText({});
}

bool QueueActions::all(bool (*fits)(const OutboxEntry &, TimePoint)) const
{
    return !m_chosen.isEmpty() && std::ranges::all_of(m_chosen, [&](const OutboxEntry &entry) {
        return fits(entry, m_session.nowIn(entry.destination));
    });
}

bool QueueActions::isStranded() const
{
    return !m_chosen.isEmpty() && std::ranges::all_of(m_chosen, [this](const OutboxEntry &entry) {
        return isEarlierSandbox(m_session, entry.destination);
    });
}

void QueueActions::showButtons()
{
    const QString closed = m_chosen.isEmpty() ? tr("Choose an event first.")
        : all(isOpen)                         ? QString()
                      : tr("Events that are sent, discarded or under way stay as they are.");
    const auto off = [&](bool fits, const QString &why) {
        return !closed.isEmpty() ? closed : fits ? QString() : why;
    };
    const bool here = std::ranges::all_of(
        m_chosen, [&](const OutboxEntry &entry) { return entry.destination == m_session.world(); });
    const bool stranded = isStranded();
    m_try->setOffReason(off(all(isInTime) && here,
        here           ? tr("The service takes events of the last hour only.")
            : stranded ? nowhere()
                       : tr("It is for another place. Switch billing there first.")));
    m_present->setText(stranded ? tr("Send to the present sandbox") : tr("Send with the present time"));
    m_present->setOffReason(stranded
            ? off(m_session.inSandbox(), tr("Switch billing to the sandbox first."))
            : off(all(needsChoice), tr("It is in time and goes with its own time.")));
    m_edit->setOffReason(off(m_chosen.size() == 1, tr("Choose one event.")));
    m_keep->setOffReason(off(all(canBeKept), tr("It waits anyway, or is kept already.")));
    m_discard->setOffReason(closed);
    m_copy->setOffReason(m_chosen.isEmpty() ? closed : QString());
    m_copy->setText(m_chosen.size() > 1 ? tr("Copy ids") : tr("Copy id"));
}

QList<EventId> QueueActions::ids() const
{
    QList<EventId> out;
    for (const OutboxEntry &entry : m_chosen)
        out.append(entry.id);
    return out;
}

void QueueActions::tryNow()
{
    for (const OutboxEntry &entry : std::as_const(m_chosen))
        m_session.outbox().retry(entry.id);
    say(tr("%1 tried now.").arg(queuewords::events(m_chosen.size())));
}

// Those of an earlier sandbox go to the present one by it.
void QueueActions::sendWithPresentTime()
{
    resolve(ids(), LateChoice::SendNow);
}

void QueueActions::keep()
{
    resolve(ids(), LateChoice::Keep);
}

void QueueActions::resolve(const QList<EventId> &ids, LateChoice choice, const QString &reason)
{
    whenDone(m_session.outbox().resolve(ids, choice, reason), this,
        [this, choice, count = ids.size()](const Result<void> &done) {
            if (!done)
                return say(done.error().message, true);
            Q_EMIT acted();
            const QString events = queuewords::events(count);
            say(choice == LateChoice::SendNow    ? tr("%1 queued with the present time.").arg(events)
                    : choice == LateChoice::Keep ? tr("%1 kept.").arg(events)
                                                 : tr("%1 discarded.").arg(events));
        });
}

void QueueActions::open()
{
    if (!m_edit->isEnabled())
        return;
    auto *edit = new QueueEdit(m_session, m_chosen.first(), this);
    edit->setWindowModality(Qt::WindowModal);
    connect(edit, &QDialog::finished, this, &QueueActions::acted);
    edit->show();
}

void QueueActions::discard()
{
    if (!m_discard->isEnabled())
        return;
    auto *sheet = new DiscardSheet(m_chosen.size(), this);
    sheet->setWindowModality(Qt::WindowModal);
    // Those that are chosen now, whatever is chosen while it is open.
    connect(sheet, &DiscardSheet::confirmed, this,
        [this, chosen = ids()](const QString &reason) { resolve(chosen, LateChoice::Discard, reason); });
    sheet->show();
}

void QueueActions::copyIds()
{
    QByteArrayList texts;
    for (const EventId &id : ids())
        texts.append(id.text);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(texts.join('\n')));
    say(tr("Copied."));
}

void QueueActions::say(const QString &words, bool failed)
{
    m_note->setInk(failed ? Ink::Red : Ink::Dim);
    m_note->setText(words);
}
