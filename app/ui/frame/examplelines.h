// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class ElidedLabel;
class QLabel;

// What the example has made so far, a tick a line under one headline, or why it stopped. Its room is kept
// while it is empty, so that nothing around it moves.
class ExampleLines : public QWidget {
    Q_OBJECT

public:
    static constexpr int most = 3; // meter, product, subscription

    explicit ExampleLines(QWidget *parent = nullptr);
    void clear();
    void showMade(const QStringList &lines);
    void showFailure(const QString &sentence);
    QStringList shown() const; // headline and lines, or the failure

protected:
    bool event(QEvent *event) override;

private:
    struct Line {
        QLabel *icon;
        ElidedLabel *words;
    };

    void keepRoom();
    void showIcons();
    void describe();

    QLabel *m_headline;
    QList<Line> m_lines;
    QLabel *m_failure;
    QLabel *m_todo;
};
