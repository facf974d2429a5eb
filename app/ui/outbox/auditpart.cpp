// SPDX-License-Identifier: MIT
#include "ui/outbox/auditpart.h"

#include "session/audit.h"
#include "ui/outbox/auditmodel.h"
#include "ui/outbox/outboxcard.h"
#include "ui/outbox/outboxtable.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/iconbutton.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AuditPart::AuditPart(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new AuditModel(session.outbox(), this))
{
    setObjectName(u"auditPart"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(makeBar());
    m_card = new OutboxCard(u"audit"_s, tr("Live calls"), m_model, {140, 180, 340, 112, 72, 64, 0}, this);
    m_clear = m_card->addClear(m_search);
    column->addWidget(m_card, 1);
    m_note = new ElidedLabel({}, TextRole::Small, Ink::Dim, this);
    m_note->setObjectName(u"auditNote"_s);
    column->addWidget(m_note);
    m_again.setInterval(1s);
    connect(&m_again, &QTimer::timeout, m_model, &AuditModel::refresh);
    connect(m_model, &AuditModel::loaded, this, &AuditPart::showEmpty);
    connect(m_model, &AuditModel::failed, this, [this](const Error &error) { say(error.message, true); });
    connect(m_search, &OutboxSearch::asked, this, [this] { m_model->setText(m_search->wanted()); });
    connect(m_export, &QAbstractButton::clicked, this, &AuditPart::exportList);
}

QLayout *AuditPart::makeBar()
{
    m_search
        = new OutboxSearch(u"audit"_s, tr("Search calls, addresses, failures"), tr("Search the calls"), this);
    m_export = makeExportButton(u"audit"_s, tr("Write all calls to a file"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_search, 1);
    row->addWidget(m_export);
    return row;
}

void AuditPart::showEmpty()
{
    const bool empty = m_model->rowCount() == 0;
    m_card->showTable(!empty);
    m_export->setEnabled(!m_model->isEmpty());
    m_clear->setVisible(!m_model->isEmpty());
    if (m_model->isEmpty())
        m_card->empty()->setContent(IconName::Scroll, tr("There are no live calls"),
            tr("Every call to your live account will be kept here, without keys and contents."));
    else if (empty)
        m_card->empty()->setContent(IconName::Search, tr("No call matches “%1”").arg(m_model->text()), {});
}

void AuditPart::exportList()
{
    m_ask(this, u"pixelmeter-live-calls.csv"_s, tr("Table (*.csv)"),
        [this](const QString &path) { write(path); });
}

void AuditPart::write(const QString &path)
{
    whenDone(exportAudit(m_session.outbox(), path, this), this, [this, path](const Result<int> &count) {
        if (!count)
            return say(count.error().message, true);
        say(*count == 1
                ? tr("1 call written to %1.").arg(QFileInfo(path).fileName())
                : tr("%1 calls written to %2.").arg(queuewords::number(*count), QFileInfo(path).fileName()));
    });
}

void AuditPart::say(const QString &words, bool failed)
{
    m_note->setInk(failed ? Ink::Red : Ink::Dim);
    m_note->setText(words);
}

void AuditPart::focusTable()
{
    m_model->isEmpty() ? m_search->setFocus(Qt::OtherFocusReason)
                       : m_card->table()->setFocus(Qt::OtherFocusReason);
}

void AuditPart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model->refresh();
    m_again.start();
}

void AuditPart::hideEvent(QHideEvent *event)
{
    m_again.stop();
    QWidget::hideEvent(event);
}
