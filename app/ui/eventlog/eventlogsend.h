// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogsendwords.h"

#include <QWidget>

#include <memory>

class Button;
class Card;
class ComboBox;
class IconButton;
class JsonView;
class ProgressLine;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

// A strip above the log that sends believable events without a picture: which, how many, what the next one
// looks like, and what became of them in the service's figures. The same ones can be sent again, to see that
// nothing is billed twice. Folded away until asked for.
class EventLogSend : public QWidget {
    Q_OBJECT

public:
    explicit EventLogSend(Session &session, QWidget *parent = nullptr);

    void toggle(); // unfolded with the keyboard on the send button
    void fold();
    void cancelOrFold(); // Esc
    void send();
    void fit(const QSize &page); // how much of the next event is in sight, none where there is no room

Q_SIGNALS:
    void toggled();
    void folded();
    void customerRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildChoice(QHBoxLayout *row);
    void buildOutcome(QVBoxLayout *column);
    void buildMissing(QVBoxLayout *column);
    void connectAll();
    void sendAgain();
    void refresh();
    void refreshChoices();
    void choose(int index);
    void showPayload();
    void showButtons();
    void showProgress(int done, int of);
    void showOutcome(const TrafficOutcome &outcome);
    void forget();
    int count() const; // 0 while it is no number that can be sent

    Session &m_session;
    TrafficSender m_sender;
    QList<Recipe> m_recipes;
    QList<eventlogsend::Choice> m_choices;
    std::unique_ptr<Traffic> m_traffic;
    quint64 m_seed = 0;
    QString m_chosen; // its title
    CustomerId m_customer; // whom the last events were for

    Card *m_card;
    ComboBox *m_which;
    QLineEdit *m_count;
    Button *m_send;
    Button *m_again;
    Button *m_cancel;
    IconButton *m_close;
    QWidget *m_missing;
    Button *m_toCustomer;
    ProgressLine *m_line;
    QLabel *m_outcome;
    QWidget *m_rule;
    JsonView *m_payload;
};
