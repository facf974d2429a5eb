// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "sandbox/writing.h"

#include <memory>
#include <vector>

// The body of POST /events/ingest, read with simdjson as strictly as readObject and eventFromJson would:
// whole grammar, no duplicate key, no lone surrogate, no byte order mark, at most 32 levels. It keeps its own
// copy of the bytes; events and rows are views into it.
class IngestBody {
public:
    IngestBody();
    ~IngestBody();

    // Shape only, 1 to 1000 events (422 INVALID_REQUEST_BODY otherwise).
    Result<void> read(QByteArrayView body);

    const std::vector<EventView> &events() const { return m_events; }
    std::vector<EventRow> rows(TimePoint arrival) const; // `arrival` for events without a time
    QList<QByteArray> ids() const;

private:
    class Parser;

    std::unique_ptr<Parser> m_parser;
    std::vector<EventView> m_events;
    std::vector<QByteArrayView> m_metadataJson; // one an event
    std::vector<MetaView> m_metadata; // of all events
};
