// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fonts.h"

#include <QWidget>

// One line that shortens instead of widening its layout; the whole text is the tooltip and the accessible
// name.
class ElidedLabel : public QWidget {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    ElidedLabel(const QString &text, TextRole role, Ink ink, QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const { return m_text; }
    void setRole(TextRole role);
    void setInk(Ink ink);
    void setElideMode(Qt::TextElideMode mode); // middle for ids
    void setAlignment(Qt::Alignment sides); // left by default
    void setMinimumLetters(int letters); // how far it may shrink; 3 by default
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_text;
    TextRole m_role = TextRole::Body;
    Ink m_ink = Ink::Text;
    Qt::TextElideMode m_elide = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    int m_letters = 3;
};
