// SPDX-License-Identifier: MIT
#include "session/audit.h"

#include "dodo/decode.h"
#include "outbox/outbox.h"
#include "session/queueview.h"
#include "support/secrets.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QThread>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr int callsAtOnce = 1000;

struct AuditWords {
    Q_DECLARE_TR_FUNCTIONS(LiveAudit)
};

// What a call is for, in words: "Send events", "Read meters", "Create meter".
QString whatOf(const Exchange &exchange)
{
    const QByteArray path = exchange.target.split('?').first();
    const QByteArrayList segments = path.split('/');
    const QString nouns = QString::fromLatin1(segments.value(1)).replace(u'-', u' ');
    const QString noun = nouns.endsWith(u's') ? nouns.chopped(1) : nouns;
    if (path == "/events/ingest")
        return AuditWords::tr("Send events");
    if (exchange.method == "GET")
        return AuditWords::tr("Read %1").arg(nouns);
    if (exchange.method == "DELETE" && segments.value(1) == "webhooks")
        return AuditWords::tr("Delete %1").arg(noun);
    if (exchange.method == "DELETE")
        return AuditWords::tr("Archive %1").arg(noun);
    if (exchange.method == "POST" && segments.size() == 2)
        return AuditWords::tr("Create %1").arg(noun);
    return AuditWords::tr("Change %1").arg(noun);
}

QByteArray csvLine(const AuditRow &row)
{
    return csvRow({toIso(row.at), row.what.toUtf8(), row.method, row.target, QByteArray::number(row.status),
        QByteArray::number(row.events), QByteArray::number(row.retry), row.failure.toUtf8()});
}

// One file being written. Deletes itself when done.
class AuditExport : public QObject {
public:
    AuditExport(Outbox &outbox, const QString &path, QObject *parent)
        : QObject(parent)
        , m_outbox(outbox)
        , m_file(path)
    {
    }

    ~AuditExport() override { m_source.finish(cancelledCall()); }

    Call<int> start()
    {
        if (!m_file.open(QIODevice::WriteOnly)) {
            fail();
        } else {
            m_file.write(
                csvRow({"time", "call", "method", "target", "status", "events", "retry", "failure"}));
            next(0);
        }
        return m_source.call();
    }

private:
    void next(qint64 before)
    {
        whenDone(m_outbox.audit(callsAtOnce, before), this, [this](const Result<QList<AuditRow>> &page) {
            if (!page)
                return conclude(page.error());
            for (const AuditRow &row : *page)
                m_file.write(csvLine(row));
            m_written += int(page->size());
            if (page->size() == callsAtOnce)
                return next(page->last().seq);
            m_file.commit() ? conclude(m_written) : fail();
        });
    }

    void fail() { conclude(Error{.kind = Error::Kind::Storage, .message = m_file.errorString()}); }

    void conclude(const Result<int> &result)
    {
        deleteLater();
        m_source.finish(result);
    }

    Outbox &m_outbox;
    QSaveFile m_file;
    int m_written = 0;
    CallSource<int> m_source;
};

} // namespace

bool isLiveCall(const Exchange &exchange)
{
    const QByteArray host = headerValue(exchange.requestHead, "host");
    const QUrl url(u"https://"_s + QString::fromLatin1(host));
    return url.host() == officialBaseUrl(Destination::Mode::Live).host();
}

AuditRow auditRowOf(const Exchange &exchange)
{
    QByteArray target = exchange.target;
    QByteArray failure = exchange.failure ? exchange.failure->message.toUtf8() : QByteArray();
    hideKeys(target);
    hideKeys(failure);
    return {.at = exchange.at,
        .method = exchange.method,
        .target = target,
        .status = exchange.status,
        .events = int(exchange.events.size()),
        .retry = exchange.retry,
        .what = whatOf(exchange),
        .failure = QString::fromUtf8(failure)};
}

LiveAudit::LiveAudit(Outbox &outbox, ExchangeSink *log)
    : m_outbox(outbox)
    , m_log(log)
{
}

void LiveAudit::record(Exchange exchange)
{
    if (isLiveCall(exchange)) {
        // The outbox is used on its own thread only.
        const auto write = [outbox = &m_outbox, row = auditRowOf(exchange)] { outbox->addAudit(row); };
        if (QThread::currentThread() == m_outbox.thread())
            write();
        else
            QMetaObject::invokeMethod(&m_outbox, write, Qt::QueuedConnection);
    }
    if (m_log)
        m_log->record(std::move(exchange));
}

Call<int> exportAudit(Outbox &outbox, const QString &path, QObject *parent)
{
    return (new AuditExport(outbox, path, parent))->start();
}
