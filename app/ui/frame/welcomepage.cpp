// SPDX-License-Identifier: MIT
#include "ui/frame/welcomepage.h"

#include "ui/fonts.h"
#include "ui/frame/roundedpicture.h"
#include "ui/frame/waycard.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/pixelrow.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int pictureSide = 380;
constexpr int columnWidth = 1000;
} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(columnWidth);
    auto *inside = new QVBoxLayout(column);
    inside->setContentsMargins(0, 16, 0, 16);
    inside->setSpacing(0);
    inside->addWidget(makeLabel(tr("See usage become a bill"), TextRole::Hero, Ink::Text, column));
    inside->addSpacing(8);
    QLabel *under = makeLabel(tr("Nothing here is real money. This computer plays the payment service."),
        TextRole::Lead, Ink::Dim, column);
    under->setWordWrap(true);
    inside->addWidget(under);
    inside->addSpacing(24);
    inside->addWidget(makeLarge());
    inside->addSpacing(16);
    inside->addWidget(makeSmall());
    inside->addSpacing(16);
    inside->addLayout(makeFoot());

    auto *room = new QWidget(this);
    room->setProperty("scrolled", true);
    auto *centre = new QHBoxLayout(room);
    centre->setContentsMargins(24, 0, 24, 0);
    centre->addStretch(1);
    centre->addWidget(column, 1000, Qt::AlignVCenter);
    centre->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setWidget(room);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);
}

QWidget *WelcomePage::makeLarge()
{
    auto *card = new Card(this);
    card->setEdge(Card::Edge::Control);
    card->body()->setContentsMargins(0, 0, 0, 0);
    m_picture = new RoundedPicture(card);
    m_picture->setFixedSize(pictureSide, pictureSide);

    auto *words = new QVBoxLayout;
    words->setContentsMargins(36, 32, 36, 32);
    words->setSpacing(0);
    words->addWidget(makeLabel(tr("Show me billing"), TextRole::CardTitle, Ink::Text, card));
    words->addSpacing(10);
    QLabel *text = makeLabel(
        tr("PixelGen AI sells pictures. Make its meter, its product and a test customer, then watch "
           "each picture reach the bill."),
        TextRole::Body, Ink::Dim, card);
    text->setWordWrap(true);
    words->addWidget(text);
    words->addSpacing(22);
    auto *pixels = new PixelRow(card);
    pixels->setSquare(16, 6);
    pixels->setUnitName(tr("images"));
    pixels->setUnits(10, 2);
    words->addWidget(pixels);
    words->addSpacing(12);
    words->addWidget(
        makeLabel(tr("10 images free each month, then $0.05 an image."), TextRole::Body, Ink::Dim, card));
    words->addStretch();
    words->addLayout(makeStart(card));

    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_picture, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    card->body()->addLayout(row);
    return card;
}

QLayout *WelcomePage::makeStart(QWidget *card)
{
    m_example = new Button(tr("Try the PixelGen example"), ButtonRole::Primary, card);
    m_example->setObjectName(u"tryExample"_s);
    m_example->setButtonSize(ButtonSize::Main);
    m_example->setTrailingIcon(IconName::ArrowRight);
    connect(m_example, &QAbstractButton::clicked, this, &WelcomePage::exampleRequested);
    auto *start = new QHBoxLayout;
    start->addWidget(m_example);
    start->addStretch();
    m_offline = new QLabel(card);
    auto *promise = new QHBoxLayout;
    promise->setSpacing(8);
    promise->addWidget(m_offline);
    promise->addWidget(makeLabel(tr("No account and no network needed. Nothing leaves this computer."),
                           TextRole::Small, Ink::Mute, card),
        1);
    auto *both = new QVBoxLayout;
    both->setSpacing(12);
    both->addLayout(start);
    both->addLayout(promise);
    showIcons();
    return both;
}

QWidget *WelcomePage::makeSmall()
{
    auto *pair = new QWidget(this);
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    auto *own = new WayCard(
        IconName::Plug, tr("Connect my own program"), tr("An address, a key and three lines to copy."), pair);
    own->setObjectName(u"connectProgram"_s);
    connect(own, &QAbstractButton::clicked, this, &WelcomePage::connectRequested);
    auto *pictures = new WayCard(
        IconName::Sparkles, tr("Just make pictures"), tr("Straight to the prompt, no meter words."), pair);
    pictures->setObjectName(u"justPictures"_s);
    connect(pictures, &QAbstractButton::clicked, this, &WelcomePage::picturesRequested);
    row->addWidget(own, 1);
    row->addWidget(pictures, 1);
    return pair;
}

QLayout *WelcomePage::makeFoot()
{
    auto *skip = new Button(tr("Skip, open an empty sandbox"), ButtonRole::Quiet, this);
    skip->setObjectName(u"skipWelcome"_s);
    skip->setButtonSize(ButtonSize::Small);
    connect(skip, &QAbstractButton::clicked, this, &WelcomePage::skipped);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, -11, 0); // its words end where the cards end
    row->addStretch();
    row->addWidget(skip);
    return row;
}

void WelcomePage::showIcons()
{
    m_offline->setPixmap(iconPixmap(IconName::WifiOff, scaled(14), theme().mute, devicePixelRatioF()));
}

void WelcomePage::setPicture(const QImage &picture)
{
    m_picture->setPicture(picture);
}

void WelcomePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT skipped();
    else
        QWidget::keyPressEvent(event);
}

bool WelcomePage::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcons();
    return QWidget::event(event);
}
