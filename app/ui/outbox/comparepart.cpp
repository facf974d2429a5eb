// SPDX-License-Identifier: MIT
#include "ui/outbox/comparepart.h"

#include "session/placewords.h"
#include "ui/outbox/comparemodel.h"
#include "ui/outbox/comparewords.h"
#include "ui/outbox/discardsheet.h"
#include "ui/outbox/outboxcard.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/progresspanel.h"
#include "ui/parts/segments.h"

#include <QComboBox>

using namespace Qt::StringLiterals;

namespace {

using Kind = ReconcileRow::Kind;

constexpr microseconds spans[] = {1h, 24h, 7 * 24h, 30 * 24h};

// What each part of the result shows.
CompareModel::Kinds kindsOf(int part)
{
    switch (part) {
    case 0:
        return {Kind::Missing, Kind::Different, Kind::NotYet};
    case 1:
        return {Kind::Unknown, Kind::Foreign};
    case 2:
        return {Kind::Waiting, Kind::Parked};
    default:
        return {};
    }
}

QString emptyTitle(int part)
{
    switch (part) {
    case 0:
        return ComparePart::tr("There is nothing to mend");
    case 1:
        return ComparePart::tr("Every event there is in the outbox");
    case 2:
        return ComparePart::tr("Every event of this span is sent");
    default:
        return ComparePart::tr("Both sides hold the same");
    }
}

} // namespace

void ComparePart::connectAll()
{
    connect(m_span, &Segments::currentChanged, this, &ComparePart::forget);
    connect(m_customer, &QComboBox::activated, this, &ComparePart::forget);
    connect(m_compare, &QAbstractButton::clicked, this, &ComparePart::compare);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        if (m_call)
            m_call->cancel();
    });
    connect(m_kinds, &Segments::currentChanged, this, &ComparePart::showRows);
    connect(m_again, &QAbstractButton::clicked, this, &ComparePart::sendAgain);
    connect(m_present, &QAbstractButton::clicked, this, [this] { resolve(lateOnes(), LateChoice::SendNow); });
    connect(m_keep, &QAbstractButton::clicked, this, [this] { resolve(lateOnes(), LateChoice::Keep); });
    connect(m_discard, &QAbstractButton::clicked, this, &ComparePart::discard);
    connect(&m_session, &Session::worldChanged, this, [this] {
        fillCustomers();
        forget();
    });
    connect(&m_session, &Session::changed, this, &ComparePart::fillCustomers);
}

void ComparePart::fillCustomers()
{
    QList<std::pair<QString, QString>> wanted{{QString(), tr("Every customer")}};
    for (const Subscription &subscription : m_session.state().subscriptions) {
        const Customer &customer = subscription.customer;
        const QString name = customer.is.name.isEmpty() ? customer.is.email : customer.is.name;
        if (const std::pair entry{customer.id.string(), name}; !wanted.contains(entry))
            wanted.append(entry);
    }
    // Whose events are compared stays chosen, also when a later reading no longer holds the customer.
    const std::pair chosen{m_customer->currentData().toString(), m_customer->currentText()};
    if (m_customersOf == m_session.world() && m_customer->count() > 0 && !wanted.contains(chosen))
        wanted.append(chosen);
    if (std::exchange(m_customersOf, m_session.world()) == m_session.world() && wanted == m_customers)
        return; // an open list stays open
    m_customers = wanted;
    m_customer->clear();
    for (const auto &[id, name] : wanted)
        m_customer->addItem(name, id);
    m_customer->setCurrentIndex(std::max(0, m_customer->findData(chosen.first)));
}

ReconcileQuery ComparePart::query() const
{
    const TimePoint now = m_session.now();
    ReconcileQuery out{.from = now - spans[m_span->current()], .until = now};
    if (const QString customer = m_customer->currentData().toString(); !customer.isEmpty())
        out.customer = CustomerId::of(customer);
    return out;
}

void ComparePart::compare()
{
    if (m_call)
        return;
    forget();
    m_call = m_reconcile.compare(query());
    connect(m_call->progress(), &CallProgress::stage, this, [this](const QString &, int read) {
        if (read > 0)
            m_result->setText(tr("%1 read").arg(queuewords::events(read)));
    });
    m_result->setText(tr("Reading what %1 holds").arg(placewords::inSentence(m_session.world())));
    showBusy(true);
    whenDone(*m_call, this, [this](const Result<Reconciliation> &result) { arrived(result); });
}

void ComparePart::arrived(const Result<Reconciliation> &result)
{
    m_call.reset();
    showBusy(false);
    if (result) {
        m_found = *result;
        m_model->setRows(result->rows);
        m_kinds->setCurrent(0);
        showResult();
        return;
    }
    const bool cancelled = result.error().kind == Error::Kind::Cancelled;
    m_result->setInk(cancelled ? Ink::Text : Ink::Red);
    m_result->setText(cancelled ? tr("Cancelled. Nothing was changed.") : tr("The events could not be read"));
    m_others->setText(cancelled ? QString() : result.error().message);
    showRows();
}

