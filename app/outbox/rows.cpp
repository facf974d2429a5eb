// SPDX-License-Identifier: MIT
#include "outbox/rows.h"

using namespace Qt::StringLiterals;

namespace {

// Null texts and bytes would be NULL, which the columns refuse.
QVariant text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

QVariant bytes(const QByteArray &value)
{
    return value.isNull() ? ""_ba : value;
}

QString imageColumns()
{
    return u"id, file, prompt, caption, unknown, engine, model, tier, provider_quality, style, width, height,"
           " seed, at, bytes, paint_ms, customer, event"_s;
}

} // namespace

qint64 stored(TimePoint at)
{
    return at.time_since_epoch().count();
}

TimePoint timeOf(const QVariant &value)
{
    return TimePoint{microseconds{value.toLongLong()}};
}

QString insertImageSql()
{
    return u"INSERT INTO images(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(
        imageColumns());
}

QVariantList imageValues(const ImageRow &row)
{
    return {bytes(row.id.text), text(row.file), text(row.prompt), text(row.caption),
        text(row.unknown.join(u'\n')), text(row.engine), text(row.model), bytes(row.tier),
        bytes(row.providerQuality), bytes(row.style), row.size.width(), row.size.height(), qint64(row.seed),
        stored(row.at), row.bytes, row.paintMs, bytes(row.customer.text), row.event};
}

QString selectImageSql()
{
    return u"SELECT %1 FROM images"_s.arg(imageColumns());
}

ImageRow imageFrom(const QSqlQuery &row)
{
    return {
        .id = {row.value(0).toByteArray()},
        .file = row.value(1).toString(),
        .prompt = row.value(2).toString(),
        .caption = row.value(3).toString(),
        .unknown = row.value(4).toString().split(u'\n', Qt::SkipEmptyParts),
        .engine = row.value(5).toString(),
        .model = row.value(6).toString(),
        .tier = row.value(7).toByteArray(),
        .providerQuality = row.value(8).toByteArray(),
        .style = row.value(9).toByteArray(),
        .size = QSize(row.value(10).toInt(), row.value(11).toInt()),
        .seed = quint64(row.value(12).toLongLong()),
        .at = timeOf(row.value(13)),
        .bytes = row.value(14).toLongLong(),
        .paintMs = row.value(15).toInt(),
        .customer = {row.value(16).toByteArray()},
        .event = row.value(17).toBool(),
    };
}

QString selectEntrySql()
{
    return u"SELECT id, json, destination, state, tries, queued_at, event_at, next_at, sent_at, parked_why,"
           " error_kind, error_message, error_code, error_field, error_status FROM outbox"_s;
}

OutboxEntry entryFrom(const QSqlQuery &row)
{
    OutboxEntry entry{
        .id = {row.value(0).toByteArray()},
        .json = row.value(1).toByteArray(),
        .destination = row.value(2).toByteArray(),
        .state = OutboxEntry::State(row.value(3).toInt()),
        .tries = row.value(4).toInt(),
        .queuedAt = timeOf(row.value(5)),
        .eventAt = timeOf(row.value(6)),
        .nextAt = timeOf(row.value(7)),
        .lastError = {},
        .sentAt = {},
        .parkedWhy = row.value(9).toString(),
    };
    if (!row.isNull(8))
        entry.sentAt = timeOf(row.value(8));
    if (!row.isNull(10)) {
        entry.lastError = Error{
            .kind = Error::Kind(row.value(10).toInt()),
            .message = row.value(11).toString(),
            .code = row.value(12).toString(),
            .field = row.value(13).toString(),
            .status = row.value(14).toInt(),
        };
    }
    return entry;
}
