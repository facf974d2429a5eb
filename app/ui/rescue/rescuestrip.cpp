// SPDX-License-Identifier: MIT
#include "ui/rescue/rescuestrip.h"

#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"
#include "ui/rescue/rescuewords.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds often = 15s; // minutes are shown
constexpr int sideMargin = 24; // as the pages below

} // namespace

RescueStrip::RescueStrip(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_rescue(desk.connections,
          Destination{.mode = Destination::Mode::Sandbox, .baseUrl = QUrl(desk.dodoUrl), .key = desk.apiKey})
    , m_strip(new MessageStrip(MessageStrip::Kind::Offline, this))
{
    setObjectName(u"rescueStrip"_s);
    m_strip->setObjectName(u"rescueMessage"_s);
    m_strip->setButtonsBeside();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(sideMargin, 12, sideMargin, 0);
    row->addWidget(m_strip);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
    connect(&m_rescue, &Rescue::changed, this, &RescueStrip::refresh);
    connect(&m_rescue, &Rescue::confirmationNeeded, this, &RescueStrip::liveRequested);
    connect(&m_minute, &QTimer::timeout, this, &RescueStrip::refresh);
    m_minute.setInterval(often);
}

Button *RescueStrip::add(const QString &text, const char *name)
{
    Button *button = m_strip->addButton(text);
    button->setObjectName(QLatin1StringView(name));
    return button;
}

void RescueStrip::addOwed()
{
    connect(add(tr("What is owed"), "rescueOwed"), &QAbstractButton::clicked, this,
        &RescueStrip::outboxRequested);
}

// Made anew only when another thing can be done: a button under the pointer stays where it is.
void RescueStrip::makeButtons()
{
    m_strip->clearButtons();
    m_slow.clear();
    const auto slow = [this](const QString &text, const char *name, void (Rescue::*step)()) {
        Button *button = add(text, name);
        connect(button, &QAbstractButton::clicked, &m_rescue, step);
        m_slow.append(button);
        return button;
    };
    switch (m_shown) {
    case Rescue::State::Offline:
        markSending(slow(tr("Try again"), "rescueTryAgain", &Rescue::tryAgain)); // what waits goes with it
        slow(tr("Carry on in the sandbox"), "rescueCarryOn", &Rescue::carryOn);
        connect(add(tr("Connection…"), "rescueConnection"), &QAbstractButton::clicked, this,
            &RescueStrip::connectionRequested);
        break;
    case Rescue::State::CarryingOn:
        slow(tr("Go back and send"), "rescueGoBack", &Rescue::goBack);
        addOwed();
        break;
    case Rescue::State::Back:
        slow(tr("Restore the sandbox of before"), "rescueRestore", &Rescue::restoreSandbox);
        addOwed();
        connect(add(tr("Close"), "rescueClose"), &QAbstractButton::clicked, &m_rescue, &Rescue::dismiss);
        break;
    case Rescue::State::Calm:
        break;
    }
}

void RescueStrip::refresh()
{
    const Rescue::State state = m_rescue.state();
    if (state != m_shown) {
        m_shown = state;
        makeButtons();
        state == Rescue::State::Calm ? m_minute.stop() : m_minute.start();
    }
    for (Button *button : std::as_const(m_slow))
        button->setEnabled(!m_rescue.isBusy());
    const auto words = state == Rescue::State::Offline ? rescuewords::offline(m_rescue)
        : state == Rescue::State::CarryingOn           ? rescuewords::carryingOn(m_rescue)
        : state == Rescue::State::Back                 ? rescuewords::back(m_rescue)
                                                       : rescuewords::Words{};
    m_strip->setKind(
        state == Rescue::State::Offline ? MessageStrip::Kind::Offline : MessageStrip::Kind::Info);
    // Said aloud again only when it says something else.
    if (words.title != m_strip->title() || words.text != m_strip->text())
        m_strip->setMessage(words.title, words.text);
    setVisible(state != Rescue::State::Calm);
}
