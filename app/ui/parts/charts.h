// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QWidget>

#include <optional>

// Chart numbers are places on the screen, not money: the caller has computed and worded every amount exactly.
struct AxisMark {
    double value;
    QString text;
};

// Price over units: flat through the free units, then rising; a dot where the slider stands.
class PriceChart : public QWidget {
    Q_OBJECT

public:
    explicit PriceChart(QWidget *parent = nullptr);
    void setLine(const QList<QPointF> &points); // x units, y amount, ascending x
    void setAmounts(const QList<AxisMark> &marks); // 1 to 5 grid lines
    void setThreshold(std::optional<AxisMark> mark); // "10 free"
    void setDot(std::optional<QPointF> dot);
    void setDescription(const QString &numbers); // for a screen reader
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF plot() const;
    QPointF place(const QPointF &value) const;

    QList<QPointF> m_points;
    QList<AxisMark> m_amounts;
    std::optional<AxisMark> m_threshold;
    std::optional<QPointF> m_dot;
};

struct UsageBar {
    QString label; // "21 Nov"
    double free = 0;
    double billable = 0;
    QString value = {}; // on the bar: "4"
    QString tip = {}; // on hover
    bool past = true; // the running total ends at the last past bar
};

// Grey and lime bars, the running total as a line, the threshold dashed.
class UsageChart : public QWidget {
    Q_OBJECT

public:
    explicit UsageChart(QWidget *parent = nullptr);
    void setBars(const QList<UsageBar> &bars);
    void setBefore(double units); // what the running total starts from: days that have no bar
    void setMarks(const QList<AxisMark> &marks); // left axis with grid lines
    void setThreshold(std::optional<AxisMark> mark); // "10 free, $0.05 each above"
    void setLastLabel(const QString &text); // beside the last point: "12 so far"
    void setDescription(const QString &numbers);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QRectF plot() const;
    double top() const;
    double yOf(double value) const;
    QRectF slot(qsizetype index) const;
    double barWidth() const;
    void paintGrid(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintTotal(QPainter &painter) const;
    void paintThreshold(QPainter &painter) const;
    void paintHover(QPainter &painter) const;

    QList<UsageBar> m_bars;
    double m_before = 0;
    QList<AxisMark> m_marks;
    std::optional<AxisMark> m_threshold;
    QString m_lastLabel;
    int m_hover = -1;
};
