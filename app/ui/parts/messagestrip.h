// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/button.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

// Says in place what happened, what was lost and what to do. Announced as an alert when it appears.
class MessageStrip : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Failure, Warning, Offline, Info };

    explicit MessageStrip(QWidget *parent = nullptr);
    explicit MessageStrip(Kind kind, QWidget *parent = nullptr);
    void setKind(Kind kind);
    void setMessage(const QString &title, const QString &text);
    Button *addButton(
        const QString &text); // the first is outlined (raised in Offline and Info), others quiet
    void clearButtons();
    void setButtonsBeside(); // at the right of the words, for strips as wide as the window
    QString title() const;
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool event(QEvent *event) override;

private:
    void showIcon();
    void announce();

    Kind m_kind = Kind::Failure;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QHBoxLayout *m_row;
};
