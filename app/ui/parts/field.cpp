// SPDX-License-Identifier: MIT
#include "ui/parts/field.h"

#include "ui/fonts.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/radiocards.h"
#include "ui/parts/segments.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

Field::Field(QWidget *parent)
    : QWidget(parent)
    , m_label(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_star(makeLabel(u"*"_s, TextRole::Small, Ink::Red, this))
    , m_line(makeLabel({}, TextRole::Help, Ink::Mute, this))
{
    auto *head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_label);
    head->addWidget(m_star);
    head->addStretch();
    m_star->hide();
    m_line->setWordWrap(true);
    m_line->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_line);
    column->addStretch();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

Field::Field(const QString &label, QWidget *editor, Need need, QWidget *parent)
    : Field(parent)
{
    setLabel(label);
    setNeed(need);
    setEditor(editor);
}

void Field::setLabel(const QString &text)
{
    m_label->setText(text);
    if (m_editor)
        m_editor->setAccessibleName(text);
}

void Field::setNeed(Need need)
{
    m_star->setVisible(need == Need::Required);
    m_star->setAccessibleName(tr("required"));
}

void Field::setEditor(QWidget *editor)
{
    m_editor = editor;
    editor->setParent(this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, editor);
    QWidget *target = editor->focusProxy() ? editor->focusProxy() : editor;
    m_label->setBuddy(target);
    editor->setAccessibleName(m_label->text());
    target->setAccessibleName(m_label->text());
    target->installEventFilter(this);
    connectChanges();
    if (QLineEdit *edit = textLine())
        connect(edit, &QLineEdit::textEdited, this, [this] { m_typed = true; });
    showLine();
}

// Every kind of editor says in its own way that it changed.
void Field::connectChanges()
{
    if (QLineEdit *edit = textLine())
        connect(edit, &QLineEdit::textChanged, this, &Field::recheck);
    else if (auto *combo = qobject_cast<QComboBox *>(m_editor))
        connect(combo, &QComboBox::currentIndexChanged, this, &Field::recheck);
    else if (auto *plain = qobject_cast<QPlainTextEdit *>(m_editor))
        connect(plain, &QPlainTextEdit::textChanged, this, &Field::recheck);
    else if (auto *spin = qobject_cast<QSpinBox *>(m_editor))
        connect(spin, &QSpinBox::valueChanged, this, &Field::recheck);
    else if (auto *segments = qobject_cast<Segments *>(m_editor))
        connect(segments, &Segments::currentChanged, this, &Field::recheck);
    else if (auto *cards = qobject_cast<RadioCards *>(m_editor))
        connect(cards, &RadioCards::currentChanged, this, &Field::recheck);
}

QLineEdit *Field::textLine() const
{
    auto *prefixed = qobject_cast<PrefixedEdit *>(m_editor);
    return prefixed ? prefixed->lineEdit() : qobject_cast<QLineEdit *>(m_editor);
}

void Field::setHelp(const QString &text)
{
    m_help = text;
    showLine();
}

void Field::setNote(const FieldNote &note)
{
    if (note == m_note)
        return;
    m_note = note;
    showLine();
    markEditor();
    Q_EMIT noteChanged();
}

void Field::clearNote()
{
    m_typed = false;
    setNote({});
}

void Field::setCheck(std::function<FieldNote()> check)
{
    m_check = std::move(check);
}

bool Field::check()
{
    if (m_check)
        setNote(m_check());
    return m_note.kind != FieldNote::Kind::Error;
}

void Field::recheck()
{
    if (m_note.kind != FieldNote::Kind::None)
        check();
}

void Field::showLine()
{
    const bool noted = m_note.kind != FieldNote::Kind::None && !m_note.text.isEmpty();
    m_line->setText(noted ? m_note.text : m_help);
    m_line->setVisible(!m_line->text().isEmpty());
    setInk(m_line,
        m_note.kind == FieldNote::Kind::Error         ? Ink::Red
            : m_note.kind == FieldNote::Kind::Warning ? Ink::Amber
                                                      : Ink::Mute);
    if (!m_editor)
        return;
    const QWidget *named = m_editor->objectName().isEmpty() ? m_editor->focusProxy() : m_editor;
    if (named && !named->objectName().isEmpty())
        m_line->setObjectName(named->objectName() + u"Note"_s);
    m_editor->setAccessibleDescription(m_line->text());
    if (QWidget *target = m_editor->focusProxy())
        target->setAccessibleDescription(m_line->text());
}

void Field::markEditor()
{
    if (!m_editor)
        return;
    setInputState(m_editor,
        m_note.kind == FieldNote::Kind::Error         ? InputState::Error
            : m_note.kind == FieldNote::Kind::Warning ? InputState::Warning
                                                      : InputState::Plain);
}

void Field::checkIfLeft()
{
    const QWidget *target = m_editor->focusProxy() ? m_editor->focusProxy() : m_editor;
    if (isVisible() && !target->hasFocus())
        checkOnLeaving();
}

void Field::checkOnLeaving()
{
    const QLineEdit *edit = textLine();
    if (!edit || m_typed || !edit->text().isEmpty())
        check();
}

bool Field::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        QLineEdit *edit = textLine(); // typing over a lone 0 is meant, not a number that starts with it
        if (edit && edit->text() == "0"_L1)
            edit->selectAll();
    }
    if (event->type() != QEvent::FocusOut)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QFocusEvent *>(event)->reason()) {
    case Qt::ActiveWindowFocusReason:
    case Qt::PopupFocusReason:
        break; // the reader comes back to this field
    case Qt::OtherFocusReason:
    case Qt::ShortcutFocusReason: // the whole page may be going: then nothing was left unfinished
        QMetaObject::invokeMethod(this, &Field::checkIfLeft, Qt::QueuedConnection);
        break;
    default:
        checkOnLeaving();
    }
    return QWidget::eventFilter(watched, event);
}
