// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

// One square is one unit: grey is free, lime billable, dashed the next one. Above 40 units a bar of the two
// parts. Describes its numbers to a screen reader.
class PixelRow : public QWidget {
    Q_OBJECT

public:
    static constexpr qint64 mostSquares = 40;
    explicit PixelRow(QWidget *parent = nullptr);
    void setUnits(qint64 free, qint64 billable, qint64 next = 0); // next: how many the coming action adds
    void setUnitName(const QString &plural); // "images"
    void setSquare(int px, int gap); // 14, 6 by default; 16, 6 on the start page
    void setPerRow(int squares); // 0: as many as fit
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 total() const { return m_free + m_billable + m_next; }
    int columns(int width) const;
    void describe();
    void paintSquare(QPainter &painter, const QRectF &box, qint64 index) const;
    void paintBar(QPainter &painter) const;

    qint64 m_free = 0;
    qint64 m_billable = 0;
    qint64 m_next = 0;
    QString m_unit;
    int m_square = 14;
    int m_gap = 6;
    int m_perRow = 0;
};
