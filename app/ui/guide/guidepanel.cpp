// SPDX-License-Identifier: MIT
#include "ui/guide/guidepanel.h"

#include "ui/guide/guidechapters.h"
#include "ui/guide/guideending.h"
#include "ui/guide/guidefoot.h"
#include "ui/guide/guidesayback.h"
#include "ui/guide/guidesteps.h"
#include "ui/guide/guidetext.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/combobox.h"
#include "ui/parts/iconbutton.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GuidePanel::GuidePanel(Guide &guide, QWidget *parent)
    : QWidget(parent)
    , m_guide(guide)
{
    setObjectName(u"guidePanel"_s);
    setAccessibleName(tr("Guide"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeRule(this));
    column->addWidget(makeAway(), 1);
    column->addWidget(makeBody(), 1);
    m_rule = makeRule(this);
    column->addWidget(m_rule);
    m_foot = new GuideFoot(guide, this);
    m_foot->setProperty("pane", true);
    column->addWidget(m_foot);
    connect(&guide, &Guide::changed, this, &GuidePanel::refresh);
    connect(m_chapters, &GuideChapters::chosen, &guide, &Guide::goTo);
    connect(m_sayBack, &GuideSayBack::answered, this, &GuidePanel::answer);
    connect(m_recipe, &QComboBox::activated, this,
        [this](int index) { m_guide.choose(m_recipe->itemData(index).toString()); });
    showIcons();
    refresh();
}

QWidget *GuidePanel::makeHead()
{
    auto *head = new QWidget(this);
    head->setProperty("pane", true);
    m_recipe = new ComboBox(head);
    m_recipe->setObjectName(u"guideRecipe"_s);
    m_recipe->setAccessibleName(tr("What is walked through"));
    m_recipe->setSmall();
    m_recipe->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    const QStringList ids = recipeIds();
    for (const QString &id : ids) {
        if (const auto recipe = loadRecipe(id))
            m_recipe->addItem(recipe->title, id);
    }
    auto *close = new IconButton(IconName::X, tr("Close the guide"), head);
    close->setObjectName(u"closeGuide"_s);
    connect(close, &QAbstractButton::clicked, this, &GuidePanel::closeRequested);
    m_chapters = new GuideChapters(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(makeLabel(tr("Guide"), TextRole::Strong, Ink::Text, head));
    row->addWidget(m_recipe, 1);
    row->addWidget(close);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(16, 8, 12, 10);
    column->setSpacing(10);
    column->addLayout(row);
    column->addWidget(m_chapters);
    return head;
}

QWidget *GuidePanel::makeBody()
{
    auto *inside = new QWidget(this);
    inside->setProperty("scrolled", true);
    m_title = guidetext::make(TextRole::Section, Ink::Text, inside);
    m_title->setObjectName(u"guideTitle"_s);
    m_why = guidetext::make(TextRole::Body, Ink::Dim, inside);
    m_why->setObjectName(u"guideWhy"_s);
    m_steps = new GuideSteps(inside);
    m_sayBack = new GuideSayBack(m_steps);
    m_sayBack->hide();
    m_ending = new GuideEnding(inside);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addSpacing(4);
    column->addWidget(m_why);
    column->addSpacing(12);
    column->addWidget(m_steps);
    column->addWidget(makeDone(inside));
    column->addWidget(m_ending);
    column->addStretch();
    m_area = new QScrollArea(this);
    m_area->setObjectName(u"guideBody"_s);
    m_area->setWidget(inside);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    return m_area;
}

QWidget *GuidePanel::makeAway()
{
    m_away = new QWidget(this);
    m_away->setProperty("pane", true);
    QLabel *words = guidetext::make(TextRole::Body, Ink::Text, m_away);
    words->setObjectName(u"guideAway"_s);
    guidetext::set(words, tr("The guide plays in the sandbox. Your place in it is kept."));
    m_back = new Button(tr("Back to the sandbox"), ButtonRole::Secondary, m_away);
    m_back->setObjectName(u"guideToSandbox"_s);
    connect(m_back, &QAbstractButton::clicked, this, &GuidePanel::sandboxRequested);
    auto *column = new QVBoxLayout(m_away);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(12);
    column->addWidget(words);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    column->addStretch();
    m_away->hide();
    return m_away;
}

void GuidePanel::setAway(bool away)
{
    m_away->setVisible(away);
    for (QWidget *one : {static_cast<QWidget *>(m_area), m_rule, static_cast<QWidget *>(m_foot)})
        one->setVisible(!away);
    m_recipe->setEnabled(!away);
    m_chapters->setEnabled(!away);
}

QWidget *GuidePanel::makeDone(QWidget *parent)
{
    m_doneLine = new QWidget(parent);
    m_doneIcon = new QLabel(m_doneLine);
    m_done = guidetext::make(TextRole::Medium, Ink::Accent, m_doneLine);
    m_done->setObjectName(u"guideDone"_s);
    auto *row = new QHBoxLayout(m_doneLine);
    row->setContentsMargins(0, 10, 0, 8);
    row->setSpacing(8);
    row->addWidget(m_doneIcon, 0, Qt::AlignTop);
    row->addWidget(m_done, 1);
    return m_doneLine;
}

void GuidePanel::refresh()
{
    const bool otherChapter = m_shownChapter != m_guide.chapter();
    const bool otherStep = otherChapter || m_shownStep != m_guide.step();
    m_shownChapter = m_guide.chapter();
    m_shownStep = m_guide.step();
    if (otherChapter) {
        m_foot->forgetNote();
        m_area->verticalScrollBar()->setValue(0);
    }
    showChapters();
    showSteps();
    showDone();
    m_foot->refresh();
    if (otherStep) // once the layout has settled
        QMetaObject::invokeMethod(this, &GuidePanel::keepCardInSight, Qt::QueuedConnection);
}

void GuidePanel::showChapters()
{
    m_recipe->setCurrentIndex(m_recipe->findData(m_guide.recipe().id));
    QList<GuideChapters::Look> looks;
    const QList<Chapter> &chapters = m_guide.book().chapters;
    for (int i = 0; i < chapters.size(); ++i)
        looks.append({m_guide.text(chapters[i].title), m_guide.ticked(i)});
    m_chapters->setChapters(looks, m_guide.chapter());
    guidetext::set(m_title, m_guide.text(m_guide.current().title));
    guidetext::set(m_why, m_guide.text(m_guide.current().why));
}

void GuidePanel::showSteps()
{
    using State = GuideStepLook::State;
    QList<GuideStepLook> looks;
    const QList<GuideStep> &steps = m_guide.current().steps;
    for (int i = 0; i < steps.size(); ++i) {
        const State state = i == m_guide.step() ? State::Current
            : m_guide.done(i)                   ? State::Done
                                                : State::Later;
        // What is to be read comes with its figures, when it is its turn.
        const bool tells = state != State::Later || steps[i].kind == GuideStep::Kind::Do;
        looks.append(tells ? GuideStepLook{state, m_guide.text(steps[i].say), m_guide.text(steps[i].todo)}
                           : GuideStepLook{});
    }
    m_steps->setSteps(looks);
    showSayBack(m_guide.currentStep());
}

void GuidePanel::showSayBack(const GuideStep *step)
{
    const bool wanted = step && step->kind == GuideStep::Kind::SayBack;
    m_sayBack->setVisible(wanted);
    if (!wanted)
        return;
    QList<GuideSayBack::Part> parts;
    for (const Blank &blank : step->blanks)
        parts.append({blank.before, blank.choices});
    m_sayBack->setSentence(parts);
    m_steps->setInside(m_sayBack);
}

void GuidePanel::showDone()
{
    const int chapter = m_guide.chapter();
    const bool end = !m_guide.currentStep() && chapter == m_guide.book().chapters.size() - 1;
    guidetext::set(m_done, m_guide.ticked(chapter) ? m_guide.text(m_guide.current().doneText) : QString());
    m_doneLine->setVisible(!m_done->text().isEmpty());
    m_ending->setVisible(end);
}

void GuidePanel::answer(const QStringList &choices)
{
    if (!m_guide.answer(choices))
        m_sayBack->showWrong(m_guide.wrongBlanks(choices));
}

void GuidePanel::keepCardInSight()
{
    if (QWidget *card = m_steps->currentCard())
        m_area->ensureWidgetVisible(card, 0, 12);
    else if (m_ending->isVisible())
        m_area->ensureWidgetVisible(m_ending, 0, 12);
}

QWidget *GuidePanel::mainStop() const
{
    if (!m_away->isHidden())
        return m_back;
    if (m_sayBack->isVisible())
        return m_sayBack->findChild<QWidget *>(u"guideBlank1"_s);
    QWidget *stop = m_foot->mainStop();
    return stop ? stop : m_recipe;
}

void GuidePanel::showIcons()
{
    m_doneIcon->setPixmap(iconPixmap(IconName::Check, scaled(16), theme().accent.ink, devicePixelRatioF()));
}

void GuidePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

void GuidePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, 0, 1, height()), theme().line);
}

bool GuidePanel::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        showIcons();
    return QWidget::event(event);
}
