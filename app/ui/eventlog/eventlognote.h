// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class EventLogMarks;
class IconButton;
class QLabel;
class QLineEdit;

// A line above the log to write a note for the chosen rows. Folded away until asked for.
class EventLogNote : public QWidget {
    Q_OBJECT

public:
    explicit EventLogNote(EventLogMarks &marks, QWidget *parent = nullptr);

    void open(); // for the rows that are chosen now
    bool fold(); // false when it was folded already

Q_SIGNALS:
    void folded();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void write(const QString &note);

    EventLogMarks &m_marks;
    QLabel *m_label;
    QLineEdit *m_text;
    Button *m_keep;
    Button *m_remove;
    IconButton *m_close;
};
