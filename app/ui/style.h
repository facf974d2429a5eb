// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QProxyStyle>

class QButtonGroup;
class QFocusFrame;
class QPainter;

// Fusion with PixelMeter's ring: whatever takes the keyboard focus by key gets a 2 px frame around it. Inputs
// show theirs as a border, lists in the row (RowDelegate). Also draws check boxes and radio dots.
class AppStyle : public QProxyStyle {
    Q_OBJECT

public:
    AppStyle();

    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *data) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPointer<QFocusFrame> m_ring;
};

// Tells the ring how round a widget is; 8 px otherwise.
void setRingRadius(QWidget *widget, int px);
// A widget that shows the focus itself: inputs, lists.
void setOwnRing(QWidget *widget);
bool hasOwnRing(const QWidget *widget);
// Makes the checked button of an exclusive group its one Tab stop, or the first while none is checked.
void keepOneTabStop(QButtonGroup *group);
void paintRing(QPainter &painter, const QRectF &around, qreal radius); // 2 px, on the inside of `around`
