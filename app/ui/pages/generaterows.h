// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

// Rows of a label and an editor, with one label column for all grids of a form. A row that an engine has no
// use for is not there.
class GenerateRows : public QWidget {
    Q_OBJECT

public:
    explicit GenerateRows(QWidget *parent = nullptr);

    void add(const QString &label, QWidget *editor, QWidget *buddy);
    void setShown(const QWidget *editor, bool shown); // the editor given to add()
    bool isShown(const QWidget *editor) const;
    bool anyShown() const;
    void setBuddy(const QWidget *editor, QWidget *buddy);
    static void align(const QList<GenerateRows *> &grids); // whatever the language makes of the labels

private:
    struct Row {
        QLabel *label = nullptr;
        QWidget *editor = nullptr;
        bool shown = true;
    };
    QGridLayout *m_grid;
    QList<Row> m_rows;
};
