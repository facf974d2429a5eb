// SPDX-License-Identifier: MIT
#include "ui/payload/payloadeditor.h"

#include "session/payloadevents.h"
#include "support/worker.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/payload/payloadfoot.h"
#include "ui/payload/payloadpanel.h"
#include "ui/payload/payloadreplay.h"
#include "ui/payload/payloadwords.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Enough requests that progress is real and a cancel is quick, none larger than the service takes.
int eventsPerRequest(int count)
{
    return std::clamp(count / 10, 100, 1000);
}

} // namespace

PayloadEditor::PayloadEditor(Session &session, EventLog &log, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_log(log)
    , m_sender(session)
    , m_card(new Card(this))
    , m_panel(new PayloadPanel(session, log, m_card))
    , m_replay(new PayloadReplay(m_card))
{
    setObjectName(u"payloadEditor"_s);
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(24, 0, 24, 12);
    around->addWidget(m_card);
    m_card->body()->setContentsMargins(1, 1, 1, 1);
    m_card->body()->setSpacing(0);
    m_card->body()->addWidget(m_panel);
    m_card->body()->addWidget(m_replay);
    m_replay->hide();

    connect(m_panel, &PayloadPanel::submitted, this, &PayloadEditor::primaryAction);
    connect(m_panel, &PayloadPanel::closeRequested, this, &PayloadEditor::fold);
    connect(m_replay, &PayloadReplay::closeRequested, this, &PayloadEditor::fold);
    connect(m_panel->foot()->primary(), &QAbstractButton::clicked, this, &PayloadEditor::primaryAction);
    connect(m_replay->foot()->primary(), &QAbstractButton::clicked, this, &PayloadEditor::primaryAction);
    connect(m_replay->foot()->second(), &QAbstractButton::clicked, this,
        [this] { guarded([this] { sendRows(ReplayIds::Same); }); });
    for (PayloadFoot *each : {m_panel->foot(), m_replay->foot()})
        connect(each, &PayloadFoot::cancelled, &m_sender, &PayloadSender::cancel);
    connect(&m_sender, &PayloadSender::progressed, this, &PayloadEditor::showProgress);
    connect(&m_sender, &PayloadSender::finished, this, &PayloadEditor::showOutcome);
    connect(&m_session, &Session::worldChanged, this, &PayloadEditor::forget);
    hide();
}

PayloadEditor::~PayloadEditor() = default;

void PayloadEditor::unfold(QWidget *part)
{
    m_panel->setVisible(part == m_panel);
    m_replay->setVisible(part == m_replay);
    show();
    Q_EMIT toggled();
}

void PayloadEditor::open(const QByteArray &eventJson)
{
    if (m_sender.running() && m_isReplay)
        return; // its progress stays in sight
    unfold(m_panel);
    if (!eventJson.isEmpty())
        m_panel->setText(formatted(QString::fromUtf8(eventJson)));
    m_panel->startIfEmpty();
    m_panel->focusText();
}

void PayloadEditor::replay(const QList<QUuid> &exchanges)
{
    if (exchanges.isEmpty() || m_sender.running())
        return;
    m_rows = exchanges;
    m_replay->setRows(int(m_rows.size()), m_session.isLive());
    unfold(m_replay);
    PayloadFoot *foot = m_replay->foot();
    Button *first = foot->primary()->isEnabled() ? foot->primary() : foot->second();
    first->setFocus(Qt::OtherFocusReason);
}

void PayloadEditor::fold()
{
    if (isHidden())
        return;
    foot()->stopAsking();
    m_panel->keep();
    hide();
    Q_EMIT toggled();
    Q_EMIT folded();
}

bool PayloadEditor::cancelOrFold()
{
    if (isHidden())
        return false;
    if (foot()->asks())
        foot()->stopAsking();
    else if (m_sender.running())
        m_sender.cancel();
    else
        fold();
    return true;
}

PayloadFoot *PayloadEditor::foot() const
{
    return m_replay->isHidden() ? m_panel->foot() : m_replay->foot();
}

void PayloadEditor::primaryAction()
{
    if (isHidden() || m_sender.running() || foot()->asks())
        return;
    if (!m_replay->isHidden() && !foot()->primary()->isEnabled())
        return;
    if (!m_replay->isHidden())
        return guarded([this] { sendRows(ReplayIds::New); });
    m_panel->check();
    if (foot()->primary()->isEnabled())
        guarded([this] { m_panel->many() ? sendMany() : sendText(); });
}

// A live account bills real customers: nothing goes there without a word.
void PayloadEditor::guarded(const std::function<void()> &go)
{
    m_session.isLive() ? foot()->askLive(go) : go();
}

void PayloadEditor::sendText()
{
    const PayloadOpinion &opinion = m_panel->opinion();
    if (opinion.texts.isEmpty())
        return;
    m_isReplay = false;
    showRunning(true);
    m_sender.send({.texts = opinion.texts, .ids = opinion.ids, .stamped = 0, .left = {}});
}

void PayloadEditor::sendMany()
{
    const auto pattern = m_panel->pattern();
    if (!pattern)
        return;
    m_isReplay = false;
    showRunning(true);
    const auto series
        = std::make_shared<PayloadSeries>(m_panel->first(), *pattern, m_session.client().transport().ids());
    const int size = eventsPerRequest(pattern->count);
    m_sender.send((pattern->count + size - 1) / size, [this, series, size](int request) {
        const CallSource<PayloadRequest> made;
        made.finish(series->take(request * size, size, m_session.now()));
        return made.call();
    });
}

void PayloadEditor::sendRows(ReplayIds which)
{
    m_isReplay = true;
    showRunning(true);
    m_sender.send(
        int(m_rows.size()), [this, which](int row) { return rowAgain(m_rows[row], which); },
        PayloadSender::Refusal::IsPassedOver);
}

Call<PayloadRequest> PayloadEditor::rowAgain(const QUuid &exchange, ReplayIds which)
{
    if (!m_worker)
        m_worker = std::make_unique<Worker>(u"replay"_s);
    const CallSource<PayloadRequest> made;
    const auto left = [made](const QString &why) {
        made.finish(PayloadRequest{.texts = {}, .ids = {}, .stamped = 0, .left = why});
    };
    whenDone(m_log.exchange(exchange), this, [=, this](const Result<std::optional<Exchange>> &is) {
        if (!is)
            return made.finish(is.error());
        if (!*is)
            return left(tr("It is no longer in the log."));
        if (!rowOf(**is, {}).ingest)
            return left(tr("It holds no events."));
        IdSource &ids = m_session.client().transport().ids();
        const auto again = [body = (*is)->requestBody, which, &ids, now = m_session.now()] {
            return Result<PayloadRequest>(replayed(body, which, ids, now));
        };
        whenDone(m_worker->ask<PayloadRequest>(again), this,
            [made](const Result<PayloadRequest> &request) { made.finish(request); });
    });
    return made.call();
}

void PayloadEditor::showRunning(bool running)
{
    m_panel->setRunning(running && !m_isReplay);
    m_replay->foot()->setRunning(running && m_isReplay);
    Button *again = m_replay->foot()->primary();
    running &&m_isReplay ? again->startBusy() : again->stopBusy();
}

void PayloadEditor::showProgress(int done, int of)
{
    foot()->setPercent(of > 0 ? done * 100 / of : 0);
    foot()->say(payloadwords::progress(done, of, m_isReplay));
}

void PayloadEditor::showOutcome(const PayloadOutcome &outcome)
{
    showRunning(false);
    PayloadFoot *where = m_isReplay ? m_replay->foot() : m_panel->foot();
    where->say(m_isReplay ? payloadwords::replayed(outcome) : payloadwords::outcome(outcome),
        payloadwords::failed(outcome) ? Ink::Red : Ink::Text);
    if (!outcome.first.isEmpty())
        Q_EMIT sent(outcome.first);
}

// What was sent belongs to one world.
void PayloadEditor::forget()
{
    m_sender.cancel();
    m_rows.clear();
    m_panel->foot()->stopAsking();
    m_panel->foot()->say({});
    if (!m_replay->isHidden())
        fold();
}

void PayloadEditor::fit(const QSize &page)
{
    m_panel->fit(page);
}

void PayloadEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && cancelOrFold())
        return;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return primaryAction();
    QWidget::keyPressEvent(event);
}
