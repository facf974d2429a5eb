// SPDX-License-Identifier: MIT
#include "ui/outbox/queuepart.h"

#include "session/earlierworlds.h"
#include "session/placewords.h"
#include "ui/outbox/outboxcard.h"
#include "ui/outbox/outboxtable.h"
#include "ui/outbox/queueactions.h"
#include "ui/outbox/queuehead.h"
#include "ui/outbox/queuemodel.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/segments.h"
#include "ui/parts/sendingmark.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr OutboxQuery::Show shows[] = {OutboxQuery::Show::Waiting, OutboxQuery::Show::Parked,
    OutboxQuery::Show::Sent, OutboxQuery::Show::Discarded};

QList<int> widths()
{
    QList<int> out(QueueModel::ColumnCount, 0);
    out[QueueModel::State] = 128;
    out[QueueModel::Name] = 140;
    out[QueueModel::Customer] = 112;
    out[QueueModel::Made] = 132;
    out[QueueModel::Age] = 72;
    out[QueueModel::Left] = 112;
    out[QueueModel::Tries] = 60;
    out[QueueModel::Next] = 92;
    out[QueueModel::Place] = 104;
    out[QueueModel::Id] = 116;
    return out; // Why takes the rest
}

} // namespace

QueuePart::QueuePart(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new QueueModel(session, this))
    , m_head(new QueueHead(this))
{
    setObjectName(u"queuePart"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_head);
    column->addLayout(makePlaces());
    column->addLayout(makeBar());
    makeTable();
    column->addWidget(m_card, 1);
    m_actions = new QueueActions(m_session, this);
    column->addWidget(m_actions);
    m_second.setInterval(1s);
    connectAll();
}

QLayout *QueuePart::makePlaces()
{
    m_elsewhere = new ElidedLabel({}, TextRole::Small, Ink::Amber, this);
    m_elsewhere->setObjectName(u"queueElsewhere"_s);
    m_elsewhere->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_places = new Button(tr("Show them"), ButtonRole::Quiet, this);
    m_places->setObjectName(u"queuePlaces"_s);
    m_places->setButtonSize(ButtonSize::Small);
    m_places->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->addWidget(m_elsewhere, 1);
    row->addWidget(m_places);
    return row;
}

