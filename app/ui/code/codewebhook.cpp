// SPDX-License-Identifier: MIT
#include "ui/code/codewebhook.h"

#include "guide/readiness.h"
#include "ui/eventlog/eventlogwords.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"

#include <QHBoxLayout>
#include <QHostAddress>
#include <QLabel>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestAnswer = 120;

// Those a usage-billed product sees.
const QStringList types{u"payment.succeeded"_s, u"payment.failed"_s, u"subscription.active"_s,
    u"subscription.renewed"_s, u"subscription.on_hold"_s, u"subscription.cancelled"_s,
    u"subscription.updated"_s};

QString hostOf(const QString &url)
{
    const QUrl parsed(url);
    return parsed.port() < 0 ? parsed.host() : u"%1:%2"_s.arg(parsed.host()).arg(parsed.port());
}

} // namespace

bool isLoopback(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    return parsed.isValid() && parsed.scheme() == "http"_L1 && parsed.userInfo().isEmpty()
        && (parsed.host() == "localhost"_L1 || QHostAddress(parsed.host()).isLoopback());
}

CodeWebhook::CodeWebhook(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_url(new PrefixedEdit(this))
    , m_type(new ComboBox(this))
    , m_send(new Button(tr("Send a signed test event"), ButtonRole::Secondary, this))
{
    setObjectName(u"webhookTest"_s);
    m_url->lineEdit()->setObjectName(u"webhookUrl"_s);
    m_url->lineEdit()->setProperty("mono", true);
    m_url->setText(u"http://127.0.0.1:4020/webhook"_s);
    m_urlField = new Field(tr("Address of your handler"), m_url, Field::Need::Optional, this);
    m_urlField->setCheck([this]() -> FieldNote {
        if (isLoopback(m_url->text().trimmed()))
            return {};
        return {FieldNote::Kind::Error, tr("Only this computer: http://127.0.0.1 or http://localhost.")};
    });
    m_type->setObjectName(u"webhookType"_s);
    m_type->addItems(types);
    m_send->setObjectName(u"sendTestEvent"_s);
    m_send->setIconName(IconName::Send);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_urlField, 3, Qt::AlignTop);
    row->addWidget(new Field(tr("Event type"), m_type, Field::Need::Optional, this), 2, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(row);
    column->addLayout(makeAnswer());
    connect(m_send, &QAbstractButton::clicked, this, &CodeWebhook::send);
    connect(m_url->lineEdit(), &QLineEdit::returnPressed, this, &CodeWebhook::send);
    connect(&m_session, &Session::modeChanged, this, &CodeWebhook::showWhere);
    showWhere();
}

// The sandbox alone makes test events.
void CodeWebhook::showWhere()
{
    const bool inSandbox = m_session.inSandbox();
    m_send->setOffReason(inSandbox ? QString() : tr("Test events come from the sandbox only."));
    say(IconName::Radio, Ink::Mute,
        inSandbox ? tr("Start the handler with the lines beside it, then send.")
                  : tr("Test events come from the sandbox only."));
}

QLayout *CodeWebhook::makeAnswer()
{
    m_mark = new IconMark(IconName::Radio, Ink::Mute, IconMark::Look::Bare, this);
    m_answer = makeLabel({}, TextRole::Small, Ink::Text, this);
    m_answer->setObjectName(u"webhookAnswer"_s);
    m_answer->setTextFormat(Qt::RichText);
    m_answer->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_send);
    row->addSpacing(4);
    row->addWidget(m_mark);
    row->addWidget(m_answer, 1);
    return row;
}

void CodeWebhook::say(IconName icon, Ink ink, const QString &text)
{
    m_mark->setIcon(icon, ink);
    m_answer->setText(logwords::rich(text));
    m_answer->setAccessibleName(logwords::plain(text));
}

void CodeWebhook::send()
{
    if (!m_session.sandbox() || !m_urlField->check() || m_send->isBusy())
        return;
    m_send->startBusy();
    const QString url = m_url->text().trimmed();
    whenDone(m_session.sandbox()->sendTestEvent(url, m_type->currentText()), this,
        [this, host = hostOf(url)](const Result<Delivery> &delivery) { answered(host, delivery); });
}

void CodeWebhook::answered(const QString &host, const Result<Delivery> &delivery)
{
    m_send->stopBusy();
    if (!delivery)
        return say(IconName::OctagonX, Ink::Red, delivery.error().message);
    if (!delivery->status)
        return say(IconName::CircleAlert, Ink::Amber,
            tr("Nobody answers at %1: start the handler first.").arg(host));
    const QString answer = tr("%1 in %2 ms").arg(*delivery->status).arg(delivery->took.count());
    if (delivery->accepted()) {
        keepWebhookProof(m_session, answer);
        return say(IconName::Check, Ink::Accent, answer);
    }
    const QString body = delivery->responseBody.simplified().left(longestAnswer);
    const QString why = delivery->problem ? *delivery->problem
        : *delivery->status == 400 || *delivery->status == 401
        ? tr("Check `DODO_PAYMENTS_WEBHOOK_KEY` in its environment.")
        : body;
    say(IconName::CircleAlert, Ink::Amber, tr("%1: not accepted. %2").arg(answer, why));
}
