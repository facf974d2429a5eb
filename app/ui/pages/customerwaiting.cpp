// SPDX-License-Identifier: MIT
#include "ui/pages/customerwaiting.h"

#include "dodo/sandboxcontrols.h"
#include "ui/fonts.h"
#include "ui/guide/flowlayout.h"
#include "ui/pages/customercards.h"
#include "ui/pages/customerwords.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct TestCard {
    const char *words;
    QByteArrayView number;
};

// dodo-api.md 2.6; the page asks for expiry and CVV too.
constexpr std::array testCards{
    TestCard{QT_TRANSLATE_NOOP("CustomerWaiting", "Card works"), testcards::works},
    TestCard{QT_TRANSLATE_NOOP("CustomerWaiting", "Card is declined"), testcards::declined},
    TestCard{QT_TRANSLATE_NOOP("CustomerWaiting", "No funds"), testcards::noFunds},
};

bool isTestPlace(Destination::Mode mode)
{
    return mode == Destination::Mode::Test || mode == Destination::Mode::Custom;
}

} // namespace

CustomerWaiting::CustomerWaiting(QWidget *parent)
    : Card(parent)
    , m_time(makeLabel({}, TextRole::Small, Ink::Text, this))
    , m_seen(makeLabel({}, TextRole::Small, Ink::Amber, this))
    , m_terms(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_cards(new QWidget(this))
    , m_note(makeLabel(
          tr("The link is valid for 24 hours. After a restart it goes on once billing is there again."),
          TextRole::Help, Ink::Mute, this))
{
    setObjectName(u"paymentWaiting"_s);
    setAccessibleName(tr("Waiting for the payment"));
    m_time->setObjectName(u"waitingTime"_s);
    m_seen->setObjectName(u"waitingSeen"_s);
    m_terms->setObjectName(u"waitingTerms"_s);
    m_note->setObjectName(u"waitingNote"_s);
    body()->setSpacing(12);
    for (QLabel *label : {m_time, m_seen, m_terms, m_note})
        label->setWordWrap(true);
    buildCards();
    body()->addWidget(m_time);
    body()->addWidget(m_seen);
    body()->addWidget(m_terms);
    body()->addWidget(m_cards);
    buildButtons();
    body()->addWidget(m_note);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum); // as high as its words need
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &CustomerWaiting::showTime);
}

void CustomerWaiting::buildCards()
{
    auto *grid = new QGridLayout(m_cards);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    int row = 0;
    for (const TestCard &card : testCards) {
        const QString words = tr(card.words);
        auto *copy = new CopyButton(tr("Copy the number: %1").arg(words), m_cards);
        copy->setObjectName(u"copyCard%1"_s.arg(row + 1));
        copy->setContent(QString::fromLatin1(card.number));
        grid->addWidget(makeLabel(words, TextRole::Small, Ink::Dim, m_cards), row, 0);
        grid->addWidget(
            makeLabel(cardInGroups(card.number), TextRole::MonoSmall, Ink::Text, m_cards), row, 1);
        grid->addWidget(copy, row++, 2);
    }
    grid->addWidget(makeLabel(tr("Expiry 06/32, CVV 123"), TextRole::Help, Ink::Mute, m_cards), row, 0, 1, 3);
    grid->setColumnStretch(3, 1);
}

void CustomerWaiting::buildButtons()
{
    m_open = new Button(tr("Open the page again"), ButtonRole::Outlined, this);
    m_copy = new Button(tr("Copy link"), ButtonRole::Secondary, this);
    m_check = new Button(tr("Check now"), ButtonRole::Secondary, this);
    m_stop = new Button(tr("Stop waiting"), ButtonRole::Quiet, this);
    m_open->setObjectName(u"openPayPage"_s);
    m_open->setIconName(IconName::ExternalLink);
    m_copy->setObjectName(u"copyPayLink"_s);
    m_copy->setIconName(IconName::Copy);
    m_check->setObjectName(u"checkPayment"_s);
    m_check->setToolTip(tr("Ctrl+Return"));
    m_stop->setObjectName(u"stopWaiting"_s);
    auto *row = new FlowLayout(8, 8);
    for (Button *button : {m_open, m_copy, m_check, m_stop}) {
        button->setButtonSize(ButtonSize::Small);
        row->addWidget(button);
    }
    body()->addLayout(row);
    connect(m_open, &QAbstractButton::clicked, this, &CustomerWaiting::openRequested);
    connect(m_check, &QAbstractButton::clicked, this, &CustomerWaiting::checkRequested);
    connect(m_stop, &QAbstractButton::clicked, this, &CustomerWaiting::stopRequested);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        if (!m_purchase)
            return;
        QGuiApplication::clipboard()->setText(m_purchase->checkoutUrl());
        m_copy->showDone(tr("Copied"));
    });
}

void CustomerWaiting::showPurchase(const Purchase &purchase, Destination::Mode mode)
{
    m_purchase = &purchase;
    const bool paid = purchase.stateOf(PurchaseStep::Kind::PaymentChecked) == PurchaseStep::State::Done;
    m_terms->setText(customer::payTerms(mode));
    setInk(m_terms, mode == Destination::Mode::Live ? Ink::Red : Ink::Dim);
    m_terms->setVisible(!paid);
    m_cards->setVisible(!paid && isTestPlace(mode));
    m_open->setVisible(!paid);
    m_copy->setVisible(!paid);
    m_note->setVisible(!paid);
    showTime();
    showSeen();
}

void CustomerWaiting::showTime()
{
    if (m_purchase)
        m_time->setText(tr("For %1. This program asks the service whether it is paid.")
                            .arg(customer::elapsed(m_purchase->waited())));
}

void CustomerWaiting::showSeen()
{
    const auto &problem = m_purchase->lookProblem();
    const QString words = problem ? tr("%1 This program asks again.").arg(problem->message)
                                  : customer::seenWords(m_purchase->seen());
    m_seen->setText(words);
    m_seen->setVisible(!words.isEmpty());
    setInk(m_seen, m_purchase->seen() == Purchase::Seen::Failed || problem ? Ink::Amber : Ink::Text);
}

void CustomerWaiting::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_tick.start();
}

void CustomerWaiting::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    m_tick.stop();
}
