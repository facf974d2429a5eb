// SPDX-License-Identifier: MIT
#include "session/queueview.h"

#include "billing/event.h"
#include "dodo/decode.h"
#include "support/secrets.h"
#include "support/strictjson.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

// Entries leave a list while it is written: what fits into one page is told as it stood.
constexpr int writtenAtOnce = 50000;

struct QueueWords {
    Q_DECLARE_TR_FUNCTIONS(QueueExport)
};

QByteArray stateText(OutboxEntry::State state)
{
    switch (state) {
    case OutboxEntry::State::Queued:
        return "waiting";
    case OutboxEntry::State::Sending:
        return "sending";
    case OutboxEntry::State::Sent:
        return "sent";
    case OutboxEntry::State::Parked:
        return "parked";
    case OutboxEntry::State::Discarded:
        return "discarded";
    }
    return {};
}

QByteArray iso(const std::optional<TimePoint> &at)
{
    return at && *at != TimePoint{} ? toIso(*at) : QByteArray();
}

QString whyOf(const OutboxEntry &entry)
{
    return entry.why.isEmpty() && entry.lastError ? entry.lastError->message : entry.why;
}

QByteArray jsonText(const QByteArray &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

// The event stands as it is sent, its numbers included.
QByteArray jsonLine(const OutboxEntry &entry)
{
    QByteArray out = "{\"event\":" + entry.json;
    const auto add = [&out](const char *key, const QByteArray &value) {
        out += QByteArray(",\"") + key + "\":" + value;
    };
    add("destination", jsonText(entry.destination));
    add("state", jsonText(stateText(entry.state)));
    add("tries", QByteArray::number(entry.tries));
    const std::pair<const char *, QByteArray> times[] = {{"queued_at", iso(entry.queuedAt)},
        {"original_timestamp", iso(entry.originalAt)}, {"sent_at", iso(entry.sentAt)}};
    for (const auto &[key, at] : times) {
        if (!at.isEmpty())
            add(key, jsonText(at));
    }
    if (const QString why = whyOf(entry); !why.isEmpty())
        add("why", jsonText(why.toUtf8()));
    return out + "}\n";
}

QByteArray csvLine(const OutboxEntry &entry)
{
    const QueueRow row = queueRowOf(entry);
    return csvRow({entry.id.text, row.customer.text, row.name, iso(entry.eventAt), iso(entry.queuedAt),
        entry.destination, stateText(entry.state), QByteArray::number(entry.tries), iso(entry.sentAt),
        whyOf(entry).toUtf8(), entry.json});
}

// One file being written. Deletes itself when done.
class QueueExport : public QObject {
public:
    QueueExport(Outbox &outbox, const OutboxQuery &query, const QString &path, QObject *parent)
        : QObject(parent)
        , m_outbox(outbox)
        , m_query(query)
        , m_file(path)
        , m_format(queueFormatOf(path))
    {
    }

    ~QueueExport() override { m_source.finish(cancelledCall()); }

    Call<int> start()
    {
        if (!m_format)
            fail(QueueWords::tr("End the name with .jsonl or .csv."));
        else if (!m_file.open(QIODevice::WriteOnly))
            fail(m_file.errorString());
        else
            begin();
        return m_source.call();
    }

private:
    void begin()
    {
        if (m_format == QueueFormat::Csv)
            m_file.write(queueCsvHead());
        next();
    }

    void next()
    {
        whenDone(m_outbox.page(m_query, writtenAtOnce, m_written), this,
            [this](const Result<QList<OutboxEntry>> &page) {
                if (!page)
                    return conclude(page.error());
                for (const OutboxEntry &entry : *page)
                    m_file.write(queueLine(entry, *m_format));
                m_written += int(page->size());
                if (m_source.cancelled())
                    return conclude(cancelledCall());
                page->size() == writtenAtOnce ? next() : end();
            });
    }

    void end()
    {
        if (m_file.commit())
            conclude(m_written);
        else
            fail(m_file.errorString());
    }

    void fail(const QString &why) { conclude(Error{.kind = Error::Kind::Storage, .message = why}); }

    void conclude(const Result<int> &result)
    {
        deleteLater();
        m_source.finish(result);
    }

    Outbox &m_outbox;
    const OutboxQuery m_query;
    QSaveFile m_file;
    const std::optional<QueueFormat> m_format;
    int m_written = 0;
    CallSource<int> m_source;
};

} // namespace

QueueRow queueRowOf(const OutboxEntry &entry)
{
    QueueRow row{.entry = entry, .name = {}, .customer = {}};
    if (const auto json = readObject(entry.json)) {
        row.name = json->value("event_name"_L1).toString().toUtf8();
        row.customer = CustomerId::of(json->value("customer_id"_L1).toString());
    }
    return row;
}

QByteArray csvRow(const QByteArrayList &cells)
{
    QByteArrayList safe;
    for (QByteArray cell : cells) {
        if (!cell.isEmpty() && QByteArrayView("=+-@\t\r").contains(cell.front()))
            cell.prepend('\'');
        const bool plain
            = !cell.contains('"') && !cell.contains(',') && !cell.contains('\n') && !cell.contains('\r');
        safe.append(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
    }
    return safe.join(',') + "\r\n";
}

std::optional<QueueFormat> queueFormatOf(const QString &path)
{
    if (path.endsWith(".jsonl"_L1, Qt::CaseInsensitive))
        return QueueFormat::JsonLines;
    if (path.endsWith(".csv"_L1, Qt::CaseInsensitive))
        return QueueFormat::Csv;
    return std::nullopt;
}

QByteArray queueCsvHead()
{
    return csvRow({"event_id", "customer_id", "event_name", "timestamp", "queued_at", "destination", "state",
        "tries", "sent_at", "why", "event"});
}

QByteArray queueLine(const OutboxEntry &entry, QueueFormat format)
{
    QByteArray line = format == QueueFormat::Csv ? csvLine(entry) : jsonLine(entry);
    hideKeys(line);
    return line;
}

Call<int> exportQueue(Outbox &outbox, const OutboxQuery &query, const QString &path, QObject *parent)
{
    return (new QueueExport(outbox, query, path, parent))->start();
}
