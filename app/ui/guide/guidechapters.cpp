// SPDX-License-Identifier: MIT
#include "ui/guide/guidechapters.h"

#include "ui/icons.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

GuideChapterButton::GuideChapterButton(int number, QWidget *parent)
    : QAbstractButton(parent)
    , m_number(number)
{
    setObjectName(u"guideChapter%1"_s.arg(number));
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setRingRadius(this, 6);
}

void GuideChapterButton::describe(const QString &title, bool ticked)
{
    m_ticked = ticked;
    const QString name = tr("%1 %2").arg(m_number).arg(title);
    const QString words = ticked ? tr("%1, done").arg(name) : tr("%1, not done yet").arg(name);
    setToolTip(words);
    setAccessibleName(words);
    setVisible(true);
    update();
}

void GuideChapterButton::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    const QColor fill = m_ticked ? t.accent.tint : underMouse() ? t.hover : t.raised;
    const QColor edge = isChecked() ? t.ring : m_ticked ? t.accent.line : QColor();
    paintBox(painter, box, fill, edge, 6, isChecked() ? 2 : 1);
    if (m_ticked)
        paintIcon(
            painter, QRectF(box.center() - QPointF(7, 7), QSizeF(14, 14)), IconName::Check, t.accent.ink);
    else
        paintWords(painter, box, QString::number(m_number), TextRole::SmallMedium,
            isChecked() ? t.text : t.dim, Qt::AlignCenter);
}

void GuideChapterButton::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End)
        event->ignore(); // the row moves
    else
        QAbstractButton::keyPressEvent(event);
}

GuideChapters::GuideChapters(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setObjectName(u"guideChapters"_s);
    setAccessibleName(tr("Chapters"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
    m_row->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, &GuideChapters::chosen);
    connect(m_group, &QButtonGroup::idToggled, this, [this] { keepOneTabStop(m_group); });
}

void GuideChapters::setChapters(const QList<Look> &chapters, int current)
{
    while (m_buttons.size() < chapters.size()) {
        const int index = int(m_buttons.size());
        auto *button = new GuideChapterButton(index + 1, this);
        m_buttons.append(button);
        m_group->addButton(button, index);
        m_row->insertWidget(index, button);
    }
    for (int i = 0; i < m_buttons.size(); ++i) {
        if (i < chapters.size())
            m_buttons[i]->describe(chapters[i].title, chapters[i].ticked);
        else
            m_buttons[i]->hide();
    }
    if (current >= 0 && current < m_buttons.size())
        m_buttons[current]->setChecked(true);
    keepOneTabStop(m_group);
}

void GuideChapters::keyPressEvent(QKeyEvent *event)
{
    int last = int(m_buttons.size()) - 1;
    while (last > 0 && m_buttons[last]->isHidden())
        --last;
    const int now = m_group->checkedId();
    const int next = event->key() == Qt::Key_Left ? now - 1
        : event->key() == Qt::Key_Right           ? now + 1
        : event->key() == Qt::Key_Home            ? 0
        : event->key() == Qt::Key_End             ? last
                                                  : -2;
    if (next == -2)
        return QWidget::keyPressEvent(event);
    if (next < 0 || next > last || next == now)
        return;
    Q_EMIT chosen(next);
    m_buttons[m_group->checkedId()]->setFocus(Qt::TabFocusReason);
}
