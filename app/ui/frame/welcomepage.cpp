// SPDX-License-Identifier: MIT
#include "ui/frame/welcomepage.h"

#include "ui/fonts.h"
#include "ui/frame/examplelines.h"
#include "ui/frame/roundedpicture.h"
#include "ui/frame/waycard.h"
#include "ui/guide/flowlayout.h"
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
constexpr int overhang = 11; // a quiet button stands so far beyond its words
} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    QWidget *column = makeColumn();
    auto *room = new QWidget(this);
    room->setProperty("scrolled", true);
    auto *centre = new QHBoxLayout(room);
    centre->setContentsMargins(24 - overhang, 0, 24 - overhang, 0);
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

QWidget *WelcomePage::makeColumn()
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(columnWidth + 2 * overhang);
    auto *cards = new QVBoxLayout;
    cards->setContentsMargins(overhang, 0, overhang, 0);
    cards->setSpacing(0);
    cards->addWidget(makeLabel(tr("See usage become a bill"), TextRole::Hero, Ink::Text, column));
    cards->addSpacing(8);
    QLabel *under = makeLabel(tr("Nothing here is real money. This computer plays the payment service."),
        TextRole::Lead, Ink::Dim, column);
    under->setWordWrap(true);
    cards->addWidget(under);
    cards->addSpacing(24);
    cards->addWidget(makeLarge());
    cards->addSpacing(16);
    cards->addWidget(makeSmall());
    auto *inside = new QVBoxLayout(column);
    inside->setContentsMargins(0, 16, 0, 16);
    inside->setSpacing(16);
    inside->addLayout(cards);
    inside->addLayout(makeFoot());
    return column;
}

QWidget *WelcomePage::makeLarge()
{
    auto *card = new Card(this);
    card->setEdge(Card::Edge::Control);
    card->body()->setContentsMargins(0, 0, 0, 0);
    m_picture = new RoundedPicture(card);
    m_picture->setObjectName(u"welcomePicture"_s);
    m_picture->setFixedSize(pictureSide, pictureSide);

    auto *words = new QVBoxLayout;
    words->setContentsMargins(36, 32, 36, 32);
    words->setSpacing(0);
    words->addWidget(makeLabel(tr("Show me billing, step by step"), TextRole::CardTitle, Ink::Text, card));
    words->addSpacing(10);
    QLabel *text = makeLabel(
        tr("PixelGen AI sells pictures. Make its meter and product, then watch each picture reach the "
           "bill. Eight chapters, ten minutes."),
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
    words->addSpacing(16);
    m_lines = new ExampleLines(card);
    words->addWidget(m_lines, 1);
    words->addSpacing(12);
    words->addLayout(makeStart(card));

    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_picture, 0, Qt::AlignVCenter);
    row->addLayout(words, 1);
    card->body()->addLayout(row);
    return card;
}

QLayout *WelcomePage::makeButtons(QWidget *card)
{
    m_guide = new Button(tr("Show me, step by step"), ButtonRole::Primary, card);
    m_guide->setObjectName(u"startGuide"_s);
    m_guide->setButtonSize(ButtonSize::Main);
    m_guide->setTrailingIcon(IconName::ArrowRight);
    connect(m_guide, &QAbstractButton::clicked, this, &WelcomePage::guideRequested);
    m_example = new Button(tr("Try the PixelGen example"), ButtonRole::Secondary, card);
    m_example->setObjectName(u"tryExample"_s);
    m_example->setButtonSize(ButtonSize::Main);
    connect(m_example, &QAbstractButton::clicked, this, &WelcomePage::exampleRequested);
    m_generate = new Button(tr("Generate the first picture"), ButtonRole::Primary, card);
    m_generate->setObjectName(u"generateFirstFromStart"_s);
    m_generate->setButtonSize(ButtonSize::Main);
    m_generate->setTrailingIcon(IconName::ArrowRight);
    m_generate->hide();
    connect(m_generate, &QAbstractButton::clicked, this, &WelcomePage::generateRequested);
    auto *start = new FlowLayout(12, 12);
    for (Button *button : {m_guide, m_example, m_generate})
        start->addWidget(button);
    return start;
}

QLayout *WelcomePage::makeStart(QWidget *card)
{
    m_offline = new QLabel(card);
    auto *promise = new QHBoxLayout;
    promise->setSpacing(8);
    promise->addWidget(m_offline);
    promise->addWidget(makeLabel(tr("No account and no network needed. Nothing leaves this computer."),
                           TextRole::Small, Ink::Mute, card),
        1);
    auto *both = new QVBoxLayout;
    both->setSpacing(12);
    both->addLayout(makeButtons(card));
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
    row->addWidget(own, 1);
    row->addWidget(makePictures(pair), 1);
    return pair;
}

QWidget *WelcomePage::makePictures(QWidget *parent)
{
    auto *pictures = new WayCard(
        IconName::Sparkles, tr("Just make pictures"), tr("Straight to the prompt, no meter words."), parent);
    pictures->setObjectName(u"justPictures"_s);
    connect(pictures, &QAbstractButton::clicked, this, &WelcomePage::picturesRequested);
    auto *engines = new WayLink(tr("Free: the demo painter. Better: add a key or a local server"), pictures);
    engines->setObjectName(u"startEngines"_s);
    connect(engines, &QAbstractButton::clicked, this, &WelcomePage::enginesRequested);
    pictures->setLink(engines);
    return pictures;
}

QLayout *WelcomePage::makeFoot()
{
    auto *skip = new Button(tr("Skip, open an empty sandbox"), ButtonRole::Quiet, this);
    skip->setObjectName(u"skipWelcome"_s);
    skip->setButtonSize(ButtonSize::Small);
    connect(skip, &QAbstractButton::clicked, this, &WelcomePage::skipped);
    auto *account = new Button(tr("Use my own account"), ButtonRole::Quiet, this);
    account->setObjectName(u"useOwnAccount"_s);
    account->setButtonSize(ButtonSize::Small);
    connect(account, &QAbstractButton::clicked, this, &WelcomePage::accountRequested);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0); // its words end where the cards end
    row->addWidget(account);
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
    m_picture->setAccessibleName(tr("Picture by the demo painter"));
    m_picture->setProperty("painted", true);
}

void WelcomePage::showExample(Progress progress, const QStringList &lines)
{
    if (progress == Progress::Idle)
        m_lines->clear();
    else if (progress == Progress::Failed)
        m_lines->showFailure(lines.join(u' '));
    else
        m_lines->showMade(lines);
    if (progress != Progress::Running)
        m_example->stopBusy();
    else if (!m_example->isBusy())
        m_example->startBusy();
    showStart(progress == Progress::Done ? m_generate : m_example);
}

// One main button at a time; the example's stands in one place, and the keyboard stays where it was.
void WelcomePage::showStart(Button *button)
{
    m_guide->setMinimumWidth(button == m_generate ? m_guide->width() : 0); // what stands beside it stays
    m_guide->setRole(button == m_generate ? ButtonRole::Secondary : ButtonRole::Primary);
    Button *other = button == m_generate ? m_example : m_generate;
    const bool focused = other->hasFocus();
    button->show();
    if (focused)
        button->setFocus(Qt::OtherFocusReason);
    other->hide();
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
