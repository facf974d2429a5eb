// SPDX-License-Identifier: MIT
#include "ui/webhooks/webhooksetup.h"

#include "session/placewords.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr int gap = 12;

// Of dodo-api.md 2.10. First those whose object every customer has: a subscription may have cost nothing yet.
const QStringList testTypes{u"subscription.active"_s, u"subscription.renewed"_s, u"subscription.updated"_s,
    u"subscription.on_hold"_s, u"payment.succeeded"_s, u"payment.failed"_s};

QHBoxLayout *rowOf(std::initializer_list<QWidget *> widgets)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return row;
}

QLabel *words(const QString &text, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel(text, TextRole::Small, ink, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

WebhookSetup::WebhookSetup(Session &session, WebhookDesk &webhooks, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_webhooks(webhooks)
{
    setProperty("scrolled", true);
    m_strip = new MessageStrip(MessageStrip::Kind::Failure, this);
    m_strip->setObjectName(u"webhookProblem"_s);
    m_strip->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 4, 0);
    column->setSpacing(16);
    column->addWidget(m_strip);
    column->addWidget(makeReceiver());
    column->addWidget(makeService());
    column->addStretch();
    connectButtons();
    connect(&m_webhooks, &WebhookDesk::changed, this, &WebhookSetup::refresh);
    connect(&m_session, &Session::modeChanged, this, &WebhookSetup::refresh);
    refresh();
}

Card *WebhookSetup::makeReceiver()
{
    auto *card = new Card(tr("Receiver on this computer"), this);
    m_state = words({}, Ink::Dim, card);
    m_state->setObjectName(u"receiverState"_s);
    m_address = makeLabel({}, TextRole::Mono, Ink::Text, card);
    m_address->setObjectName(u"receiverAddress"_s);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_run = new Button(tr("Start the receiver"), ButtonRole::Secondary, card);
    m_run->setObjectName(u"runReceiver"_s);
    m_copy = new Button(tr("Copy the address"), ButtonRole::Quiet, card);
    m_copy->setObjectName(u"copyReceiver"_s);
    m_copy->setIconName(IconName::Copy);
    card->body()->setSpacing(gap);
    card->body()->addWidget(m_state);
    card->body()->addWidget(m_address);
    card->body()->addLayout(rowOf({m_run, m_copy}));
    return card;
}

Card *WebhookSetup::makeService()
{
    m_service = new Card(u"service"_s, this);
    m_line = words({}, Ink::Text, m_service);
    m_line->setObjectName(u"webhookService"_s);
    m_secretLine = words({}, Ink::Dim, m_service);
    m_secretLine->setObjectName(u"webhookSecret"_s);
    m_register = new Button(tr("Register here"), ButtonRole::Primary, m_service);
    m_register->setObjectName(u"registerWebhook"_s);
    markSending(m_register);
    m_secret = new Button(tr("Paste the secret"), ButtonRole::Quiet, m_service);
    m_secret->setObjectName(u"pasteWebhookSecret"_s);
    m_service->body()->setSpacing(gap);
    m_service->body()->addWidget(m_line);
    m_service->body()->addWidget(makeTunnel());
    m_service->body()->addWidget(m_secretLine);
    m_service->body()->addLayout(rowOf({m_register, m_secret}));
    m_service->body()->addWidget(makeTest());
    return m_service;
}

QWidget *WebhookSetup::makeTunnel()
{
    m_tunnelPart = new QWidget(m_service);
    m_tunnelWords = words({}, Ink::Dim, m_tunnelPart);
    m_tunnelWords->setObjectName(u"tunnelWords"_s);
    m_tunnel = new QLineEdit(m_tunnelPart);
    m_tunnel->setObjectName(u"tunnelAddress"_s);
    m_tunnel->setPlaceholderText(u"https://"_s);
    m_tunnelField = new Field(tr("Tunnel address"), m_tunnel, Field::Need::Required, m_tunnelPart);
    m_tunnelField->setHelp(tr("Its https address, without a path."));
    auto *column = new QVBoxLayout(m_tunnelPart);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(m_tunnelWords);
    column->addWidget(m_tunnelField);
    connect(m_tunnel, &QLineEdit::textEdited, m_tunnelField, &Field::clearNote);
    connect(m_tunnel, &QLineEdit::editingFinished, this, [this] {
        if (m_tunnel->text().trimmed() == m_webhooks.tunnel())
            return;
        if (const auto set = m_webhooks.setTunnel(m_tunnel->text()); !set)
            m_tunnelField->setError(set.error().message);
    });
    return m_tunnelPart;
}

QWidget *WebhookSetup::makeTest()
{
    m_testPart = new QWidget(m_service);
    m_type = new ComboBox(m_testPart);
    m_type->setObjectName(u"webhookTestType"_s);
    m_type->addItems(testTypes);
    m_test = new Button(tr("Send a test event"), ButtonRole::Secondary, m_testPart);
    m_test->setObjectName(u"sendWebhookTest"_s);
    auto *column = new QVBoxLayout(m_testPart);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(gap);
    column->addWidget(new Field(tr("Test event"), m_type, Field::Need::Optional, m_testPart));
    column->addLayout(rowOf({m_test}));
    return m_testPart;
}

void WebhookSetup::connectButtons()
{
    connect(m_run, &QAbstractButton::clicked, this, &WebhookSetup::toggle);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_webhooks.address());
        m_copy->showDone(tr("Copied"));
    });
    connect(m_register, &QAbstractButton::clicked, this, &WebhookSetup::toggleRegistration);
    connect(m_secret, &QAbstractButton::clicked, this, &WebhookSetup::pasteSecret);
    connect(m_test, &QAbstractButton::clicked, this, &WebhookSetup::sendTest);
}

