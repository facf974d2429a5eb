// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Card;
class ElidedLabel;
class QLabel;
class QVBoxLayout;

// What a step of the guide looks like just now.
struct GuideStepLook {
    enum class State { Done, Current, Later };
    State state = State::Later;
    QString say;
    QString todo; // both empty: not shown

    friend bool operator==(const GuideStepLook &, const GuideStepLook &) = default;
};

// One step: a line with a tick or a ring, or the whole of it in a card while it is the one to do.
class GuideStepRow : public QWidget {
    Q_OBJECT

public:
    explicit GuideStepRow(QWidget *parent);
    void setLook(const GuideStepLook &look);
    Card *card() const { return m_card; }

protected:
    bool event(QEvent *event) override;

private:
    void showIcon();

    GuideStepLook m_look;
    QWidget *m_line;
    QLabel *m_icon;
    ElidedLabel *m_words;
    Card *m_card;
    QLabel *m_say;
    QLabel *m_todo;
};

// The steps of a chapter, in order.
class GuideSteps : public QWidget {
    Q_OBJECT

public:
    explicit GuideSteps(QWidget *parent);
    void setSteps(const QList<GuideStepLook> &steps);
    QWidget *currentCard() const; // null when all are done
    void setInside(QWidget *widget); // below the words of the current card; stays this widget's child

private:
    QVBoxLayout *m_column;
    QList<GuideStepRow *> m_rows;
    QWidget *m_inside = nullptr;
    int m_current = -1;
};
