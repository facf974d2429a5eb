// SPDX-License-Identifier: MIT
#pragma once

#include "guide/condition.h"

class QWidget;

// The window as a person sees it, for the guide's conditions: controls by objectName, those in sight only.
// Looking never scrolls or changes anything.
class WindowScreen : public Screen {
public:
    explicit WindowScreen(QWidget &window); // must outlive it

    std::optional<QString> text(const QString &control) const override;
    bool shown(const QString &control) const override;
    bool enabled(const QString &control) const override;
    bool checked(const QString &control) const override;

    QWidget *find(const QString &control) const; // null when none is in sight

private:
    QWidget &m_window;
};

// What a control says: a field its text, a combo its choice, a label its words without markup.
QString textOnScreen(const QWidget &control);
bool isChecked(const QWidget &control);
