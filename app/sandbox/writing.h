// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/reading.h"

#include <span>

class RecordBound;
class Statement;
struct Answer;
struct ExchangeDraft;

// One event ready to be stored. The views outlive the job that stores it.
struct EventRow {
    QByteArrayView id;
    QByteArrayView customer;
    QByteArrayView name;
    TimePoint at;
    QByteArrayView metadataJson; // empty when there is none
};

// What a job of the writer may do. Ids, times, parents and labels are read from the JSON (objectkind.h).
class Writing : public Reading {
public:
    Writing(Database &db, EventIds &ids, RecordBound &bound);

    void insert(Kind kind, const QJsonObject &json);
    void update(Kind kind, const QJsonObject &json); // replaces the JSON of the object with its id
    void remove(Kind kind, const QByteArray &id);
    void keepNewest(Kind kind, qint64 count); // of those that nothing is due for
    void archive(Kind kind, const QByteArray &id, TimePoint at);
    void unarchive(Kind kind, const QByteArray &id, TimePoint at);

    // Stores those whose id is new and returns how many; the first content of an id stays (5.1.7).
    qint64 append(std::span<const EventRow> events);
    bool knowsCustomer(QByteArrayView id) const; // from memory

    void setMeta(QByteArrayView key, const QByteArray &value);
    void record(const ExchangeDraft &draft, const Answer &answer);

private:
    Statement *statement(const char *sql); // null after an error
    void finish(Statement *statement);
    void noteChange(Kind kind);
    void setArchived(Kind kind, const QByteArray &id, bool archived, const QList<Period> &spans);

    EventIds &m_known;
    RecordBound &m_bound;
};
