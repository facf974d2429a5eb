// SPDX-License-Identifier: MIT
#include "report.h"

#include "eventlog/log.h"
#include "eventlog/logview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QProcess>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>

#include <ctime>
#include <functional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int many = 1'000'000;

// Work of this thread, so that a busy machine does not count.
qint64 threadMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1000000 + now.tv_nsec / 1000;
}

qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

// Times every event the GUI thread handles, outermost only.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (std::exchange(m_inside, true))
            return QApplication::notify(receiver, event);
        const qint64 before = threadMicroseconds();
        const bool handled = QApplication::notify(receiver, event);
        const qint64 spent = threadMicroseconds() - before;
        m_longest = std::max(m_longest, spent);
        m_sum += spent;
        m_inside = false;
        return handled;
    }

    void restart() { m_longest = m_sum = 0; }
    qint64 longest() const { return m_longest; }
    qint64 sum() const { return m_sum; }

private:
    qint64 m_longest = 0;
    qint64 m_sum = 0;
    bool m_inside = false;
};

Exchange exchangeOf(int n)
{
    static const QByteArray tiers[] = {"draft", "standard", "hd"};
    Exchange exchange;
    exchange.id = QUuid::createUuid();
    exchange.at = TimePoint{std::chrono::hours{500'000}} + n * 10ms;
    exchange.took = microseconds(n * 7919 % 90'001);
    exchange.sender = n % 3 == 0 ? Sender{Sender::Kind::Sdk, u"TypeScript"_s, u"2.52.0"_s}
                                 : Sender{Sender::Kind::Tool, u"curl"_s, u"8.5.0"_s};
    exchange.method = "POST";
    exchange.target = "/events/ingest";
    const QByteArray id = "img_" + QByteArray::number(n);
    exchange.requestBody = R"({"events":[{"event_id":")" + id + R"(","customer_id":"cus_)"
        + QByteArray::number(n % 50) + R"(","event_name":"image.generated","metadata":{"quality":")"
        + tiers[n % 3] + R"(","prompt":"word)" + QByteArray::number(n % 5000) + R"("}}]})";
    exchange.status = n % 100 == 0 ? 400 : 200;
    exchange.answerBody = exchange.status == 200 ? R"({"ingested_count":1})" : R"({"message":"no"})";
    exchange.events = {id};
    return exchange;
}

