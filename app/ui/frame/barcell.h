// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

class QHBoxLayout;

// One cell at the right of the top bar, with a divider at its left. Some open a page when clicked.
class BarCell : public QAbstractButton {
    Q_OBJECT

public:
    enum class Use { Shows, Opens };

    BarCell(Use use, QWidget *parent);
    void add(QWidget *widget); // labels let the click through
    void addControl(QWidget *widget); // keeps its own clicks
    void setEndMargin(int px);
    void refit(); // after something inside was shown or hidden
    void setLine(const QColor &colour);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Use m_use;
    QColor m_line;
    QHBoxLayout *m_row;
};