void WebhookSetup::focusFirst()
{
    m_register->setFocus(Qt::OtherFocusReason);
}

QString WebhookSetup::serviceLine() const
{
    const auto known = m_webhooks.registration();
    if (!known)
        return tr("%1 does not know the receiver yet.").arg(placewords::title(m_session.world()));
    const QString present = m_webhooks.publicAddress(); // none while the receiver rests
    if (present.isEmpty() || known->url == present)
        return tr("Registered as %1.").arg(known->id.string());
    return tr("Registered as %1 for %2. Register again for the present address.")
        .arg(known->id.string(), known->url);
}

QString WebhookSetup::offReason() const
{
    const bool missing = m_webhooks.needsTunnel() && m_webhooks.tunnel().isEmpty();
    return missing && !m_webhooks.registration() ? tr("Paste the tunnel's address first.") : QString();
}

void WebhookSetup::refresh()
{
    const bool running = m_webhooks.isRunning();
    m_state->setText(
        running ? tr("It listens on this computer alone.") : tr("It is stopped. Nothing is taken."));
    m_address->setText(m_webhooks.address());
    m_address->setVisible(running);
    m_copy->setVisible(running);
    m_run->setText(running ? tr("Stop the receiver") : tr("Start the receiver"));
    refreshService();
}

void WebhookSetup::refreshService()
{
    const bool tunnel = m_webhooks.needsTunnel();
    const auto known = m_webhooks.registration();
    const bool present = known && known->url == m_webhooks.publicAddress();
    const QString secret = m_webhooks.maskedSecret();
    m_service->setTitle(placewords::title(m_session.world()));
    m_line->setText(serviceLine());
    m_tunnelPart->setVisible(tunnel);
    const QString here = m_webhooks.isRunning() ? m_webhooks.address() : tr("the receiver");
    m_tunnelWords->setText(tr(
        "The service cannot reach 127.0.0.1. Run any HTTPS tunnel that leads to %1. Then paste its address.")
                               .arg(here));
    if (tunnel && !m_hasAddress)
        m_tunnel->setText(m_webhooks.tunnel());
    m_hasAddress = tunnel;
    m_secretLine->setText(
        secret.isEmpty() ? tr("No secret yet. Registering fetches it.") : tr("Secret %1").arg(secret));
    m_register->setText(present ? tr("Unregister") : tunnel ? tr("Register") : tr("Register here"));
    m_register->setRole(present ? ButtonRole::Secondary : ButtonRole::Primary);
    m_register->setOffReason(offReason());
    m_secret->setVisible(tunnel);
    m_testPart->setVisible(m_session.inSandbox());
    m_test->setOffReason(!m_webhooks.isRunning() ? tr("Start the receiver first.")
            : secret.isEmpty()                   ? tr("Register it first.")
                                                 : QString());
}

void WebhookSetup::report(const std::optional<Error> &error)
{
    if (error && error->field == "tunnel"_L1) {
        m_tunnelField->setError(error->message);
        m_tunnel->setFocus(Qt::OtherFocusReason);
    } else if (error && error->kind != Error::Kind::Cancelled) {
        m_strip->setKind(MessageStrip::Kind::Failure);
        m_strip->setMessage(error->message, {});
        return m_strip->show();
    }
    m_strip->hide();
}

void WebhookSetup::toggle()
{
    report({});
    if (m_webhooks.isRunning())
        return m_webhooks.stop();
    if (const auto started = m_webhooks.start(); !started)
        report(started.error());
}

void WebhookSetup::toggleRegistration()
{
    const auto known = m_webhooks.registration();
    const bool leave = known && known->url == m_webhooks.publicAddress();
    if (!leave && m_webhooks.needsTunnel()) {
        if (const auto set = m_webhooks.setTunnel(m_tunnel->text()); !set)
            return report(set.error());
    }
    report({});
    // One press is enough: an address that nobody listens at is of no use.
    if (const auto started = leave || m_webhooks.isRunning() ? Result<void>() : m_webhooks.start(); !started)
        return report(started.error());
    m_register->startBusy();
    whenDone(
        leave ? m_webhooks.unregister() : m_webhooks.registerHere(), this, [this](const Result<void> &done) {
            m_register->stopBusy();
            refresh();
            report(done ? std::optional<Error>() : done.error());
        });
}

void WebhookSetup::pasteSecret()
{
    const QString text = QGuiApplication::clipboard()->text().trimmed();
    const auto taken = m_webhooks.setSecret(text.toUtf8());
    report(taken ? std::optional<Error>() : taken.error());
    if (taken)
        m_secret->showDone(tr("Taken"));
}

void WebhookSetup::sendTest()
{
    report({});
    m_test->startBusy();
    whenDone(m_webhooks.sendTestEvent(m_type->currentText()), this, [this](const Result<Delivery> &delivery) {
        m_test->stopBusy();
        if (!delivery)
            return report(delivery.error());
        tell(*delivery);
    });
}

void WebhookSetup::tell(const Delivery &delivery)
{
    if (delivery.accepted())
        return m_test->showDone(tr("Answered %1").arg(*delivery.status));
    m_strip->setKind(MessageStrip::Kind::Warning);
    m_strip->setMessage(tr("The test event was not taken."),
        delivery.problem ? *delivery.problem : delivery.responseBody.trimmed());
    m_strip->show();
}
