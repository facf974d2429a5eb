// SPDX-License-Identifier: MIT
// deliverychild FOLDER URL KEY CUSTOMER TIME PREFIX COUNT: a program of its own that stores events in an
// outbox and sends them, for tests that kill it. Prints "ready", then the id of each event once it is stored.
// With a COUNT above 0 it ends when so many have been sent, and prints what memory it takes meanwhile
// instead.
#include "dodo/client.h"
#include "outbox/outbox.h"
#include "session/courier.h"

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>

#include <csignal>
#include <cstdio>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostWaiting = 20'000; // while many are sent
constexpr int together = 1000;

long residentKilobytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toLong() * (sysconf(_SC_PAGESIZE) / 1024);
}

class Child : public QObject {
public:
    Child(const QStringList &arguments)
        : m_clock(*timeFromIso(arguments.at(5).toLatin1()))
        , m_customer{arguments.at(4).toLatin1()}
        , m_prefix(arguments.at(6).toLatin1())
        , m_count(arguments.at(7).toInt())
        , m_transport({.mode = Destination::Mode::Custom,
                          .baseUrl = QUrl(arguments.at(2)),
                          .key = arguments.at(3).toLatin1()},
              m_ids, m_clock, nullptr, {.deadline = 2s, .answerBytes = 65536, .backoff = {.retries = 0}})
        , m_client(m_transport)
    {
        OutboxLimits limits;
        limits.eventsPerBatch = m_count > 0 ? 250 : 7;
        auto opened = Outbox::open(
            arguments.at(1), m_clock, [](int) { return 5ms; }, limits);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_outbox = *std::move(opened);
        m_outbox->setDestination(worldOf(m_transport.destination()));
        connectCourier(*m_outbox, m_client);
        connect(m_outbox.get(), &Outbox::sent, this, [this](const QList<EventId> &ids) {
            m_sent += int(ids.size());
            sample();
            more();
        });
        std::puts("ready");
        std::fflush(stdout);
        more();
    }

private:
    void more()
    {
        const bool enough = m_count > 0 && (m_made >= m_count || m_made - m_sent >= mostWaiting);
        if (m_storing || enough)
            return;
        QList<Event> events(
            m_count > 0 ? qMin(together, m_count - m_made) : 1 + QRandomGenerator::global()->bounded(10));
        for (Event &event : events) {
            event = {.id = {m_prefix + QByteArray::number(++m_made)},
                .customer = m_customer,
                .name = "image.generated",
                .at = m_clock.now(),
                .metadata = {}};
        }
        m_storing = true;
        whenDone(m_outbox->enqueueAll(events), this, [this](const Result<QList<EventId>> &stored) {
            m_storing = false;
            if (stored && m_count == 0) {
                for (const EventId &id : *stored)
                    std::puts(id.text.constData());
                std::fflush(stdout);
            }
            more();
        });
    }

    void sample()
    {
        if (m_count == 0 || m_sent < m_sampled + m_count / 20)
            return;
        m_sampled = m_sent;
        std::printf("%d %ld\n", m_sent, residentKilobytes());
        std::fflush(stdout);
        if (m_sent >= m_count)
            QCoreApplication::quit();
    }

    FrozenClock m_clock;
    RandomIds m_ids;
    const CustomerId m_customer;
    const QByteArray m_prefix;
    const int m_count;
    Transport m_transport;
    Client m_client;
    std::unique_ptr<Outbox> m_outbox;
    int m_made = 0;
    int m_sent = 0;
    int m_sampled = 0;
    bool m_storing = false;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that ends early leaves nothing behind
    if (app.arguments().size() != 8)
        return 2;
    const Child child(app.arguments());
    return app.exec();
}
