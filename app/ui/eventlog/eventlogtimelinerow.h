// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogtimelinesteps.h"

#include <QAbstractButton>
#include <QImage>

// One step of the timeline: tile, name over fact, at the right its time and the time since the step before.
// The picture's step shows it. A step that opens something is a button.
class EventLogTimelineRow : public QAbstractButton {
    Q_OBJECT

public:
    enum class Position { Inner, Last };

    EventLogTimelineRow(const TimelineStep &step, const QString &since, Position position, QWidget *parent);

    const TimelineStep &step() const { return m_step; }
    void setThumb(const QImage &thumb);
    bool hasThumb() const { return !m_thumb.isNull(); }
    static int thumbSide(); // device independent
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    bool opens() const { return m_step.opens != TimelineStep::Opens::Nothing; }
    int timesWidth() const;
    void describe();
    void paintTile(QPainter &painter) const;
    void paintWordsBeside(QPainter &painter) const;

    TimelineStep m_step;
    QString m_time;
    QString m_since;
    Position m_position;
    QImage m_thumb;
};
