// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logstore.h"

#include <QSaveFile>

namespace {
constexpr int exportedAtOnce = 500; // rows; what comes in is stored between two slices
} // namespace

// One file being written, slice by slice.
class LogExport {
public:
    LogExport(const QString &path, LogFormat format)
        : file(path)
        , writer(file, format)
    {
    }

    CallSource<int> source;
    QByteArray world;
    QSet<QUuid> only;
    QSaveFile file;
    LogWriter writer;
    qint64 after = 0;
    int written = 0;
};

Call<int> EventLog::exportTo(const QString &path, LogFormat format, const QSet<QUuid> &only)
{
    auto work = std::make_shared<LogExport>(path, format);
    work->only = only;
    const Call<int> call = work->source.call();
    m_worker.post([this, work] {
        work->world = m_shown;
        if (!work->file.open(QIODevice::WriteOnly))
            return work->source.finish(
                Error{.kind = Error::Kind::Storage, .message = work->file.errorString()});
        work->writer.begin();
        exportSlice(work);
    });
    return call;
}

void EventLog::exportSlice(const std::shared_ptr<LogExport> &work)
{
    if (work->source.cancelled() || m_closing) {
        work->file.cancelWriting();
        return work->source.finish(Error{.kind = Error::Kind::Cancelled, .message = {}});
    }
    drain();
    const auto page = m_store->page(work->world, work->after, exportedAtOnce);
    if (!page)
        return work->source.finish(page.error());
    for (const Exchange &exchange : page->first) {
        if (!work->only.isEmpty() && !work->only.contains(exchange.id))
            continue;
        work->writer.add(exchange);
        ++work->written;
    }
    work->after = page->second;
    if (page->first.size() == exportedAtOnce)
        return m_worker.post([this, work] { exportSlice(work); });
    work->writer.end();
    if (work->file.commit())
        work->source.finish(work->written);
    else
        work->source.finish(Error{.kind = Error::Kind::Storage, .message = work->file.errorString()});
}
