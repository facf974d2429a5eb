// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/period.h"
#include "sandbox/objectkind.h"
#include "support/exchange.h"

#include <QJsonObject>
#include <QList>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class Database;
class EventIds;

// One stored object.
struct Row {
    qint64 seq = 0; // grows with each insert: the order of lists
    Kind kind = Kind::Meter;
    QByteArray id;
    TimePoint createdAt;
    bool archived = false;
    QList<Period> archivedSpans; // every time it was archived; an open end is TimePoint::max()
    QByteArray parent;
    QString label;
    QByteArray json;

    QJsonObject object() const;
};

struct ObjectQuery {
    Kind kind;
    std::optional<bool> archived = {};
    std::optional<QByteArray> parent = {};
    std::optional<QString> label = {}; // the whole label, case ignored
    bool newestFirst = true; // dodo-api.md 5.1.17
    qint64 offset = 0;
    qint64 limit = -1; // all
};

// One stored event while it is visited: the views die when the visitor returns.
struct StoredEvent {
    qint64 arrival = 0;
    TimePoint at; // the sender's time, or the arrival's
    EventView view; // view.at is set
    QByteArrayView metadataJson; // as sent; empty when there was none
};

struct EventQuery {
    std::optional<QByteArray> customer = {};
    std::optional<QByteArray> name = {};
    std::optional<TimePoint> from = {}; // at or after (5.1.18)
    std::optional<TimePoint> to = {}; // before
    bool newestFirst = true; // by arrival
    qint64 offset = 0;
    qint64 limit = -1;
};

struct CustomerEvents {
    QByteArray customer;
    qint64 after = 0; // an arrival
};

// A consistent view of the store. The first storage error is kept and every later answer is empty;
// Store::read and Store::write hand the error on, so that a handler need not ask after each step.
class Reading {
public:
    Reading(Database &db, const EventIds &ids);

    std::optional<Row> find(Kind kind, const QByteArray &id) const;
    QList<Row> list(const ObjectQuery &query) const;
    // Those due by `upTo`, the earliest first; and when the earliest of all is due.
    QList<Row> due(Kind kind, TimePoint upTo, qint64 limit = -1) const;
    std::optional<TimePoint> nextDue(Kind kind) const;
    // The earliest of those whose parent is not in the list.
    std::optional<Row> firstDue(Kind kind, TimePoint upTo, const QByteArrayList &exceptParents) const;
    qint64 count(Kind kind, std::optional<bool> archived = {}) const;

    // Calls `visit` for each event until it returns false. Not to be called again from within `visit`.
    void events(const EventQuery &query, const std::function<bool(const StoredEvent &)> &visit) const;
    // Those of the customers asked for that came after what each has seen, oldest first; some of what one has
    // seen may be among them. Gives the arrival of the last one of all, 0 when there was none.
    qint64 eventsAfter(
        std::span<const CustomerEvents> wanted, const std::function<void(const StoredEvent &)> &visit) const;
    bool event(const QByteArray &id, const std::function<void(const StoredEvent &)> &visit) const;
    qint64 eventCount() const;

    std::optional<QByteArray> meta(QByteArrayView key) const;
    // The oldest exchange that is kept, 0 when there is none, and how many behind `seq` are no longer.
    struct ExchangeGap {
        qint64 first = 0;
        qint64 missing = 0;
    };
    ExchangeGap exchangeGap(qint64 after) const;
    // Exchanges after `seq`, oldest first.
    QList<Exchange> exchanges(qint64 after, qint64 limit) const;

    const std::optional<Error> &error() const { return m_error; }

protected:
    void fail(const Error &error) const;

    Database &m_db;
    const EventIds &m_ids;
    mutable std::optional<Error> m_error;

private:
    void eventsAt(std::vector<qint64> rows, const EventQuery &query,
        const std::function<bool(const StoredEvent &)> &visit) const;
    void lookUp(const std::vector<qint64> &rows, const std::function<void(const StoredEvent &)> &visit) const;
    void scanAfter(qint64 row, std::span<const CustomerEvents> wanted,
        const std::function<void(const StoredEvent &)> &visit) const;

    const quint64 m_settled; // EventIds
};
