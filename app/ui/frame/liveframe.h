// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

// The red frame around all of the window while billing is live. Lies over its edge and takes no mouse.
class LiveFrame : public QWidget {
    Q_OBJECT

public:
    static constexpr int thickness = 2;

    explicit LiveFrame(QWidget *around);
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fit();
};
