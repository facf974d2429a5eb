// SPDX-License-Identifier: MIT
#include "ui/demo/demohand.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollArea>
#include <QSpinBox>
#include <QTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error noControl(const QString &name, const QString &what)
{
    return {
        .kind = Error::Kind::NotFound, .message = u"The control “%1” %2."_s.arg(name, what), .field = name};
}

void key(QWidget *target, int code, Qt::KeyboardModifiers modifiers, const QString &text = {})
{
    QKeyEvent press(QEvent::KeyPress, code, modifiers, text);
    QApplication::sendEvent(target, &press);
    QKeyEvent release(QEvent::KeyRelease, code, modifiers, text);
    QApplication::sendEvent(target, &release);
}

// Where keys go once the control has the focus: an editor may stand inside a frame.
QWidget *focusOf(QWidget *control)
{
    QWidget *target = control;
    while (target->focusProxy())
        target = target->focusProxy();
    target->setFocus(Qt::MouseFocusReason);
    return target;
}

void mouse(QWidget *target, const QPointF &centre)
{
    const QPointF global = target->mapToGlobal(centre);
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        const auto held = type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
        QMouseEvent event(type, centre, global, Qt::LeftButton, held, Qt::NoModifier);
        QApplication::sendEvent(target, &event);
    }
}

Result<void> chooseRow(QAbstractItemView &table, const QString &item)
{
    const int rows = table.model() ? table.model()->rowCount() : 0;
    const int row = item == "last"_L1 ? rows - 1 : item.toInt();
    if (row < 0 || row >= rows)
        return noControl(table.objectName(), u"has no row “%1”"_s.arg(item));
    const QModelIndex index = table.model()->index(row, 0);
    table.scrollTo(index);
    table.setFocus(Qt::MouseFocusReason);
    mouse(table.viewport(), QRectF(table.visualRect(index)).center());
    return {};
}

// One of the columns of an entry is enough: "Calls   api.call".
bool names(const QAction &entry, const QString &item)
{
    return entry.text() == item || entry.text().split(u"   "_s).contains(item);
}

Result<void> chooseEntry(QMenu &menu, const QString &item)
{
    const QList<QAction *> entries = menu.actions();
    const auto wanted
        = std::ranges::find_if(entries, [&item](const QAction *entry) { return names(*entry, item); });
    if (wanted == entries.end()) {
        menu.close();
        return noControl(menu.objectName(), u"has no item “%1”"_s.arg(item));
    }
    for (qsizetype tries = entries.size(); tries > 0 && menu.activeAction() != *wanted; --tries)
        key(&menu, Qt::Key_Down, Qt::NoModifier);
    key(&menu, Qt::Key_Return, Qt::NoModifier);
    return {};
}

// A button of which one of several things is asked opens a menu; with one thing left it takes that at once.
Result<void> chooseOf(QWidget &window, const QAbstractButton &button, const QString &item)
{
    if (const auto pressed = demohand::click(window, button.objectName()); !pressed)
        return pressed;
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    return menu ? chooseEntry(*menu, item) : Result<void>();
}

void scrollTo(QWidget *control)
{
    for (QWidget *parent = control->parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(parent))
            area->ensureWidgetVisible(control);
    }
}

} // namespace

namespace demohand {

Result<QWidget *> find(QWidget &window, const QString &name)
{
    const QList<QWidget *> named = window.findChildren<QWidget *>(name);
    if (named.isEmpty())
        return noControl(name, u"is not there"_s);
    const auto shown = std::ranges::find_if(named, [](QWidget *control) { return control->isVisible(); });
    if (shown == named.end())
        return noControl(name, u"is not visible"_s);
    scrollTo(*shown);
    return *shown;
}

Result<void> click(QWidget &window, const QString &name)
{
    const auto control = find(window, name);
    if (!control)
        return control.error();
    if (!(*control)->isEnabled())
        return noControl(name, u"is off"_s);
    focusOf(*control);
    mouse(*control, QRectF((*control)->rect()).center());
    return {};
}

Result<void> type(QWidget &window, const QString &name, const QString &text)
{
    const auto control = find(window, name);
    if (!control)
        return control.error();
    QWidget *target = focusOf(*control);
    key(target, Qt::Key_A, Qt::ControlModifier);
    key(target, Qt::Key_Delete, Qt::NoModifier);
    for (const QChar c : text)
        key(target, 0, Qt::NoModifier, QString(c));
    return {};
}

Result<void> choose(QWidget &window, const QString &name, const QString &item)
{
    const auto control = find(window, name);
    if (!control)
        return control.error();
    if (auto *table = qobject_cast<QAbstractItemView *>(*control))
        return chooseRow(*table, item);
    if (const auto *button = qobject_cast<QAbstractButton *>(*control))
        return chooseOf(window, *button, item);
    auto *combo = qobject_cast<QComboBox *>(*control);
    const int wanted = combo ? combo->findText(item) : -1;
    if (wanted < 0)
        return noControl(name, u"has no item “%1”"_s.arg(item));
    QWidget *target = focusOf(combo);
    for (int tries = combo->count(); tries > 0 && combo->currentIndex() != wanted; --tries)
        key(target, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up, Qt::NoModifier);
    return combo->currentIndex() == wanted ? Result<void>()
                                           : noControl(name, u"did not take “%1”"_s.arg(item));
}

Result<void> switchTo(QWidget &window, const QString &name, bool on)
{
    const auto control = find(window, name);
    if (!control)
        return control.error();
    const auto *button = qobject_cast<QAbstractButton *>(*control);
    if (!button)
        return noControl(name, u"cannot be switched"_s);
    return button->isChecked() == on ? Result<void>() : click(window, name);
}

QString textOf(const QWidget &control)
{
    if (const auto *label = qobject_cast<const QLabel *>(&control))
        return label->text();
    if (const auto *edit = qobject_cast<const QLineEdit *>(&control))
        return edit->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&control))
        return button->text();
    if (const auto *text = qobject_cast<const QTextEdit *>(&control))
        return text->toPlainText();
    return control.accessibleName();
}

} // namespace demohand
