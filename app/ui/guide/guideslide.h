// SPDX-License-Identifier: MIT
#pragma once

#include <QVariantAnimation>
#include <QWidget>

// The place at the right of the page where a panel slides in and out. As wide as the text needs, and never so
// wide that the page falls below what it promises to hold at.
class GuideSlide : public QWidget {
    Q_OBJECT

public:
    static constexpr int usual = 300; // at 100 % text
    static constexpr int least = 292;
    static constexpr int pageLeast = 988;

    GuideSlide(QWidget *panel, QWidget *window); // takes the panel

    enum class Motion { Slide, Jump };
    void setOpen(bool open, Motion motion);
    bool isOpen() const { return m_open; }

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int wanted() const;
    void fit();

    QWidget *m_panel;
    QWidget *m_window;
    QVariantAnimation m_slide;
    bool m_open = false;
};
