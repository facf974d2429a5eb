// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class ElidedLabel;
class QLabel;
class QStackedLayout;

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
    enum Page { Made, Failure };
    struct Line {
        QLabel *icon;
        ElidedLabel *words;
    };

    QWidget *makeMade();
    QWidget *makeFailure();
    void showIcons();

    QStackedLayout *m_pages;
    QLabel *m_headline;
    QList<Line> m_lines;
    QLabel *m_cross;
    QLabel *m_failure;
    QLabel *m_todo;
};
