// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

// A combo like an input with a chevron; the wheel does not change it by accident while a form scrolls.
class ComboBox : public QComboBox {
    Q_OBJECT

public:
    enum class Look { Framed, Inside }; // Inside: no frame, stands in a PrefixedEdit

    explicit ComboBox(QWidget *parent = nullptr);
    void setLook(Look look);
    void setSmall(); // 28 high

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool event(QEvent *event) override;

private:
    int widestItem() const;

    Look m_look = Look::Framed;
    bool m_small = false;
};
