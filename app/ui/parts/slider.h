// SPDX-License-Identifier: MIT
#pragma once

#include <QSlider>
#include <QSpinBox>

#include <optional>

// A lime fill, a white knob, and a small mark where the value stands today.
class Slider : public QSlider {
    Q_OBJECT

public:
    explicit Slider(QWidget *parent = nullptr);
    void setMark(std::optional<int> value);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    double xOf(int value) const;
    std::optional<int> m_mark;
};

// A number with up and down chevrons inside the field.
class SteppedSpin : public QSpinBox {
    Q_OBJECT

public:
    explicit SteppedSpin(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
};
