// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

// The head of the log's table: an arrow beside the column it is sorted by, the first words under the page's
// own margin. A click sorts, a drag moves a column or its edge.
class EventLogTableHead : public QHeaderView {
    Q_OBJECT

public:
    explicit EventLogTableHead(QWidget *parent = nullptr);

    void setSorted(int column, Qt::SortOrder order);
    int firstShown() const; // logical; -1 for none
    bool dragged() const { return m_pressed; } // by the mouse, now
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool m_pressed = false;
    int m_sorted = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};
