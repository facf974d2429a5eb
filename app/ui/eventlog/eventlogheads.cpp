// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogheads.h"

#include "ui/eventlog/eventlogwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace logheads {

namespace {

    struct LogHeads {
        Q_DECLARE_TR_FUNCTIONS(LogHeads)
    };

    constexpr qsizetype longestOmission = 200;

    void sort(const Headers &head, const QList<QByteArray> &important, Heads &out)
    {
        for (const auto &[name, value] : head) {
            const QString line = QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value);
            (important.contains(name.toLower()) ? out.first : out.others).append(line);
        }
    }

    // "(1.4 MB of image/png)", which the record keeps instead of what is no text.
    QString omitted(const QByteArray &recorded)
    {
        const bool note = recorded.startsWith('(') && recorded.endsWith(')')
            && recorded.size() < longestOmission && recorded.contains(" of ");
        if (!note)
            return {};
        const QString size = QString::fromUtf8(recorded.mid(1, recorded.indexOf(" of ") - 1));
        const qsizetype type = recorded.indexOf(" of ") + 4;
        const QString kind = QString::fromUtf8(recorded.mid(type, recorded.size() - type - 1));
        return kind.startsWith("image/"_L1) ? LogHeads::tr("A picture, %1 of %2.").arg(size, kind)
                                            : LogHeads::tr("%1 of %2, not kept.").arg(size, kind);
    }

    QString broken(const Headers &head, const QByteArray &body)
    {
        const bool claims = headerValue(head, "content-type").contains("json");
        const QByteArray start = body.left(64).trimmed();
        return claims && !start.startsWith('{') && !start.startsWith('[') ? LogHeads::tr("This is no JSON.")
                                                                          : QString();
    }

} // namespace

// Without a key it says so: that is why the service refuses it.
Heads ofRequest(const Exchange &exchange)
{
    Heads out;
    out.first.append(QString::fromLatin1(exchange.method) + u' ' + QString::fromUtf8(exchange.target));
    sort(exchange.requestHead, {"authorization", "idempotency-key"}, out);
    if (headerValue(exchange.requestHead, "authorization").isEmpty())
        out.first.append(u"authorization: "_s + LogHeads::tr("none"));
    return out;
}

Heads ofAnswer(const Exchange &exchange)
{
    Heads out;
    out.first.append(logwords::statusLine(exchange.status));
    sort(exchange.answerHead, {"x-pixelmeter-advice", "content-type", "retry-after", "location"}, out);
    if (exchange.failure)
        out.first.append(exchange.failure->message);
    return out;
}

Body bodyOf(const Headers &head, const QByteArray &recorded)
{
    Body out{.text = recorded, .note = omitted(recorded)};
    if (!out.note.isEmpty()) {
        out.text.clear();
        return out;
    }
    out.cut = isCut(recorded);
    if (!out.cut) {
        out.size = recorded.isEmpty() ? QString() : logwords::bytes(recorded.size());
        out.note = broken(head, recorded);
        return out;
    }
    const qsizetype end = recorded.lastIndexOf(cutNoteStart);
    const qsizetype from = end + qsizetype(sizeof cutNoteStart) - 1;
    const QByteArray more = recorded.mid(from, recorded.size() - from - qsizetype(sizeof cutNoteEnd) + 1);
    out.text.truncate(end);
    out.note = LogHeads::tr("%1 more were sent. The log keeps the first part.").arg(QString::fromUtf8(more));
    bool known = false;
    const qint64 whole = headerValue(head, "content-length").toLongLong(&known);
    out.size = LogHeads::tr("%1, cut").arg(logwords::bytes(known ? whole : end));
    return out;
}

} // namespace logheads