void fill(const QString &folder)
{
    auto log = EventLog::open(folder);
    if (!log)
        return;
    QEventLoop loop;
    int stored = 0;
    int sent = 0;
    const auto send = [&] {
        QList<Exchange> batch;
        for (int i = 0; i < 20'000 && sent < many; ++i)
            batch.append(exchangeOf(++sent));
        (*log)->append(batch);
    };
    QObject::connect(log->get(), &EventLog::appended, &loop, [&](const QList<LogRow> &rows) {
        stored += int(rows.size());
        if (stored >= many)
            loop.quit();
        else if (stored >= sent)
            send();
    });
    whenDone((*log)->setWorld("sandbox"), &loop, [&](const Result<qint64> &) { send(); });
    loop.exec();
}

// The log with its model, view and table, as the page joins them.
class LogBench {
public:
    LogBench(TimedApplication &app, const QString &folder)
        : m_app(app)
        , m_log(*EventLog::open(folder))
        , m_view(m_model, m_log.get())
    {
        m_model.setNames(m_log->names());
        QObject::connect(m_log.get(), &EventLog::opened, &m_model, &LogModel::open);
        QObject::connect(m_log.get(), &EventLog::earlier, &m_model, &LogModel::earlier);
        QObject::connect(m_log.get(), &EventLog::appended, &m_model, &LogModel::append);
        QObject::connect(&m_model, &LogModel::rowsWanted, &m_model, [this](const QList<qint64> &wanted) {
            whenDone(m_log->rows(wanted), &m_model,
                [this, wanted](const auto &rows) { m_model.takeRows(wanted, rows.valueOr({})); });
        });
        m_table.setModel(&m_view);
        m_table.verticalHeader()->hide();
        m_table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        m_table.horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        m_table.setWordWrap(false);
        m_table.resize(1280, 720);
    }

    void run()
    {
        open();
        grow();
        jump();
        filter(u"status:400"_s, u"log_view_filter_status"_s);
        filter(u"quality:hd sender:curl after:10:30"_s, u"log_view_filter_three_terms"_s);
        filter(u"word4711"_s, u"log_view_filter_text"_s);
        m_view.setQuery({});
        until([this] { return !m_view.scanning(); });
        sort(LogModel::Latency, u"log_view_sort_latency"_s);
        sort(LogModel::EventName, u"log_view_sort_event_name"_s);
        sort(LogModel::Time, u"log_view_sort_back"_s);
        stream();
    }

private:
    void until(const std::function<bool()> &done)
    {
        while (!done())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    void open()
    {
        const qint64 before = residentBytes();
        QElapsedTimer clock;
        clock.start();
        (void)m_log->setWorld("sandbox");
        until([this] { return m_model.rowCount() > 0; });
        report(u"log_view_first_rows"_s, clock.elapsed(), u"ms"_s);
        until([this] { return m_model.filled() && !m_view.scanning(); });
        report(u"log_view_all_rows"_s, clock.elapsed(), u"ms"_s);
        report(u"log_view_resident_per_row, whole newest rows and table included"_s,
            (residentBytes() - before) / m_model.rowCount(), u"bytes"_s);
        report(u"log_view_longest_event_while_opening"_s, m_app.longest(), u"us"_s);
        m_table.show();
        m_table.scrollToBottom();
    }

    void grow()
    {
        QList<LogRow> rows;
        for (int i = 0; i < 1000; ++i)
            rows.append(rowOf(exchangeOf(many + i), "quality"));
        qint64 longest = 0;
        const qint64 before = residentBytes();
        constexpr int frames = 200;
        for (int frame = 0; frame < frames; ++frame) {
            for (LogRow &row : rows) {
                row.exchange = QUuid::createUuid();
                row.rowNumber = 0; // behind the last one
                row.events = {EventId{"grown_" + QByteArray::number(++m_grown)}};
            }
            const qint64 start = threadMicroseconds();
            m_model.append(rows);
            m_model.flush();
            m_table.scrollToBottom();
            m_table.viewport()->repaint();
            longest = std::max(longest, threadMicroseconds() - start);
            QCoreApplication::processEvents();
        }
        report(u"log_view_frame_of_1000_new_rows, longest of 200"_s, longest, u"us"_s);
        report(u"log_view_growth_per_row"_s, (residentBytes() - before) / (1000 * frames), u"bytes"_s);
    }

    void jump()
    {
        qint64 longest = 0;
        QRandomGenerator random(7);
        for (int i = 0; i < 100; ++i) {
            const qint64 start = threadMicroseconds();
            m_table.verticalScrollBar()->setValue(random.bounded(many));
            m_table.viewport()->repaint();
            longest = std::max(longest, threadMicroseconds() - start);
            QCoreApplication::processEvents();
        }
        report(u"log_view_jump_and_repaint, longest of 100"_s, longest, u"us"_s);
    }

    void filter(const QString &query, const QString &name)
    {
        m_app.restart();
        QElapsedTimer clock;
        clock.start();
        const qint64 start = threadMicroseconds();
        m_view.setQuery(query);
        const qint64 first = threadMicroseconds() - start;
        until([this] { return m_view.rowCount() > 0 || !m_view.scanning(); });
        report(name + u", first rows"_s, clock.elapsed(), u"ms"_s);
        until([this] { return !m_view.scanning(); });
        report(name + u", all of %1"_s.arg(m_view.rowCount()), clock.elapsed(), u"ms"_s);
        report(name + u", work of the window's thread"_s, (first + m_app.sum()) / 1000, u"ms"_s);
        report(name + u", longest slice"_s, std::max(first, m_app.longest()), u"us"_s);
    }

    void sort(int column, const QString &name)
    {
        m_app.restart();
        QElapsedTimer clock;
        clock.start();
        const qint64 start = threadMicroseconds();
        m_view.sortBy(column, Qt::AscendingOrder);
        const qint64 first = threadMicroseconds() - start;
        until([this] { return !m_view.scanning(); });
        report(name, clock.elapsed(), u"ms"_s);
        report(name + u", longest event"_s, std::max(first, m_app.longest()), u"us"_s);
    }

    void stream() // 2,000 a second through the store, a filter on
    {
        m_view.setQuery(u"quality:hd"_s);
        until([this] { return !m_view.scanning(); });
        m_table.scrollToBottom();
        m_app.restart();
        QElapsedTimer clock;
        clock.start();
        int sent = 0;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            QList<Exchange> batch;
            for (; sent < clock.elapsed() * 2; ++sent)
                batch.append(exchangeOf(2 * many + sent));
            m_log->append(batch);
            m_table.scrollToBottom();
        });
        timer.start(10ms);
        until([&] { return clock.elapsed() > 4000; });
        report(u"log_view_2000_events_a_second_filtered, longest event"_s, m_app.longest(), u"us"_s);
        report(u"log_view_2000_events_a_second_filtered, window's thread busy"_s,
            m_app.sum() / 10 / clock.elapsed(), u"percent"_s);
    }

    TimedApplication &m_app;
    std::unique_ptr<EventLog> m_log;
    LogModel m_model;
    LogView m_view;
    QTableView m_table;
    int m_grown = 0;
};

} // namespace

// The file is written by a process of its own, so that its memory is not counted.
void benchLogView(int &argc, char **argv)
{
    TimedApplication app(argc, argv);
    if (argc > 2)
        return fill(QString::fromLocal8Bit(argv[2]));
    QTemporaryDir folder;
    QProcess filler;
    filler.start(QCoreApplication::applicationFilePath(), {u"logview"_s, folder.path()});
    if (!filler.waitForFinished(600'000))
        return;
    LogBench(app, folder.path()).run();
}
