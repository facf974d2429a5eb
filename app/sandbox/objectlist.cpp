// SPDX-License-Identifier: MIT
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

QList<Row> pageOfRows(const Reading &read, ObjectQuery query, const Page &page, const Keep &keep)
{
    if (!keep) {
        query.offset = page.offset();
        query.limit = page.size;
        return read.list(query);
    }
    QList<Row> out;
    qint64 toSkip = page.offset();
    for (const Row &row : read.list(query)) {
        if (!keep(row) || toSkip-- > 0)
            continue;
        out.append(row);
        if (out.size() == page.size)
            break;
    }
    return out;
}

Result<CreatedRange> createdRange(const Request &request)
{
    const auto from = queryTime(request, "created_at_gte");
    if (!from)
        return from.error();
    const auto to = queryTime(request, "created_at_lte");
    if (!to)
        return to.error();
    return CreatedRange{*from, *to};
}

QJsonObject withoutOwn(QJsonObject object)
{
    object.remove(ownKey);
    return object;
}

QJsonArray objectsOf(const QList<Row> &rows)
{
    QJsonArray items;
    for (const Row &row : rows)
        items.append(withoutOwn(row.object()));
    return items;
}

Answer answerObject(World &world, Kind kind, const QString &what, const QByteArray &id)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(kind, id);
        return row ? answerJson(withoutOwn(row->object())) : answerError(notFound(what, id));
    });
}

Error codeError(const char *code, const QString &sentence, int status, const QString &field)
{
    return {.kind = Error::Kind::Invalid,
        .message = sentence,
        .code = QString::fromLatin1(code),
        .field = field,
        .status = status};
}
