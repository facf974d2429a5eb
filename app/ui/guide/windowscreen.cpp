// SPDX-License-Identifier: MIT
#include "ui/guide/windowscreen.h"

#include "ui/demo/demohand.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/segments.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

#include <algorithm>

WindowScreen::WindowScreen(QWidget &window)
    : m_window(window)
{
}

QWidget *WindowScreen::find(const QString &control) const
{
    const QList<QWidget *> named = m_window.findChildren<QWidget *>(control);
    const auto seen = std::ranges::find_if(named, [](const QWidget *one) { return one->isVisible(); });
    return seen == named.end() ? nullptr : *seen;
}

std::optional<QString> WindowScreen::text(const QString &control) const
{
    const QWidget *found = find(control);
    return found ? std::optional(textOnScreen(*found)) : std::nullopt;
}

bool WindowScreen::shown(const QString &control) const
{
    return find(control) != nullptr;
}

bool WindowScreen::enabled(const QString &control) const
{
    const QWidget *found = find(control);
    return found && found->isEnabled();
}

bool WindowScreen::checked(const QString &control) const
{
    const QWidget *found = find(control);
    return found && isChecked(*found);
}

QString textOnScreen(const QWidget &control)
{
    if (const auto *combo = qobject_cast<const QComboBox *>(&control))
        return combo->currentText();
    if (const auto *edit = qobject_cast<const PrefixedEdit *>(&control))
        return edit->text();
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(&control))
        return edit->toPlainText();
    if (const auto *spin = qobject_cast<const QAbstractSpinBox *>(&control))
        return spin->text();
    if (const auto *label = qobject_cast<const ElidedLabel *>(&control))
        return label->text();
    if (const auto *row = qobject_cast<const Segments *>(&control))
        return row->current() < 0 ? QString() : row->segment(row->current())->text();
    const auto *label = qobject_cast<const QLabel *>(&control);
    if (label && label->textFormat() == Qt::RichText && !label->accessibleName().isEmpty())
        return label->accessibleName();
    return demohand::textOf(control);
}

bool isChecked(const QWidget &control)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&control);
    return button && button->isChecked();
}
