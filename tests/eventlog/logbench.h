// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "eventlog/samples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

// A real log in a folder of its own, which can be closed and opened again.
class LogBench {
protected:
    static constexpr int patience = 30000; // a busy machine

    void openLog(const QByteArray &world = "sandbox:1")
    {
        m_log.reset();
        auto opened = EventLog::open(m_dir.path());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        m_log = std::move(*opened);
        m_opening = {};
        m_earlier.clear();
        QObject::connect(m_log.get(), &EventLog::opened, m_log.get(),
            [this](const LogOpening &opening) { m_opening = opening; });
        QObject::connect(
            m_log.get(), &EventLog::earlier, m_log.get(), [this](const std::vector<LogRecord> &records) {
                m_earlier.insert(m_earlier.begin(), records.begin(), records.end());
            });
        const QSignalSpy told(m_log.get(), &EventLog::opened);
        QVERIFY(waited(m_log->setWorld(world)));
        QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, patience);
    }

    template<typename T>
    static Result<T> waited(const Call<T> &call)
    {
        if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
            return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("The call did not finish.")};
        return call.future().result();
    }

    static Exchange numbered(qint64 seq, const QByteArray &event = {})
    {
        const QByteArray id = event.isEmpty() ? "img_" + QByteArray::number(seq) : event;
        Exchange exchange = samples::ingest(
            {samples::eventOf(id, "image.generated", samples::quality(QStringLiteral("hd")))});
        exchange.seq = seq;
        exchange.at = samples::morning + std::chrono::seconds(seq);
        exchange.requestHead = masked(exchange.requestHead);
        return exchange;
    }

    static QList<Exchange> numberedFrom(qint64 first, qint64 count)
    {
        QList<Exchange> exchanges;
        for (qint64 seq = first; seq < first + count; ++seq)
            exchanges.append(numbered(seq));
        return exchanges;
    }

    QList<LogRow> all() { return waited(m_log->newest(1'000'000)).valueOr({}); }

    QTemporaryDir m_dir;
    std::unique_ptr<EventLog> m_log;
    LogOpening m_opening; // the last one told
    std::vector<LogRecord> m_earlier; // told since
};
