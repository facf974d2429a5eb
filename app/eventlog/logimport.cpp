// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logreader.h"
#include "eventlog/logstore.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {
constexpr int importedAtOnce = 200; // rows; what comes in is stored between two slices
} // namespace

// One file being read, slice by slice.
class LogImport {
public:
    explicit LogImport(const QString &path)
        : file(path)
    {
    }

    CallSource<int> source;
    QByteArray world;
    QFile file;
    std::unique_ptr<LogReader> reader; // looks into the file once it is open
    int added = 0;
};

Call<int> EventLog::importFrom(const QString &path)
{
    auto work = std::make_shared<LogImport>(path);
    const Call<int> call = work->source.call();
    m_worker.post([this, work] {
        work->world = m_shown;
        if (!work->file.open(QIODevice::ReadOnly))
            return work->source.finish(
                Error{.kind = Error::Kind::Storage, .message = work->file.errorString()});
        work->reader = std::make_unique<LogReader>(work->file);
        importSlice(work);
    });
    return call;
}

void EventLog::importSlice(const std::shared_ptr<LogImport> &work)
{
    if (work->source.cancelled() || m_closing)
        return work->source.finish(Error{.kind = Error::Kind::Cancelled, .message = {}});
    drain();
    const Result<QList<Exchange>> read = work->reader->next(importedAtOnce);
    if (!read)
        return work->source.finish(read.error());
    if (read->isEmpty())
        return work->source.finish(work->added);
    const Result<QList<LogRow>> rows = m_store->add(work->world, *read, m_key, LogStore::Origin::Imported);
    if (!rows)
        return work->source.finish(rows.error());
    work->added += int(rows->size());
    if (!rows->isEmpty() && work->world == m_shown)
        tell([this, added = *rows] { Q_EMIT appended(added); });
    Q_EMIT work->source.progress()->stage(
        u"import"_s, int(work->file.pos() / 1024), int(work->file.size() / 1024), {});
    prune();
    m_worker.post([this, work] { importSlice(work); });
}
