// SPDX-License-Identifier: MIT
#include "ui/pages/customerstep.h"

#include "ui/fonts.h"
#include "ui/parts/chip.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/paint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

using State = PurchaseStep::State;

constexpr int circleWidth = 24;
constexpr int wordsAt = 41; // where the words start
constexpr int lineHeight = 28;
constexpr int toNext = 26;
constexpr int toNextCompact = 14;
constexpr int longestRequest = 300;

} // namespace

CustomerStep::CustomerStep(int number, Position position, QWidget *parent)
    : QWidget(parent)
    , m_number(number)
    , m_position(position)
    , m_line(new QWidget(this))
    , m_lineRow(new QHBoxLayout(m_line))
    , m_buttonLine(new QWidget(this))
    , m_buttonRow(new QHBoxLayout(m_buttonLine))
    , m_title(makeLabel({}, TextRole::Section, Ink::Text, m_line))
    , m_request(new ElidedLabel({}, TextRole::MonoSmall, Ink::Dim, m_line))
    , m_status(new Chip(m_line))
    , m_time(makeLabel({}, TextRole::Small, Ink::Mute, m_line))
    , m_mono(new ElidedLabel({}, TextRole::MonoSmall, Ink::Text, this))
    , m_note(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_problem(makeLabel({}, TextRole::Small, Ink::Red, this))
    , m_below(new QVBoxLayout)
{
    setObjectName(u"purchaseStep%1"_s.arg(number));
    m_title->setObjectName(u"purchaseTitle%1"_s.arg(number));
    m_note->setObjectName(u"purchaseNote%1"_s.arg(number));
    m_problem->setObjectName(u"purchaseProblem%1"_s.arg(number));
    m_mono->setObjectName(u"purchaseId%1"_s.arg(number));
    buildTitleLine();
    m_mono->setElideMode(Qt::ElideMiddle);
    m_mono->setMinimumLetters(12);
    for (QLabel *label : {m_note, m_problem}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto *facts = new QHBoxLayout;
    facts->setSpacing(8);
    facts->addWidget(m_mono, 0, Qt::AlignTop);
    facts->addWidget(m_note, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(wordsAt, 0, 0, position == Position::Inner ? toNext : 0);
    column->setSpacing(2);
    column->addWidget(m_line);
    column->addLayout(facts);
    column->addWidget(m_problem);
    column->addWidget(m_buttonLine);
    column->addLayout(m_below);
    showFacts();
}

void CustomerStep::buildTitleLine()
{
    m_buttonRow->setContentsMargins(0, 2, 0, 0);
    m_buttonRow->setSpacing(8);
    m_buttonRow->addStretch(1);
    m_buttonLine->hide();
    m_request->setMaximumWidth(longestRequest);
    m_request->setAlignment(Qt::AlignRight);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_time->setMinimumWidth(scaled(42));
    m_line->setMinimumHeight(lineHeight);
    m_lineRow->setContentsMargins(0, 0, 0, 0);
    m_lineRow->setSpacing(8);
    m_lineRow->addWidget(m_title);
    m_lineRow->addStretch(1);
    m_lineRow->addWidget(m_request);
    m_lineRow->addWidget(m_status);
    m_lineRow->addWidget(m_time);
}

Button *CustomerStep::addButton(const QString &text, IconName icon)
{
    auto *button = new Button(text, ButtonRole::Quiet, m_line);
    button->setButtonSize(ButtonSize::Small);
    button->setIconName(icon);
    m_buttons.append(button);
    m_lineRow->addWidget(button);
    return button;
}

void CustomerStep::placeButtons()
{
    const bool narrow = m_density == Density::Narrow && !m_buttons.isEmpty();
    for (int i = 0; i < m_buttons.size(); ++i) {
        const bool hidden = m_buttons[i]->isHidden();
        if (narrow)
            m_buttonRow->insertWidget(i, m_buttons[i]);
        else
            m_lineRow->addWidget(m_buttons[i]);
        m_buttons[i]->setHidden(hidden);
    }
    m_buttonLine->setVisible(narrow);
}

void CustomerStep::setLook(const customer::StepLook &look)
{
    if (look == m_look)
        return;
    m_look = look;
    showFacts();
}

void CustomerStep::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    placeButtons();
    if (m_position == Position::Inner)
        layout()->setContentsMargins(wordsAt, 0, 0, density == Density::Roomy ? toNext : toNextCompact);
    showTime();
}

void CustomerStep::showTime()
{
    m_time->setText(tr("%1 ms").arg(m_look.ms));
    m_time->setVisible(m_density == Density::Roomy && m_look.status > 0);
}

void CustomerStep::showFacts()
{
    const bool waiting = m_look.state == State::Waiting;
    const bool failed = m_look.state == State::Failed;
    m_title->setText(m_look.title);
    setInk(m_title, failed ? Ink::Red : waiting ? Ink::Mute : Ink::Text);
    m_request->setText(m_look.request);
    m_request->setVisible(!m_look.request.isEmpty());
    m_status->setLook(
        {failed ? ChipLook::Kind::Refused : ChipLook::Kind::Plain, QString::number(m_look.status)});
    m_status->setVisible(m_look.status > 0);
    showTime();
    m_mono->setText(m_look.mono);
    m_mono->setVisible(!m_look.mono.isEmpty());
    m_note->setText(m_look.note);
    m_note->setVisible(!failed && !m_look.note.isEmpty());
    m_problem->setText(m_look.note);
    m_problem->setVisible(failed && !m_look.note.isEmpty());
    setAccessibleName(tr("Step %1, %2: %3").arg(m_number).arg(stateWord(), m_look.title));
    setAccessibleDescription(m_look.note);
    update();
}

QString CustomerStep::stateWord() const
{
    switch (m_look.state) {
    case State::Waiting:
        return tr("waiting");
    case State::Running:
        return tr("running");
    case State::Done:
        return tr("done");
    case State::Failed:
        return tr("failed");
    }
    return {};
}

QRectF CustomerStep::circle() const
{
    return {
        0.5, m_line->geometry().center().y() - circleWidth / 2 + 0.5, circleWidth - 1.0, circleWidth - 1.0};
}

void CustomerStep::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    const bool done = m_look.state == State::Done;
    const bool failed = m_look.state == State::Failed;
    const bool running = m_look.state == State::Running;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(done ? t.accent.tint : failed ? t.red.tint : QColor(Qt::transparent));
    QPen edge(done ? t.accent.line : failed ? t.red.line : running ? t.text : t.control, 1);
    if (m_look.state == State::Waiting)
        edge.setStyle(Qt::DashLine);
    painter.setPen(edge);
    const QRectF ring = circle();
    painter.drawEllipse(ring);
    QRectF mark(0, 0, 14, 14);
    mark.moveCenter(ring.center());
    if (done || failed)
        paintIcon(painter, mark, done ? IconName::Check : IconName::X, done ? t.accent.ink : t.red.ink);
    else
        paintWords(painter, ring, QString::number(m_number), TextRole::Help, running ? t.text : t.mute,
            Qt::AlignCenter);
    if (m_position == Position::Last)
        return;
    painter.setPen(QPen(done ? t.accent.line : t.line, 1));
    const qreal x = std::floor(ring.center().x()) + 0.5;
    painter.drawLine(QPointF(x, ring.bottom() + 4), QPointF(x, height() - 2.5));
}
