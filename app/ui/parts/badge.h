// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QAbstractButton>

// Where billing goes. Custom: another base URL.
enum class BillingMode { Sandbox, Test, Live, Custom };

// SANDBOX blue, TEST MODE and CUSTOM amber, LIVE white on red; opens the choice. CUSTOM names its host, which
// goes where there is no room.
class BillingBadge : public QAbstractButton {
    Q_OBJECT

public:
    explicit BillingBadge(QWidget *parent = nullptr);
    void setMode(BillingMode mode);
    void setPlace(const QString &host); // said aloud in every mode
    void setBrief(bool brief);
    QString shownText() const;
    static QString word(BillingMode mode); // "TEST MODE"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Colours {
        QColor ink, fill, frame;
    };
    Colours colours() const;
    void describe();
    QString detail() const;

    BillingMode m_mode = BillingMode::Sandbox;
    IconName m_icon = IconName::Box;
    QString m_place;
    bool m_brief = false;
};
