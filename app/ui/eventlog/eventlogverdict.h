// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogpane.h"
#include "ui/eventlog/eventlogwords.h"

class ComboBox;
class EventLogCard;
class QScrollArea;
class QVBoxLayout;

// What is known of the chosen exchange.
struct LogChoice {
    LogRow row;
    RowVerdict says; // of the whole row
    std::optional<Exchange> exchange; // nullopt until it is read
    EventId event; // of several the one meant
    std::optional<Verdict> verdict; // of that event; nullopt while it is not known
    QList<UsagePeriod> usage; // of the event's customer, when it is the one this window plays

    friend bool operator==(const LogChoice &, const LogChoice &) = default;
};

// Why the chosen event counts or not: one card a meter, not-counted ones first; for what was refused what
// happened and what to do; for all else one plain sentence.
class EventLogVerdict : public EventLogPane {
    Q_OBJECT

public:
    explicit EventLogVerdict(QWidget *parent = nullptr);

    void showChoice(const LogChoice &choice);
    void showNothing();

Q_SIGNALS:
    void eventChosen(const EventId &event); // of a request of several
    void meterRequested();
    void mendRequested(const QByteArray &eventJson); // the same event, mended, with a new id; nothing is sent
    void meterMendRequested(const NewMeter &mended, const MeterId &old); // for the meter form; nothing is made

private:
    void startContent();
    void finishContent();
    void rebuild();
    void showEvents();
    void addRefusal();
    void addDuplicate();
    void addMeter(const MeterVerdict &meter);
    void addNoMeter();
    void addSentence(const QString &text);
    EventLogCard *addCard(const QString &title, const std::optional<ChipLook> &chip);
    QWidget *makeMeterButton(QWidget *parent);

    LogChoice m_choice;
    ComboBox *m_events;
    QScrollArea *m_area;
    QWidget *m_content = nullptr; // built whole, then shown
    QVBoxLayout *m_cards = nullptr;
};
