// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/chain.h"

#include <QAbstractButton>
#include <QVariantAnimation>

// One node of a Chain: icon tile, name and time, fact, detail, and the connector down to the next.
class ChainTile : public QAbstractButton {
    Q_OBJECT

public:
    enum class Position { Inner, Last };

    ChainTile(Position position, QWidget *parent);
    void setNode(const ChainNode &node);
    const ChainNode &node() const { return m_node; }
    void setRowHeight(int px);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Colours {
        QColor ink, fill, frame;
        friend bool operator==(const Colours &, const Colours &) = default;
    };
    static Colours coloursOf(ChainNode::State state);
    Colours shownColours() const;
    void describe();
    void paintTile(QPainter &painter) const;
    void paintProgress(QPainter &painter, const QRectF &tile) const;
    void paintWordsBeside(QPainter &painter) const;
    void paintConnector(QPainter &painter) const;

    Position m_position;
    ChainNode m_node;
    ChainNode::State m_before = ChainNode::State::Waiting;
    QVariantAnimation m_change; // 0..1 from the state before
    QVariantAnimation m_fill; // 0..1 of the connector
    int m_rowHeight = 74;
};
