// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

class QButtonGroup;
class QHBoxLayout;

// One chapter: its number, or a tick; a lime edge while it is open.
class GuideChapterButton : public QAbstractButton {
    Q_OBJECT

public:
    GuideChapterButton(int number, QWidget *parent);
    void describe(const QString &title, bool ticked);
    bool ticked() const { return m_ticked; }
    QSize sizeHint() const override { return {28, 28}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int m_number;
    bool m_ticked = false;
};

// The chapters in a row: which are ticked and which one is open. One Tab stop, arrow keys move.
class GuideChapters : public QWidget {
    Q_OBJECT

public:
    struct Look {
        QString title;
        bool ticked = false;
    };

    explicit GuideChapters(QWidget *parent);
    void setChapters(const QList<Look> &chapters, int current);

Q_SIGNALS:
    void chosen(int chapter); // by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QHBoxLayout *m_row;
    QButtonGroup *m_group;
    QList<GuideChapterButton *> m_buttons;
};
