// SPDX-License-Identifier: MIT
#include "ui/accounts/billingstrip.h"

#include "session/placewords.h"
#include "ui/parts/messagestrip.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int keyRefused = 401;

bool isOfTheNetwork(const Error &error)
{
    return error.status == 0
        && (error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout
            || error.kind == Error::Kind::Cancelled);
}

} // namespace

BillingStrip::BillingStrip(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_strip(new MessageStrip(MessageStrip::Kind::Failure, this))
{
    setObjectName(u"billingStrip"_s);
    m_strip->setButtonsBeside();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 12, 24, 4);
    column->addWidget(m_strip);
    hide();
    connect(&desk.session, &Session::failed, this, &BillingStrip::tell);
    connect(&desk.connections, &Connections::keyRefused, this, &BillingStrip::refuseKey);
    connect(&desk.session, &Session::modeChanged, this, &BillingStrip::clear);
    connect(&desk.session, &Session::changed, this, [this] {
        if (m_desk.session.state().loaded)
            clear(); // it was read again
    });
}

void BillingStrip::refuseKey(Destination::Mode mode, const Error &error)
{
    if (mode == m_desk.session.mode() && error.status == keyRefused)
        tell(error);
}

void BillingStrip::tell(const Error &error)
{
    if (m_desk.session.inSandbox() || isOfTheNetwork(error))
        return;
    if (isVisible() && m_strip->text() == error.message)
        return; // it stands there already, perhaps with the keyboard on a button
    const QString name = placewords::title(m_desk.session.mode());
    m_strip->clearButtons();
    m_strip->setMessage(error.kind == Error::Kind::Unauthorized ? tr("%1 refuses this key.").arg(name)
                                                                : tr("%1 could not be read.").arg(name),
        error.message);
    addButtons(error);
    setVisible(true);
}

void BillingStrip::addButtons(const Error &error)
{
    QList<Button *> buttons;
    const auto add = [&](const QString &text, const QString &name) {
        Button *button = m_strip->addButton(text);
        button->setObjectName(name);
        buttons.append(button);
        return button;
    };
    if (error.kind == Error::Kind::Unauthorized)
        connect(add(tr("Change the key"), u"stripChangeKey"_s), &QAbstractButton::clicked, this,
            [this, message = error.message] { Q_EMIT keyRequested(m_desk.session.mode(), message); });
    connect(add(tr("Try again"), u"stripTryAgain"_s), &QAbstractButton::clicked, &m_desk.session,
        &Session::refresh);
    if (error.kind != Error::Kind::Unauthorized)
        connect(add(tr("Network…"), u"stripConnection"_s), &QAbstractButton::clicked, this,
            &BillingStrip::connectionRequested);
    connect(add(tr("Carry on in the sandbox"), u"stripSandbox"_s), &QAbstractButton::clicked, this, [this] {
        if (const auto there = m_desk.connections.use(Destination::Mode::Sandbox); !there)
            m_strip->setMessage(m_strip->title(), there.error().message);
    });
    // They stand between the top bar, whose last control is its menu, and the page.
    if (QWidget *above = window()->findChild<QWidget *>(u"menuButton"_s)) {
        for (Button *button : std::as_const(buttons)) {
            setTabOrder(above, button);
            above = button;
        }
    }
}

void BillingStrip::clear()
{
    hide();
}
