// SPDX-License-Identifier: MIT
#pragma once

#include <QApplication>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;

// Keys as a person presses them: they go to whatever has the focus, and to nothing else.

// A widget by the nearest name it or its parents have.
inline QString called(const QWidget *widget)
{
    const QWidget *named = widget;
    while (named->objectName().isEmpty() && named->parentWidget())
        named = named->parentWidget();
    return u"%1 in %2"_s.arg(QLatin1StringView(widget->metaObject()->className()), named->objectName());
}

inline QWidget *focus()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    return QApplication::focusWidget();
}

inline void key(Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QVERIFY(focus());
    QTest::keyClick(focus(), code, modifiers);
}

inline void write(const QString &text)
{
    QVERIFY(focus());
    QTest::keyClicks(focus(), text);
}

inline bool tabTo(const QString &name)
{
    QStringList way;
    while (way.size() < 80 && focus() && focus()->objectName() != name) {
        way << called(focus());
        QTest::keyClick(focus(), Qt::Key_Tab);
    }
    const bool there = focus() && focus()->objectName() == name;
    if (!there)
        qWarning().noquote() << name << "is not on the way" << way.join(u", "_s);
    return there;
}
