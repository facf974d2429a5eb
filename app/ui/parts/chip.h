// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QWidget>

// A small statement: shape and words, never colour alone.
struct ChipLook {
    enum class Kind {
        Counted, // filled square, lime: "$0.05"
        Free, // empty square, raised: "Free 7 of 10"
        NotCounted, // struck square, amber: the reason
        Refused, // octagon, red: the reason
        SentBefore, // sheets, outlined: "Sent before at 10:14:22"
        Queued, // clock, outlined: "Queued, try 2"
        Done, // tick, lime: "Subscription active"
        Waiting, // cloud, amber: "3 events queued, next try in 4 s"
        Plain, // no shape, raised: "200"
    };
    Kind kind = Kind::Plain;
    QString text = {};
    friend bool operator==(const ChipLook &, const ChipLook &) = default;
};
Q_DECLARE_METATYPE(ChipLook)

QSize chipSize(const ChipLook &chip);
void paintChip(QPainter &painter, const QRect &rect, const ChipLook &chip); // elided to rect

class Chip : public QWidget {
    Q_OBJECT

public:
    explicit Chip(QWidget *parent = nullptr);
    explicit Chip(const ChipLook &look, QWidget *parent = nullptr);
    void setLook(const ChipLook &look);
    const ChipLook &look() const { return m_look; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    ChipLook m_look;
};
