// SPDX-License-Identifier: MIT
#include "ui/outbox/queueedit.h"

#include "session/payloadcheck.h"
#include "ui/fonts.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/jsontext.h"
#include "ui/parts/sendingmark.h"
#include "ui/payload/payloadtext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int wide = 640;
constexpr int lines = 18;
constexpr auto typingPause = 120ms;

QString pretty(const QByteArray &json)
{
    QStringList out;
    for (const JsonLine &line : prettyJson(json))
        out.append(line.text);
    return out.isEmpty() ? QString::fromUtf8(json) : out.join(u'\n');
}

} // namespace

QueueEdit::QueueEdit(Session &session, const OutboxEntry &entry, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_entry(entry)
    , m_text(new PayloadText(this))
    , m_remark(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_send(new Button(tr("Save and send"), ButtonRole::Primary, this))
{
    setObjectName(u"queueEdit"_s);
    setWindowTitle(tr("Edit and resend"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(scaled(wide));
    m_text->setObjectName(u"queueEditText"_s);
    m_text->setAccessibleName(tr("Event as JSON"));
    m_text->setLines(lines);
    m_text->replaceAll(pretty(entry.json));
    m_remark->setObjectName(u"queueEditRemark"_s);
    m_remark->setWordWrap(true);
    m_remark->setMinimumHeight(scaled(36)); // two lines: the window keeps its height
    m_remark->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(
        new ElidedLabel(tr("The id stays %1, so it is never counted twice.").arg(entry.id.string()),
            TextRole::Small, Ink::Dim, this));
    column->addWidget(m_text);
    column->addWidget(m_remark);
    column->addLayout(makeFoot());
    m_wait.setSingleShot(true);
    m_wait.setInterval(typingPause);
    connect(&m_wait, &QTimer::timeout, this, &QueueEdit::check);
    connect(m_text, &QPlainTextEdit::textChanged, &m_wait, qOverload<>(&QTimer::start));
    connect(m_text, &PayloadText::submitted, this, &QueueEdit::send);
    check();
    m_text->setFocus();
}

QLayout *QueueEdit::makeFoot()
{
    auto *back = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    back->setObjectName(u"queueEditCancel"_s);
    back->setAutoDefault(false);
    connect(back, &QAbstractButton::clicked, this, &QDialog::close);
    m_send->setObjectName(u"queueEditSend"_s);
    m_send->setAutoDefault(false);
    m_send->setKeyHint(tr("Ctrl ↵"));
    markSending(m_send);
    connect(m_send, &QAbstractButton::clicked, this, &QueueEdit::send);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(back);
    row->addWidget(m_send);
    return row;
}

// The checks of the payload editor, and what an edit of a queued event must keep.
QString QueueEdit::look()
{
    const PayloadOpinion opinion
        = opinionOf(m_text->toPlainText(), m_session.state(), m_session.nowIn(m_entry.destination));
    m_text->setRemarks(opinion.remarks);
    for (const PayloadRemark &remark : opinion.remarks) {
        if (remark.kind == PayloadRemark::Kind::Error)
            return remark.sentence;
    }
    if (opinion.events.size() != 1)
        return tr("One event stands here, no list.");
    if (opinion.events.first().id != m_entry.id)
        return tr("event_id stays “%1”.").arg(m_entry.id.string());
    if (!opinion.events.first().at)
        return tr("timestamp is missing. The event would move to the time it arrives.");
    return {};
}

void QueueEdit::check()
{
    const QString wrong = look();
    m_send->setOffReason(wrong);
    setInk(m_remark, wrong.isEmpty() ? Ink::Dim : Ink::Red);
    m_remark->setText(wrong.isEmpty() ? tr("The service would take it.") : wrong);
}

void QueueEdit::send()
{
    check();
    if (!m_send->isEnabled() || m_send->isBusy())
        return;
    m_send->startBusy();
    const QByteArray json
        = opinionOf(m_text->toPlainText(), m_session.state(), m_session.nowIn(m_entry.destination))
              .texts.value(0);
    whenDone(m_session.outbox().replaceEvent(m_entry.id, json), this, [this](const Result<void> &done) {
        m_send->stopBusy();
        if (done)
            return void(close());
        setInk(m_remark, Ink::Red);
        m_remark->setText(done.error().message);
    });
}

void QueueEdit::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier))
        return send();
    QDialog::keyPressEvent(event);
}
