// SPDX-License-Identifier: MIT
#include "ui/rescue/rescuestrip.h"

#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"

#include <QApplication>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds often = 15s; // minutes are shown
constexpr int sideMargin = 24; // as the pages below

} // namespace

RescueStrip::RescueStrip(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_rescue(desk.connections, desk.network,
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
    m_buttons.append(button);
    return button;
}

// Further presses find the rescue busy.
Button *RescueStrip::addStep(const QString &text, const char *name, void (Rescue::*step)())
{
    Button *button = add(text, name);
    m_steps.append(button);
    connect(button, &QAbstractButton::clicked, this, [this, button, step] {
        button->startBusy();
        (m_rescue.*step)();
        refresh();
    });
    return button;
}

void RescueStrip::addRestore()
{
    Button *restore = addStep(tr("Restore the sandbox of before"), "rescueRestore", &Rescue::restoreSandbox);
    restore->setToolTip(tr("Events made in the sandbox meanwhile go with the copies."));
    restore->setAccessibleDescription(restore->toolTip());
}

void RescueStrip::addOwed()
{
    m_owed = add(tr("What is owed"), "rescueOwed");
    connect(m_owed, &QAbstractButton::clicked, this, &RescueStrip::outboxRequested);
}

// Made anew only when another thing can be done: a button under the pointer stays where it is.
void RescueStrip::makeButtons()
{
    const bool focused = m_strip->isAncestorOf(QApplication::focusWidget());
    m_strip->clearButtons();
    m_buttons.clear();
    m_steps.clear();
    m_owed = nullptr;
    switch (m_shown) {
    case Rescue::State::Offline:
        // What waits goes with it.
        markSending(addStep(tr("Try again"), "rescueTryAgain", &Rescue::tryAgain));
        addStep(tr("Carry on in the sandbox"), "rescueCarryOn", &Rescue::carryOn);
        connect(add(tr("Network…"), "rescueConnection"), &QAbstractButton::clicked, this,
            &RescueStrip::connectionRequested);
        break;
    case Rescue::State::CarryingOn:
        addStep(tr("Go back and send"), "rescueGoBack", &Rescue::goBack);
        addRestore();
        addOwed();
        break;
    case Rescue::State::Back:
        addStep(tr("Keep the copies"), "rescueKeep", &Rescue::dismiss);
        addRestore();
        addOwed();
        break;
    case Rescue::State::Restored:
        addStep(tr("Close"), "rescueClose", &Rescue::dismiss);
        addOwed();
        break;
    case Rescue::State::Calm:
        break;
    }
    // They stand between the top bar, whose last control is its menu, and the page.
    QWidget *above = window()->findChild<QWidget *>(u"menuButton"_s);
    for (Button *button : std::as_const(m_buttons)) {
        setTabOrder(above, button);
        above = button;
    }
    if (focused && !m_buttons.isEmpty()) {
        m_buttons.first()->show(); // its layout would only later, and what is hidden takes no focus
        m_buttons.first()->setFocus(Qt::OtherFocusReason);
    }
}

rescuewords::Words RescueStrip::words() const
{
    switch (m_rescue.state()) {
    case Rescue::State::Offline:
        return rescuewords::offline(m_rescue);
    case Rescue::State::CarryingOn:
        return rescuewords::carryingOn(m_rescue);
    case Rescue::State::Back:
        return rescuewords::back(m_rescue);
    case Rescue::State::Restored:
        return rescuewords::restored(m_rescue);
    case Rescue::State::Calm:
        break;
    }
    return {};
}

void RescueStrip::refresh()
{
    const Rescue::State state = m_rescue.state();
    if (state != m_shown) {
        m_shown = state;
        makeButtons();
        state == Rescue::State::Calm ? m_minute.stop() : m_minute.start();
    }
    for (Button *button : std::as_const(m_steps)) {
        if (button->isBusy() && !m_rescue.isBusy())
            button->stopBusy();
    }
    if (m_owed)
        m_owed->setOffReason(m_rescue.owed().isEmpty() ? tr("Nothing is owed any more.") : QString());
    m_strip->setKind(
        state == Rescue::State::Offline ? MessageStrip::Kind::Offline : MessageStrip::Kind::Info);
    // Said aloud again only when it says something else.
    const auto [title, text] = words();
    if (title != m_strip->title() || text != m_strip->text())
        m_strip->setMessage(title, text);
    setVisible(state != Rescue::State::Calm);
}
