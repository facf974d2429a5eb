// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogexchange.h"

#include "ui/eventlog/eventlogpayload.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

// The log keeps the scheme and bullets instead of the key.
QString authorization(const Exchange &exchange)
{
    const auto kept = QString::fromUtf8(headerValue(exchange.requestHead, "authorization"));
    return kept.isEmpty() ? EventLogRequest::tr("none") : kept;
}

QStringList requestHead(const Exchange &exchange)
{
    return {QString::fromLatin1(exchange.method) + u' ' + QString::fromUtf8(exchange.target),
        u"authorization: "_s + authorization(exchange)};
}

QStringList answerHead(const Exchange &exchange)
{
    QStringList lines{logwords::statusLine(exchange.status)};
    const QByteArray type = headerValue(exchange.answerHead, "content-type");
    if (!type.isEmpty())
        lines.append(u"content-type: "_s + QString::fromUtf8(type));
    if (exchange.failure)
        lines.append(exchange.failure->message);
    return lines;
}

QString footOf(const LogChoice &choice)
{
    const bool unknown = choice.row.status == 0 || choice.row.status >= 500;
    if (unknown)
        return EventLogAnswer::tr("Perhaps it is stored. Sent again it counts once.");
    if (choice.row.failed())
        return EventLogAnswer::tr("Refused. Nothing of it is billed.");
    if (choice.says.kind == RowVerdict::Kind::Duplicate)
        return EventLogAnswer::tr("Same event_id: ignored. Nothing billed twice.");
    return EventLogAnswer::tr("Accepted does not mean counted.");
}

} // namespace

EventLogRequest::EventLogRequest(QWidget *parent)
    : EventLogPane(tr("Request"), parent)
    , m_json(new JsonView(this))
    , m_copy(new Button(tr("Copy"), ButtonRole::Quiet, this))
{
    m_json->setObjectName(u"logRequest"_s);
    m_json->setAccessibleName(tr("Request"));
    m_copy->setObjectName(u"logCopyRequest"_s);
    m_copy->setButtonSize(ButtonSize::Small);
    m_copy->setIconName(IconName::Copy, Ink::Dim);
    connect(m_copy, &QAbstractButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_body)); });
    addHeadWidget(m_copy);
    body()->addWidget(m_json);
    showNothing();
}

void EventLogRequest::showNothing()
{
    m_shown = {};
    setSub({});
    m_copy->hide();
    m_json->setHead({});
    m_json->setJson({});
    m_json->setMarks({});
}

// The text is laid out once an exchange; a new verdict only moves the marks.
void EventLogRequest::showChoice(const LogChoice &choice)
{
    if (!choice.exchange)
        return;
    const Exchange &exchange = *choice.exchange;
    if (m_shown != exchange.id) {
        m_shown = exchange.id;
        m_body = exchange.requestBody;
        const bool part = m_body.size() > logpayload::shownBytes;
        const QString size = logwords::bytes(m_body.size());
        setSub(m_body.isEmpty() ? QString() : part ? tr("%1, the first events are shown").arg(size) : size);
        m_copy->setVisible(!m_body.isEmpty());
        m_json->setHead(requestHead(exchange));
        m_json->setJson(logpayload::shown(m_body));
    }
    m_json->setMarks(logpayload::marks(choice));
}

EventLogAnswer::EventLogAnswer(QWidget *parent)
    : EventLogPane(tr("Answer"), parent)
    , m_json(new JsonView(this))
    , m_foot(new QWidget(this))
    , m_sentence(makeLabel({}, TextRole::Help, Ink::Mute, m_foot))
    , m_again(new Button(tr("Send again"), ButtonRole::Secondary, m_foot))
{
    m_json->setObjectName(u"logAnswer"_s);
    m_json->setAccessibleName(tr("Answer"));
    m_json->setLineWrapMode(QTextEdit::WidgetWidth); // messages are sentences
    m_sentence->setObjectName(u"logAnswerFoot"_s);
    m_sentence->setWordWrap(true);
    m_again->setObjectName(u"sendAgain"_s);
    m_again->setButtonSize(ButtonSize::Small);
    m_again->setIconName(IconName::Refresh);
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(16, 9, 8, 9);
    row->setSpacing(8);
    row->addWidget(new IconMark(IconName::Info, Ink::Mute, IconMark::Look::Bare, m_foot));
    row->addWidget(m_sentence, 1);
    row->addWidget(m_again);
    auto *foot = new QVBoxLayout;
    foot->setSpacing(0);
    foot->addWidget(makeRule(m_foot));
    foot->addWidget(m_foot);
    body()->addWidget(m_json, 1);
    body()->addLayout(foot);
    connect(m_again, &QAbstractButton::clicked, this, &EventLogAnswer::sendAgainRequested);
    showNothing();
}

void EventLogAnswer::showNothing()
{
    m_shown = {};
    setSub({});
    m_json->setHead({});
    m_json->setJson({});
    m_foot->hide();
}

void EventLogAnswer::showChoice(const LogChoice &choice)
{
    if (!choice.exchange || m_shown == choice.exchange->id)
        return;
    m_shown = choice.exchange->id;
    setSub(logwords::latency(choice.row.took));
    m_json->setHead(answerHead(*choice.exchange));
    m_json->setJson(logpayload::shown(choice.exchange->answerBody));
    m_foot->setVisible(choice.row.ingest);
    m_again->stopBusy();
    const bool whole = !logpayload::events(choice.exchange->requestBody).texts.isEmpty();
    m_again->setOffReason(whole ? QString() : tr("There is no event in this request to send."));
    setFoot(footOf(choice));
}

void EventLogAnswer::setFoot(const QString &sentence)
{
    m_sentence->setText(sentence);
}