// A question that is asked anew has no answer yet.
void ComparePart::forget()
{
    m_found.reset();
    m_mended = false;
    m_model->setRows({});
    m_result->setInk(Ink::Text);
    m_result->setText({});
    m_others->setText({});
    m_note->setText({});
    showRows();
}

void ComparePart::showBusy(bool busy)
{
    busy ? m_compare->startBusy() : m_compare->stopBusy();
    m_cancel->setVisible(busy);
    m_progress->setVisible(busy);
    m_span->setEnabled(!busy);
    m_customer->setEnabled(!busy);
    showEmpty();
}

void ComparePart::showResult()
{
    m_result->setInk(m_found->count(Kind::Missing) > 0 ? Ink::Amber : Ink::Text);
    m_result->setText(comparewords::result(*m_found));
    m_others->setText(comparewords::others(*m_found));
    showRows();
}

void ComparePart::showRows()
{
    m_model->setKinds(kindsOf(m_kinds->current()));
    const QString names[] = {tr("To mend"), tr("Extra"), tr("Not sent"), tr("All")};
    for (int part = 0; part < m_kinds->count(); ++part) {
        const CompareModel::Kinds kinds = kindsOf(part);
        int count = 0;
        for (size_t kind = 0; m_found && kind < m_found->counts.size(); ++kind)
            count += kinds.isEmpty() || kinds.contains(Kind(kind)) ? m_found->counts[kind] : 0;
        m_kinds->segment(part)->setText(
            count > 0 ? u"%1 %2"_s.arg(names[part], queuewords::number(count)) : names[part]);
    }
    showEmpty();
    showMending();
}

void ComparePart::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_card->showTable(!empty);
    if (!empty)
        return;
    if (m_call)
        m_card->empty()->setContent(IconName::Clock, tr("Reading"), tr("Nothing is changed by it."));
    else if (m_found)
        m_card->empty()->setContent(IconName::Check, emptyTitle(m_kinds->current()), {});
    else
        m_card->empty()->setContent(IconName::Refresh, tr("Is everything there?"),
            tr("Compare holds each event you sent against what the service lists."));
}

void ComparePart::showMending()
{
    const MendPlan plan = m_found ? mendPlan(*m_found, m_session.now()) : MendPlan();
    const QString wait = !m_found ? tr("Compare first.") : m_mended ? tr("Compare again first.") : QString();
    const auto off = [&wait](qsizetype count, const QString &none) {
        return !wait.isEmpty() ? wait : count == 0 ? none : QString();
    };
    m_again->setText(plan.again.isEmpty() ? tr("Send again")
                                          : tr("Send %1 again").arg(queuewords::number(plan.again.size())));
    m_present->setText(plan.late.isEmpty()
            ? tr("Send with the present time")
            : tr("Send %1 with the present time").arg(queuewords::number(plan.late.size())));
    m_again->setOffReason(off(plan.again.size(), tr("Nothing of the last hour is missing.")));
    const QString late = off(plan.late.size(), tr("Nothing older than an hour is missing."));
    for (Button *button : {m_present, m_keep, m_discard})
        button->setOffReason(late);
}

void ComparePart::sendAgain()
{
    const QList<EventId> again = mendPlan(*m_found, m_session.now()).again;
    if (again.isEmpty())
        return showMending(); // they have grown older than an hour
    const QString words = tr("%1 queued again under the same ids.").arg(queuewords::events(again.size()));
    whenDone(m_session.outbox().resend(again), this,
        [this, words, world = m_session.world()](const Result<void> &done) {
            if (world == m_session.world()) // another place's comparison is none of it
                mended(done, words);
        });
}

QList<EventId> ComparePart::lateOnes() const
{
    return m_found ? mendPlan(*m_found, m_session.now()).late : QList<EventId>();
}

void ComparePart::resolve(const QList<EventId> &late, LateChoice choice, const QString &reason)
{
    const QString events = queuewords::events(late.size());
    const QString words = choice == LateChoice::SendNow ? tr("%1 queued with the present time.").arg(events)
        : choice == LateChoice::Keep                    ? tr("%1 parked and kept.").arg(events)
                                                        : tr("%1 discarded.").arg(events);
    whenDone(m_session.outbox().resolve(late, choice, reason), this,
        [this, words, world = m_session.world()](const Result<void> &done) {
            if (world == m_session.world()) // another place's comparison is none of it
                mended(done, words);
        });
}

void ComparePart::discard()
{
    const QList<EventId> late = lateOnes();
    auto *sheet = new DiscardSheet(late.size(), this);
    sheet->setWindowModality(Qt::WindowModal);
    // Those that are counted on its button, whatever grows old or is forgotten while it is open.
    connect(sheet, &DiscardSheet::confirmed, this,
        [this, late](const QString &reason) { resolve(late, LateChoice::Discard, reason); });
    sheet->show();
}

void ComparePart::mended(const Result<void> &done, const QString &words)
{
    m_note->setInk(done ? Ink::Dim : Ink::Red);
    m_note->setText(done ? words : done.error().message);
    m_mended = m_mended || done.ok();
    showMending();
}

void ComparePart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fillCustomers();
    showMending(); // some have grown older than an hour
}
