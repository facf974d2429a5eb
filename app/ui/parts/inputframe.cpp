// SPDX-License-Identifier: MIT
#include "ui/parts/inputframe.h"

#include "ui/parts/combobox.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

void setInputState(QWidget *editor, InputState state)
{
    const QString name = state == InputState::Error ? u"error"_s
        : state == InputState::Warning              ? u"warning"_s
                                                    : QString();
    if (editor->property("state").toString() == name)
        return;
    editor->setProperty("state", name);
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
    editor->update();
}

InputState inputState(const QWidget *editor)
{
    const QString name = editor->property("state").toString();
    return name == "error"_L1  ? InputState::Error
        : name == "warning"_L1 ? InputState::Warning
                               : InputState::Plain;
}

void paintInputFrame(QPainter &painter, const QRectF &rect, const QWidget *editor, bool focused)
{
    const Theme &t = theme();
    if (!editor->isEnabled()) {
        paintBox(painter, rect, t.ground, t.line, 8);
        return;
    }
    switch (inputState(editor)) {
    case InputState::Error:
        return paintBox(painter, rect, t.field, t.red.ink, 8, 2);
    case InputState::Warning:
        return paintBox(painter, rect, t.field, t.amber.ink, 8, 2);
    case InputState::Plain:
        break;
    }
    paintBox(painter, rect, t.field, focused ? t.ring : t.control, 8, focused ? 2 : 1);
}

PrefixedEdit::PrefixedEdit(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_prefix(makeLabel({}, TextRole::Body, Ink::Mute, this))
    , m_edit(new QLineEdit(this))
    , m_suffix(makeLabel({}, TextRole::Body, Ink::Mute, this))
{
    m_row->setContentsMargins(12, 2, 8, 2);
    m_row->setSpacing(8);
    m_row->addWidget(m_prefix);
    m_row->addWidget(m_edit, 1);
    m_row->addWidget(m_suffix);
    m_prefix->hide();
    m_suffix->hide();
    m_edit->setProperty("bare", true);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(scaled(36));
    connect(m_edit, &QLineEdit::textEdited, this, &PrefixedEdit::textEdited);
}

// What is too long for the line shows its start: a number without it is another number.
void PrefixedEdit::setText(const QString &text)
{
    m_edit->setText(text);
    if (!m_edit->hasFocus())
        m_edit->setCursorPosition(0);
}

void PrefixedEdit::setPrefix(const QString &prefix)
{
    m_prefix->setText(prefix);
    m_prefix->setVisible(!prefix.isEmpty());
}

void PrefixedEdit::setSuffix(const QString &suffix)
{
    m_suffix->setText(suffix);
    m_suffix->setVisible(!suffix.isEmpty());
}

QComboBox *PrefixedEdit::setUnits(const QStringList &units, const QString &accessibleName)
{
    if (!m_units) {
        auto *combo = new ComboBox(this);
        combo->setLook(ComboBox::Look::Inside);
        m_units = combo;
        m_units->installEventFilter(this);
        m_row->addWidget(m_units);
        m_row->setContentsMargins(12, 2, 4, 2);
        connect(m_units, &QComboBox::activated, this, &PrefixedEdit::unitChanged);
    }
    m_units->clear();
    m_units->addItems(units);
    m_units->setAccessibleName(accessibleName);
    return m_units;
}

void PrefixedEdit::addInside(QWidget *widget)
{
    m_row->addWidget(widget);
}

bool PrefixedEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (watched == m_edit && event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason)
            m_edit->setCursorPosition(0);
    }
    return QWidget::eventFilter(watched, event);
}

void PrefixedEdit::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintInputFrame(painter, rect(), this, m_edit->hasFocus());
}

bool PrefixedEdit::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        setFixedHeight(scaled(36));
    return QWidget::event(event);
}
