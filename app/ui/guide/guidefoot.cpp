// SPDX-License-Identifier: MIT
#include "ui/guide/guidefoot.h"

#include "ui/eventlog/eventlogwords.h"
#include "ui/guide/flowlayout.h"
#include "ui/guide/guidestrip.h"
#include "ui/guide/guidetext.h"
#include "ui/parts/button.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GuideFoot::GuideFoot(Guide &guide, QWidget *parent)
    : QWidget(parent)
    , m_guide(guide)
    , m_note(guidetext::make(TextRole::Help, Ink::Mute, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 8);
    column->setSpacing(8);
    m_note->setObjectName(u"guideNote"_s);
    column->addWidget(m_note);
    makeStrips();
    makeButtons();
}

void GuideFoot::makeStrips()
{
    m_wrong = new GuideStrip(GuideStrip::Tone::Amber, this);
    m_wrong->setObjectName(u"guideWrongTurn"_s);
    m_mend = m_wrong->addButton({}, u"guideMend"_s);
    m_ask = new GuideStrip(GuideStrip::Tone::Plain, this);
    m_ask->setObjectName(u"guideAsk"_s);
    Button *yes = m_ask->addButton(tr("Start over"), u"guideStartOverYes"_s);
    Button *no = m_ask->addButton(tr("Keep going"), u"guideStartOverNo"_s);
    m_undo = new GuideStrip(GuideStrip::Tone::Plain, this);
    m_undo->setObjectName(u"guideUndo"_s);
    Button *undo = m_undo->addButton(tr("Undo the reset"), u"guideUndoReset"_s);
    for (GuideStrip *strip : {m_wrong, m_ask, m_undo})
        layout()->addWidget(strip);
    connect(m_mend, &QAbstractButton::clicked, this, [this] { Q_EMIT mendRequested(m_mending); });
    connect(yes, &QAbstractButton::clicked, this, &GuideFoot::startOverConfirmed);
    connect(no, &QAbstractButton::clicked, this, [this] {
        m_startOver->setFocus(Qt::OtherFocusReason);
        m_ask->say({});
    });
    connect(undo, &QAbstractButton::clicked, this, [this] {
        m_undo->say({});
        Q_EMIT undoRequested();
    });
}

void GuideFoot::makeButtons()
{
    const auto make = [this](const QString &text, ButtonRole role, const QString &name) {
        auto *button = new Button(text, role, this);
        button->setObjectName(name);
        return button;
    };
    m_fill = make(tr("Fill this in for me"), ButtonRole::Secondary, u"guideFill"_s);
    m_fill->setIconName(IconName::WandSparkles);
    m_back = make(tr("Back"), ButtonRole::Quiet, u"guideBack"_s);
    m_next = make(tr("Next"), ButtonRole::Secondary, u"guideNext"_s);
    m_skip = make(tr("Skip this chapter"), ButtonRole::Quiet, u"guideSkip"_s);
    m_startOver = make(tr("Start over"), ButtonRole::Quiet, u"guideStartOver"_s);
    auto *walk = new QHBoxLayout;
    walk->setSpacing(8);
    walk->addWidget(m_back);
    walk->addWidget(m_next, 1);
    auto *quiet = new FlowLayout(0, 0);
    for (Button *button : {m_skip, m_startOver}) {
        button->setButtonSize(ButtonSize::Small);
        quiet->addWidget(button);
    }
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(m_fill);
    column->addLayout(walk);
    column->addLayout(quiet);
    connect(m_fill, &QAbstractButton::clicked, this, &GuideFoot::fillRequested);
    connect(m_next, &QAbstractButton::clicked, this, &GuideFoot::goOn);
    connect(m_back, &QAbstractButton::clicked, this, &GuideFoot::goBack);
    connect(m_skip, &QAbstractButton::clicked, this, [this] {
        m_guide.skip();
        Q_EMIT steppedOn();
    });
    connect(m_startOver, &QAbstractButton::clicked, this, [this] {
        m_undo->say({});
        m_ask->say(m_ask->isHidden() ? tr("This empties the sandbox too. You can undo that.") : QString());
    });
}

void GuideFoot::refresh()
{
    showWrongTurn();
    showButtons();
}

void GuideFoot::showWrongTurn()
{
    const auto turn = m_playing ? std::nullopt : m_guide.wrongTurn();
    m_mending = turn ? turn->mend : QList<PlayStep>();
    if (turn)
        m_mend->setText(logwords::plain(turn->button));
    m_wrong->say(turn ? turn->say : QString());
}

void GuideFoot::showButtons()
{
    const GuideStep *step = m_guide.currentStep();
    const bool reading = canPass(step);
    const bool last = m_guide.chapter() == m_guide.book().chapters.size() - 1;
    const bool onward = m_guide.ticked(m_guide.chapter()) && !reading && !last;
    m_next->setText(onward ? tr("Next chapter") : tr("Next"));
    m_next->setRole(reading || (onward && !step) ? ButtonRole::Primary : ButtonRole::Secondary);
    m_next->setOffReason(reading || onward ? QString()
            : last && !step                ? tr("This is the last chapter.")
                                           : tr("Do this step first, or skip the chapter."));
    const bool first = m_guide.chapter() == 0 && m_guide.step() == 0;
    m_back->setOffReason(first ? tr("This is the first step.") : QString());
    m_skip->setOffReason(last ? tr("This is the last chapter.") : QString());
    m_fill->setOffReason(m_guide.toFillIn().isEmpty() ? tr("Nothing is left to fill in here.") : QString());
}

// A step that is read, or one gone back to that is done already.
bool GuideFoot::canPass(const GuideStep *step) const
{
    return step && (step->kind == GuideStep::Kind::Read || m_guide.done(m_guide.step()));
}

void GuideFoot::goBack()
{
    if (m_guide.step() > 0)
        m_guide.back();
    else
        m_guide.goTo(m_guide.chapter() - 1);
    Q_EMIT steppedOn();
}

void GuideFoot::goOn()
{
    if (canPass(m_guide.currentStep()))
        m_guide.next();
    else
        m_guide.goTo(m_guide.chapter() + 1);
    Q_EMIT steppedOn();
}

void GuideFoot::setPlaying(bool playing)
{
    m_playing = playing;
    if (playing) {
        m_note->hide();
        m_fill->startBusy();
    } else {
        m_fill->stopBusy();
    }
    refresh();
}

void GuideFoot::forgetNote()
{
    m_note->hide();
}

void GuideFoot::tell(const QString &sentence)
{
    setInk(m_note, Ink::Mute);
    guidetext::set(m_note, sentence);
}

void GuideFoot::warn(const QString &sentence)
{
    setInk(m_note, Ink::Amber);
    guidetext::set(m_note, sentence);
}

void GuideFoot::showStartedOver(bool canUndo)
{
    m_ask->say({});
    m_undo->say(canUndo ? tr("The sandbox is empty again.") : QString());
}

QWidget *GuideFoot::mainStop() const
{
    for (QWidget *stop : {m_mend, m_next, m_fill, m_back, m_startOver}) {
        if (stop->isEnabled() && stop->isVisible())
            return stop;
    }
    return nullptr;
}
