// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "billing/metadata.h"
#include "support/clock.h"

#include <span>

// One usage event (dodo-api.md 2.3). Without `at` the service stamps its own time on arrival.
struct Event {
    EventId id;
    CustomerId customer;
    QByteArray name;
    std::optional<TimePoint> at;
    Metadata metadata;

    friend bool operator==(const Event &, const Event &) = default;
};

// The same without ownership: what the rules read, whoever parsed it.
struct EventView {
    QByteArrayView id;
    QByteArrayView customer;
    QByteArrayView name;
    std::optional<TimePoint> at;
    std::span<const MetaView> metadata;
};

// An EventView and the storage its metadata span needs.
class EventViewOf {
public:
    explicit EventViewOf(const Event &event); // the event must outlive it
    Q_DISABLE_COPY_MOVE(EventViewOf) // the view points into its own storage
    const EventView &view() const { return m_view; }

private:
    std::vector<MetaView> m_metadata;
    EventView m_view;
};

Result<Event> eventFromJson(
    const QJsonObject &json, const QString &path = {}); // shape only; limits are in rules.h
QJsonObject toJson(const Event &event);
QByteArray toText(const Event &event); // the same as JSON text, in the order of the contract
QJsonObject toJson(const Event &event, const QByteArray &businessId); // as GET /events answers
