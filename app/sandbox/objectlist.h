// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// What the object routes have in common.

using Keep = std::function<bool(const Row &)>;

// One page of what a query finds and `keep` (may be empty) takes, newest first.
QList<Row> pageOfRows(const Reading &read, ObjectQuery query, const Page &page, const Keep &keep = {});

// `created_at_gte` and `created_at_lte`, both inclusive.
struct CreatedRange {
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;

    bool holds(TimePoint at) const { return (!from || at >= *from) && (!to || at <= *to); }
};
Result<CreatedRange> createdRange(const Request &request);

// What an object keeps for the sandbox alone; no answer of the API shows it.
constexpr QLatin1StringView ownKey("sandbox");
QJsonObject withoutOwn(QJsonObject object);

QJsonArray objectsOf(const QList<Row> &rows);

// GET /kind/{id}: the object, or 404 naming `what`.
Answer answerObject(World &world, Kind kind, const QString &what, const QByteArray &id);

Error codeError(const char *code, const QString &sentence, int status = 422, const QString &field = {});
