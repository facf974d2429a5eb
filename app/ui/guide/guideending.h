// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;

// What comes after the walk: the code for it, a month on, the readiness sheet, the guide as a file.
class GuideEnding : public QWidget {
    Q_OBJECT

public:
    explicit GuideEnding(QWidget *parent);
    Button *moveMonth() const { return m_month; }

Q_SIGNALS:
    void codeRequested();
    void monthRequested();
    void readinessRequested();
    void saveRequested();

private:
    Button *add(const QString &text, const char *name, void (GuideEnding::*signal)());

    Button *m_month;
};
