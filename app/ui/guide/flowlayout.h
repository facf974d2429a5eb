// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>
#include <QList>

// Items one after another, and on the next line what does not fit: words with choices among them, and buttons
// whose words may grow.
class FlowLayout : public QLayout {
    Q_OBJECT

public:
    FlowLayout(int gap, int lineGap);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    enum class Act { Measure, Place };
    int flow(const QRect &rect, Act act) const; // the height taken

    QList<QLayoutItem *> m_items;
    int m_gap;
    int m_lineGap;
};
