// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogpane.h"
#include "ui/eventlog/eventlogwords.h"

#include <QPointer>

class ComboBox;
class EventLogCard;
class EventLogMendCard;
class QScrollArea;
class QVBoxLayout;
class Session;
struct Mend;
namespace logmend {
struct Way;
}

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

// Why the chosen event counts or not: one card a meter, not-counted ones first, archived ones folded; the one
// change that would mend it; for what was refused what happened and what to do; for all else one sentence.
class EventLogVerdict : public EventLogPane {
    Q_OBJECT

public:
    explicit EventLogVerdict(QWidget *parent = nullptr);

    void setSession(Session &session); // what the mends are worked out from, and by whom calls are made
    void setLow(bool low); // the main mend stands in the head, where it is in sight
    void showChoice(const LogChoice &choice);
    void showNothing();

Q_SIGNALS:
    void eventChosen(const EventId &event); // of a request of several
    void meterRequested();
    void mendRequested(const QByteArray &eventJson); // the same event, mended, with a new id; nothing is sent
    void meterMendRequested(
        const NewMeter &mended, const MeterId &old); // for the meter form; nothing is made

private:
    void startContent();
    void finishContent();
    void rebuild();
    void showEvents();
    void addRefusal();
    std::optional<logmend::Way> refusedWay() const;
    void addDuplicate();
    void addVerdict();
    void addMeters(const Verdict &verdict, const QList<MeterVerdict> &meters);
    void addMeter(const Verdict &verdict, const MeterVerdict &meter);
    void addFolded(
        const Verdict &verdict, const QList<MeterVerdict> &meters, const QString &text, const char *name);
    void addFoot(EventLogCard &card, const Verdict &verdict, const MeterVerdict &meter);
    void addNoMeter();
    void addSentence(const QString &text);
    EventLogCard *addCard(const QString &title, const std::optional<ChipLook> &chip);
    QWidget *makeMeterButton(QWidget *parent);
    QWidget *makeFixButton(const Mend &mend, QWidget *parent);
    QWidget *makeChangeButton(const NewMeter &made, const Meter &old, QWidget *parent);
    void openMend(const NewMeter &made, const Meter &old);
    void closeMend();
    void keepMend();
    bool isJudgedHere() const; // no service says why
    void addKnown();

    Session *m_session = nullptr;
    LogChoice m_choice;
    std::optional<Event> m_event; // the chosen one, as it was sent
    bool m_primaryTaken = false; // one main button a pane
    bool m_low = false;
    QPointer<QWidget> m_headFix;
    ComboBox *m_events;
    QScrollArea *m_area;
    QWidget *m_content = nullptr; // built whole, then shown
    QVBoxLayout *m_cards = nullptr;
    EventLogMendCard *m_mend = nullptr; // outlives the content: its calls may run
};
