// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

// A table of this window: one column takes the room that the others leave, rows are chosen by keyboard,
// Return and Delete act on them.
class OutboxTable : public QTableView {
    Q_OBJECT

public:
    explicit OutboxTable(QWidget *parent = nullptr);

    // At 100 % text; 0 for the one that grows. For a model that was set.
    void setWidths(const QList<int> &widths);
    QPair<int, int> rowsInSight() const; // -1 without any
    QList<int> chosenRows() const; // rising
    void chooseAny(); // the current row or the first, when none is chosen

Q_SIGNALS:
    void chosenChanged();
    void openRequested(); // Return
    void deleteRequested(); // Delete

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &search) override;
    void focusInEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void fit();

    QList<int> m_widths;
};
