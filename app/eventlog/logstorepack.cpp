// SPDX-License-Identifier: MIT
#include "eventlog/logstorepack.h"

#include <QtEndian>

namespace logpack {

namespace {

    // Runs over a record's fields in the order they are stored.
    template<typename Record, typename Visit>
    void eachField(Record &record, Visit visit)
    {
        visit(record.at);
        visit(record.took);
        visit(record.target);
        visit(record.sender);
        visit(record.eventName);
        visit(record.customer);
        visit(record.quality);
        visit(record.words);
        visit(record.status);
        visit(record.eventCount);
        visit(record.ingested);
        visit(record.method);
        visit(record.retry);
        visit(record.refusal);
        visit(record.verdict);
        visit(record.flags);
        visit(record.colour);
    }

    constexpr qsizetype usedSize = 8 + 7 * 4 + 3 * 2 + 6;
    static_assert(usedSize == packedSize);

} // namespace

QByteArray packed(const LogRecord &record)
{
    QByteArray out(packedSize, '\0');
    char *to = out.data();
    eachField(record, [&to](const auto &field) {
        qToLittleEndian(field, to);
        to += sizeof field;
    });
    return out;
}

std::optional<LogRecord> unpacked(QByteArrayView bytes, qint64 number)
{
    if (bytes.size() != packedSize)
        return std::nullopt;
    LogRecord record;
    const char *from = bytes.data();
    eachField(record, [&from](auto &field) {
        field = qFromLittleEndian<std::remove_reference_t<decltype(field)>>(from);
        from += sizeof field;
    });
    record.number = quint32(number);
    record.flags |= LogRecord::Filled;
    return record;
}

qint64 keyOf(const QUuid &id)
{
    const QByteArray bytes = id.toRfc4122();
    return qFromBigEndian<qint64>(bytes.constData());
}

qint64 keyOf(const EventId &id)
{
    quint64 hash = 14695981039346656037ULL; // FNV-1a: the same in every program that reads the file
    for (const char c : id.text)
        hash = (hash ^ quint8(c)) * 1099511628211ULL;
    return qint64(hash);
}

QByteArray escapedId(const QByteArray &id)
{
    QByteArray out = id;
    if (out.contains('\\') || out.contains('\n'))
        out.replace('\\', "\\\\").replace('\n', "\\n");
    return out;
}

QByteArray linesOf(const QList<QByteArray> &ids)
{
    QByteArray lines;
    for (const QByteArray &id : ids)
        lines += escapedId(id) + '\n';
    return lines;
}

QList<QByteArray> idsOf(QByteArrayView lines)
{
    QList<QByteArray> ids;
    QByteArray id;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i] == '\n') {
            ids.append(id);
            id.clear();
        } else if (lines[i] == '\\' && i + 1 < lines.size()) {
            id += lines[++i] == 'n' ? '\n' : lines[i];
        } else {
            id += lines[i];
        }
    }
    return ids;
}

QByteArray linesOf(const Headers &head)
{
    QByteArray lines;
    for (const auto &[name, value] : head)
        lines += name + ": " + value + '\n';
    return lines;
}

Headers headOf(const QByteArray &lines)
{
    Headers head;
    for (const QByteArray &line : lines.split('\n')) {
        if (const qsizetype colon = line.indexOf(": "); colon > 0)
            head.emplaceBack(line.left(colon), line.mid(colon + 2));
    }
    return head;
}

} // namespace logpack
