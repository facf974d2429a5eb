// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QWidget>

// Where billing goes.
enum class BillingMode { Sandbox, Test, Live };

// SANDBOX blue, TEST MODE amber, LIVE white on red.
class BadgeLabel : public QWidget {
    Q_OBJECT

public:
    explicit BadgeLabel(QWidget *parent = nullptr);
    void setMode(BillingMode mode);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Colours {
        QColor ink, fill, frame;
    };
    Colours colours() const;

    BillingMode m_mode = BillingMode::Sandbox;
    IconName m_icon = IconName::Box;
    QString m_text;
};
