// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/historystrip.h"

#include <QAbstractButton>
#include <QPixmap>

// One picture of the HistoryStrip with its price under it.
class HistoryThumb : public QAbstractButton {
    Q_OBJECT

public:
    HistoryThumb(const HistoryItem &item, QWidget *parent);
    void setItem(const HistoryItem &item);
    const QString &id() const { return m_item.id; }
    void setDensity(HistoryStrip::Density density);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int side() const;

    HistoryItem m_item;
    QPixmap m_shown;
    HistoryStrip::Density m_density = HistoryStrip::Density::Roomy;
};
