// SPDX-License-Identifier: MIT
#include "ui/parts/jsonfind.h"

#include "ui/fonts.h"
#include "ui/parts/iconbutton.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

JsonFind::JsonFind(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_count(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_before(new IconButton(IconName::ChevronUp, tr("Previous match"), this))
    , m_after(new IconButton(IconName::ChevronDown, tr("Next match"), this))
{
    m_edit->setObjectName(u"jsonFind"_s);
    m_edit->setAccessibleName(tr("Find in this text"));
    m_edit->setPlaceholderText(tr("Find in this text"));
    m_edit->setMinimumWidth(60);
    m_edit->installEventFilter(this);
    m_count->setObjectName(u"jsonFindCount"_s);
    m_before->setObjectName(u"jsonFindBefore"_s);
    m_after->setObjectName(u"jsonFindAfter"_s);
    auto *close = new IconButton(IconName::X, tr("Close"), this);
    close->setObjectName(u"jsonFindClose"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addSpacing(4);
    row->addWidget(m_count);
    row->addWidget(m_before);
    row->addWidget(m_after);
    row->addWidget(close);
    connect(m_edit, &QLineEdit::textChanged, this, &JsonFind::wanted);
    connect(m_before, &QAbstractButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_after, &QAbstractButton::clicked, this, [this] { Q_EMIT stepped(1); });
    connect(close, &QAbstractButton::clicked, this, &JsonFind::closed);
    setResult(-1, 0, false);
}

QString JsonFind::text() const
{
    return m_edit->text();
}

void JsonFind::take(const QString &text)
{
    if (!text.isEmpty())
        m_edit->setText(text);
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void JsonFind::setResult(int at, int count, bool more)
{
    const QString all = QLocale().toString(count) + (more ? u"+"_s : QString());
    m_count->setText(m_edit->text().isEmpty() ? QString()
            : count == 0                      ? tr("not there")
                                              : tr("%1 of %2").arg(QLocale().toString(at + 1), all));
    m_before->setEnabled(count > 0);
    m_after->setEnabled(count > 0);
}

bool JsonFind::eventFilter(QObject *watched, QEvent *event)
{
    const bool asks = event->type() == QEvent::ShortcutOverride;
    if (event->type() != QEvent::KeyPress && !asks)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool again = key->matches(QKeySequence::Find);
    if (key->key() != Qt::Key_Escape && !again && (!enter || key->modifiers().testFlag(Qt::ControlModifier)))
        return QWidget::eventFilter(watched, event);
    event->accept(); // before the window's own keys
    if (asks)
        return true;
    if (enter)
        Q_EMIT stepped(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    else if (again)
        m_edit->selectAll();
    else
        Q_EMIT closed();
    return true;
}

void JsonFind::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}
