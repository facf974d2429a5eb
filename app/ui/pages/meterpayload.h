// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/meter.h"
#include "billing/namecheck.h"
#include "ui/parts/card.h"

class IconMark;
class JsonView;
class QLabel;

// "Event Payload Example": the event this meter would count, what its filter lets through, and how many of
// the customer's last events it would have counted.
class MeterPayload : public Card {
    Q_OBJECT

public:
    static constexpr int mostEvents = 100; // looked back at

    enum class Density { Roomy, Compact }; // Compact: without the comments and the split seconds

    explicit MeterPayload(QWidget *parent = nullptr);
    void setMeter(const NewMeter &meter, const NameCheck &name, TimePoint now);
    void setEvents(QList<Event> events); // of the customer, in any order
    void setDensity(Density density);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showExample();
    void showFilter();
    void showCounted();

    NewMeter m_meter;
    NameCheck m_name;
    TimePoint m_now;
    Density m_density = Density::Roomy;
    QList<Event> m_events;
    JsonView *m_json;
    QWidget *m_filterRow;
    QLabel *m_filter;
    QWidget *m_countedRow;
    QLabel *m_counted;
};
