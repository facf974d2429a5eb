// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QAbstractButton>
#include <QBasicTimer>

// A button of one icon, at least 28×28, for the few shapes look.md allows without a word: close, copy, more,
// menu, pause, download, pencil in a row. Its name is tooltip and accessible name.
class IconButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Look { Bare, Raised, Framed };

    explicit IconButton(QWidget *parent = nullptr);
    IconButton(IconName icon, const QString &name, QWidget *parent = nullptr);

    void setIconName(IconName icon, Ink ink = Ink::Dim);
    void setName(const QString &name);
    void setLook(Look look);
    void setExtent(int px); // 28, or 36 beside inputs
    void setIconExtent(int px); // 14, 16, 18

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    IconName m_icon = IconName::None;
    Ink m_ink = Ink::Dim;
    Look m_look = Look::Bare;
    int m_extent = 28;
    int m_iconExtent = 16;
};

// Copies a text and shows a tick for a moment.
class CopyButton : public IconButton {
    Q_OBJECT

public:
    explicit CopyButton(QWidget *parent = nullptr);
    CopyButton(const QString &name, QWidget *parent = nullptr);
    void setContent(const QString &text) { m_content = text; }
    QString content() const { return m_content; }

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void copy();

    QString m_content;
    QBasicTimer m_back;
};
