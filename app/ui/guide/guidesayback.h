// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class ComboBox;
class QLabel;

// The sentence a person says back, with blanks filled by choosing. Each blank has a line of its own, so that
// what is chosen is read whole.
class GuideSayBack : public QWidget {
    Q_OBJECT

public:
    explicit GuideSayBack(QWidget *parent);

    struct Part {
        QString before; // the words before the blank
        QStringList choices;

        friend bool operator==(const Part &, const Part &) = default;
    };
    void setSentence(const QList<Part> &parts); // what is chosen stays while they are the same
    QStringList chosen() const; // empty strings where nothing is chosen yet
    void showWrong(const QList<int> &blanks); // counted from 1

Q_SIGNALS:
    void answered(const QStringList &choices);

private:
    void addBlank(const Part &part);
    void clearMarks();

    QList<Part> m_parts;
    QWidget *m_line = nullptr;
    QList<ComboBox *> m_blanks;
    QLabel *m_note;
    Button *m_check;
};
