// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class FlowLayout;
class QButtonGroup;

// The files of a program, on as many lines as they need; no name is shortened. Arrow keys move the choice;
// one Tab stop.
class CodeTabs : public QWidget {
    Q_OBJECT

public:
    explicit CodeTabs(QWidget *parent = nullptr);
    void setNames(const QStringList &names); // the first is chosen
    int current() const;
    QWidget *tab(int index) const; // null past the last

Q_SIGNALS:
    void currentChanged(int index); // by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void step(int by);

    FlowLayout *m_flow;
    QButtonGroup *m_group = nullptr;
};
