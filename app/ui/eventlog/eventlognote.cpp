// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlognote.h"

#include "eventlog/logmark.h"
#include "ui/eventlog/eventlogmarks.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/paint.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

EventLogNote::EventLogNote(EventLogMarks &marks, QWidget *parent)
    : QWidget(parent)
    , m_marks(marks)
    , m_label(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_text(new QLineEdit(this))
    , m_keep(new Button(tr("Keep the note"), ButtonRole::Secondary, this))
    , m_remove(new Button(tr("Remove"), ButtonRole::Quiet, this))
    , m_close(new IconButton(IconName::X, tr("Close"), this))
{
    setObjectName(u"eventLogNote"_s);
    m_text->setObjectName(u"logNoteText"_s);
    m_text->setMaxLength(LogMark::longestNote);
    m_text->setProperty("small", true);
    m_keep->setObjectName(u"logNoteKeep"_s);
    m_remove->setObjectName(u"logNoteRemove"_s);
    m_close->setObjectName(u"logNoteClose"_s);
    m_label->setBuddy(m_text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 6, 24, 6);
    row->setSpacing(8);
    row->addWidget(m_label);
    row->addWidget(m_text, 1);
    for (Button *button : {m_keep, m_remove}) {
        button->setButtonSize(ButtonSize::Small);
        row->addWidget(button);
    }
    row->addWidget(m_close);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { write(m_text->text()); });
    connect(m_keep, &QAbstractButton::clicked, this, [this] { write(m_text->text()); });
    connect(m_remove, &QAbstractButton::clicked, this, [this] { write({}); });
    connect(m_close, &QAbstractButton::clicked, this, &EventLogNote::fold);
    hide();
}

void EventLogNote::open()
{
    const qsizetype rows = m_marks.chosen().size();
    if (rows == 0)
        return;
    m_label->setText(
        rows == 1 ? tr("Note on this row") : tr("Note on %1 rows").arg(QLocale().toString(rows)));
    m_text->setAccessibleName(m_label->text());
    m_text->setText(m_marks.note());
    m_remove->setVisible(!m_text->text().isEmpty());
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

bool EventLogNote::fold()
{
    if (isHidden())
        return false;
    hide();
    Q_EMIT folded();
    return true;
}

void EventLogNote::write(const QString &note)
{
    m_marks.setNote(note);
    fold();
}

void EventLogNote::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        fold();
    else
        QWidget::keyPressEvent(event);
}

void EventLogNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(0, 0, width(), 1, theme().line);
}