QLayout *QueuePart::makeBar()
{
    m_show = new Segments(this);
    m_show->setObjectName(u"queueShow"_s);
    m_show->setAccessibleName(tr("Which events"));
    for (const QString &words : {tr("Waiting"), tr("Parked"), tr("Sent"), tr("Discarded")})
        m_show->addSegment(words);
    m_search
        = new OutboxSearch(u"queue"_s, tr("Search ids, customers, reasons"), tr("Search the events"), this);
    m_tryAll = new Button(tr("Try all now"), ButtonRole::Secondary, this);
    m_tryAll->setObjectName(u"queueTryAll"_s);
    m_tryAll->setAutoDefault(false);
    markSending(m_tryAll);
    m_export = makeExportButton(u"queue"_s, tr("Write this list to a file"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_show);
    row->addWidget(m_search, 1);
    row->addWidget(m_tryAll);
    row->addWidget(m_export);
    return row;
}

void QueuePart::makeTable()
{
    m_card = new OutboxCard(u"queue"_s, tr("Events in the outbox"), m_model, widths(), this);
    m_clear = m_card->addClear(m_search);
    m_table = m_card->table();
    m_table->setColumnHidden(QueueModel::Place, true);
}

void QueuePart::connectAll()
{
    const Outbox &outbox = m_session.outbox();
    connect(m_head, &QueueHead::acted, this, &QueuePart::act);
    connect(m_places, &QAbstractButton::clicked, this, [this] {
        m_everywhere = !m_everywhere;
        ask();
    });
    connect(m_show, &Segments::currentChanged, this, &QueuePart::ask);
    connect(m_search, &OutboxSearch::asked, this, &QueuePart::ask);
    connect(m_tryAll, &QAbstractButton::clicked, this, [this] { m_session.outbox().sendNow(); });
    connect(m_export, &QAbstractButton::clicked, this, &QueuePart::exportList);
    connect(m_table, &OutboxTable::chosenChanged, this, &QueuePart::showChosen);
    connect(m_table, &OutboxTable::openRequested, m_actions, &QueueActions::open);
    connect(m_table, &OutboxTable::deleteRequested, m_actions, &QueueActions::discard);
    connect(m_model, &QueueModel::loaded, this, [this] {
        showEmpty();
        m_table->chooseAny();
        showChosen();
    });
    connect(m_actions, &QueueActions::acted, m_model, &QueueModel::reload);
    connect(m_model, &QueueModel::failed, this,
        [this](const Error &error) { m_actions->say(error.message, true); });
    const auto follow = [this] {
        if (!isVisible())
            return; // it is read anew when it is shown
        m_model->reload();
        showAll();
    };
    connect(&outbox, &Outbox::changed, this, follow);
    connect(&outbox, &Outbox::standingChanged, this, follow);
    connect(&m_session, &Session::worldChanged, this, &QueuePart::ask);
    connect(&m_second, &QTimer::timeout, this, &QueuePart::tick);
}

void QueuePart::ask()
{
    m_search->settle();
    m_table->setColumnHidden(QueueModel::Place, !m_everywhere);
    m_model->setQuery({.show = shows[m_show->current()],
        .destination = m_everywhere ? QByteArray() : m_session.world(),
        .text = m_search->wanted()});
    showAll();
}

void QueuePart::act(queuewords::Head::Act act)
{
    using Act = queuewords::Head::Act;
    if (act == Act::ChangeKey)
        Q_EMIT keyRequested();
    else if (act == Act::Connection)
        Q_EMIT connectionRequested();
    else if (act == Act::TryNow)
        m_session.outbox().sendNow();
}

void QueuePart::showAll()
{
    if (!isVisible())
        return;
    showHead();
    showCounts();
    showElsewhere();
}

void QueuePart::showHead()
{
    const Outbox &outbox = m_session.outbox();
    m_head->setHead(queuewords::head(outbox.standing(), outbox.counts(), m_session.world(), m_session.now()));
}

void QueuePart::showCounts()
{
    const OutboxCounts counts = m_session.outbox().counts();
    const auto counted = [](const QString &words, int count) {
        return count > 0 ? u"%1 %2"_s.arg(words, queuewords::number(count)) : words;
    };
    m_show->segment(0)->setText(counted(tr("Waiting"), counts.waiting()));
    m_show->segment(1)->setText(counted(tr("Parked"), counts.parked));
    m_tryAll->setOffReason(counts.waiting() > 0 ? QString() : tr("Nothing waits."));
}

void QueuePart::showElsewhere()
{
    whenDone(m_session.outbox().owed(), this, [this](const Result<QList<OutboxOwed>> &owed) {
        const auto isGone = [this](const QByteArray &world) { return isEarlierSandbox(m_session, world); };
        const QString words = owed ? queuewords::elsewhere(*owed, m_session.world(), isGone) : QString();
        m_elsewhere->setText(words);
        m_elsewhere->setVisible(!words.isEmpty() || m_everywhere);
        m_places->setVisible(!words.isEmpty() || m_everywhere);
        m_places->setText(
            m_everywhere ? tr("Only %1").arg(placewords::inSentence(m_session.world())) : tr("Show them"));
    });
}

void QueuePart::showChosen()
{
    QList<OutboxEntry> entries;
    for (const int row : m_table->chosenRows()) {
        if (const QueueRow *found = m_model->row(row))
            entries.append(found->entry);
    }
    m_actions->setChosen(entries);
}

void QueuePart::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_card->showTable(!empty);
    m_export->setEnabled(!empty);
    if (!empty)
        return;
    const QString text = m_model->query().text;
    m_clear->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        return m_card->empty()->setContent(
            IconName::Search, tr("No event matches “%1”").arg(text), tr("Look among the others above."));
    switch (m_model->query().show) {
    case OutboxQuery::Show::Parked:
        return m_card->empty()->setContent(IconName::Check, tr("Nothing is parked"),
            tr("Events the service refuses or takes no longer wait here for you."));
    case OutboxQuery::Show::Sent:
        return m_card->empty()->setContent(
            IconName::Send, tr("Nothing is sent yet"), tr("Make a picture: its event goes through here."));
    case OutboxQuery::Show::Discarded:
        return m_card->empty()->setContent(IconName::Trash, tr("Nothing is discarded"),
            tr("Events you give up stand here with your reason."));
    default:
        return m_card->empty()->setContent(IconName::Check, tr("Nothing waits"),
            tr("An event stands here until the service has accepted it."));
    }
}

// Only what is in sight: a list may hold thousands.
void QueuePart::tick()
{
    const auto [first, last] = m_table->rowsInSight();
    m_model->tick(first, last);
    showHead();
    m_actions->tick();
}

void QueuePart::exportList()
{
    m_ask(this, u"pixelmeter-queue.jsonl"_s, tr("JSON lines (*.jsonl);;Table (*.csv)"),
        [this](const QString &path) { write(path); });
}

void QueuePart::write(const QString &path)
{
    whenDone(exportQueue(m_session.outbox(), m_model->query(), path, this), this,
        [this, path](const Result<int> &count) {
            if (!count)
                return m_actions->say(count.error().message, true);
            m_actions->say(
                tr("%1 written to %2.").arg(queuewords::events(*count), QFileInfo(path).fileName()));
        });
}

void QueuePart::showOwed()
{
    m_everywhere = true;
    m_show->setCurrent(0);
    ask();
    whenDone(m_session.outbox().owed(), this, [this](const Result<QList<OutboxOwed>> &owed) {
        const auto waits = [](const OutboxOwed &one) { return one.waiting > 0; };
        if (!owed || owed->isEmpty() || std::ranges::any_of(*owed, waits))
            return;
        m_show->setCurrent(1); // all of it is parked
        ask();
    });
}

void QueuePart::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void QueuePart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
    m_second.start();
}

void QueuePart::hideEvent(QHideEvent *event)
{
    m_second.stop();
    QWidget::hideEvent(event);
}
