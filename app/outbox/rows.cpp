// SPDX-License-Identifier: MIT
#include "outbox/rows.h"

#include "billing/rules.h"

#include <algorithm>

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

QVariant amount(const std::optional<Decimal> &value)
{
    return value ? QVariant(value->toText()) : QVariant();
}

std::optional<Decimal> amountOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : Decimal::fromText(value.toByteArray());
}

QString imageColumns()
{
    return u"id, file, prompt, caption, unknown, engine, model, tier, provider_quality, style, width, height,"
           " seed, at, bytes, paint_ms, customer, event, provider, negative, format, estimate_usd, cost_usd"_s;
}

QString oneCase(const QString &text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

// SQLite ends an expression at a depth of 1000.
constexpr qsizetype mostSearchWords = 500;

constexpr auto nearTheLimit = std::chrono::minutes{10};

} // namespace

Lateness latenessOf(TimePoint eventAt, TimePoint now)
{
    if (eventAt < now - limits::oldestEvent)
        return Lateness::Late;
    return eventAt < now - limits::oldestEvent + nearTheLimit ? Lateness::Near : Lateness::Fresh;
}

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
    return u"INSERT INTO images(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s
        .arg(imageColumns());
}

QVariantList imageValues(const ImageRow &row)
{
    return {bytes(row.id.text), text(row.file), text(row.prompt), text(row.caption),
        text(row.unknown.join(u'\n')), text(row.engine), text(row.model), bytes(row.tier),
        bytes(row.providerQuality), bytes(row.style), row.size.width(), row.size.height(), qint64(row.seed),
        stored(row.at), row.bytes, row.paintMs, bytes(row.customer.text), row.event, bytes(row.provider),
        text(row.negative), bytes(row.format), amount(row.estimateUsd), amount(row.costUsd)};
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
        .provider = row.value(18).toByteArray(),
        .negative = row.value(19).toString(),
        .format = row.value(20).toByteArray(),
        .estimateUsd = amountOf(row.value(21)),
        .costUsd = amountOf(row.value(22)),
    };
}

QByteArray searchable(const QString &prompt, const QString &caption)
{
    return oneCase(prompt + u'\n' + caption).toUtf8();
}

QList<QByteArray> searchWords(const QString &text)
{
    QStringList words = oneCase(text).simplified().split(u' ', Qt::SkipEmptyParts);
    words.removeDuplicates();
    QList<QByteArray> out;
    for (const QString &word : words.first(std::min(words.size(), mostSearchWords)))
        out.append(word.toUtf8());
    return out;
}

ImageSource imagesOf(const ImageQuery &query)
{
    const QList<QByteArray> words = searchWords(query.text);
    // The words' own rows are few bytes each: they are gone through first.
    ImageSource out{.sql = words.isEmpty()
            ? u"FROM images INDEXED BY images_shown WHERE hidden=0"_s
            : u"FROM image_words CROSS JOIN images ON images.seq=image_words.seq WHERE hidden=0"_s,
        .bound = {}};
    const auto narrow = [&out](QLatin1StringView sql, const QVariant &value) {
        out.sql += " AND "_L1 + sql;
        out.bound.append(value);
    };
    for (const QByteArray &word : words)
        narrow("instr(words, ?)>0"_L1, word);
    if (query.from)
        narrow("at>=?"_L1, stored(*query.from));
    if (query.until)
        narrow("at<?"_L1, stored(*query.until));
    if (!query.provider.isEmpty())
        narrow("provider=?"_L1, query.provider);
    if (!query.model.isEmpty())
        narrow("model=?"_L1, query.model);
    if (!query.customer.isEmpty())
        narrow("customer=?"_L1, query.customer.text);
    out.sql += words.isEmpty() ? u" ORDER BY seq DESC"_s : u" ORDER BY image_words.seq DESC"_s;
    return out;
}

QString insertSpendingSql()
{
    return u"INSERT INTO spending(id, at, provider, model, usd, basis) VALUES(?, ?, ?, ?, ?, ?)"_s;
}

QVariantList spendingValues(const SpendingRow &row)
{
    return {bytes(row.id.text), stored(row.at), bytes(row.provider), text(row.model), row.usd.toText(),
        int(row.basis)};
}

QString selectSpendingSql()
{
    return u"SELECT id, at, provider, model, usd, basis FROM spending"_s;
}

SpendingRow spendingFrom(const QSqlQuery &row)
{
    return {.id = {row.value(0).toByteArray()},
        .at = timeOf(row.value(1)),
        .provider = row.value(2).toByteArray(),
        .model = row.value(3).toString(),
        .usd = amountOf(row.value(4)).value_or(Decimal()),
        .basis = SpendingRow::Basis(row.value(5).toInt())};
}

// Its mark, not the row, says that an event was sent.
QString selectEntrySql(const QString &from)
{
    return u"SELECT id, json, outbox.destination, IIF(mark.seq IS NULL, state, 2),"
           " outbox.tries+IFNULL(mark.tries, 0), queued_at, outbox.event_at, next_at, mark.sent_at,"
           " parked_why, IIF(mark.seq IS NULL, error_kind, NULL), error_message, error_code, error_field,"
           " error_status, kept, original_at, outbox.seq"
           " FROM %1 LEFT JOIN outbox_sent AS mark ON mark.seq=outbox.seq"_s.arg(from);
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
        .why = row.value(9).toString(),
        .kept = row.value(15).toBool(),
    };
    entry.seq = row.value(17).toLongLong();
    if (!row.isNull(16))
        entry.originalAt = timeOf(row.value(16));
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
