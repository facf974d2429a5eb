// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/outbox.h"
#include "outbox/patience.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <deque>

// A service the test answers by hand.
struct Service {
    struct Request {
        QList<QByteArray> json;
        CallSource<Delivered> answer;
    };
    std::deque<Request> open;
    QList<QStringList> seen; // ids of each request, in the order they left

    Deliver deliver()
    {
        return [this](const Shipment &shipment) {
            QStringList ids;
            for (const EventId &id : shipment.ids)
                ids.append(id.string());
            seen.append(ids);
            open.push_back({shipment.json, {}});
            return open.back().answer.call();
        };
    }
    void answer(Result<Delivered> result)
    {
        Request request = open.front();
        open.pop_front();
        request.answer.finish(std::move(result));
    }
    void accept() { answer(Delivered{.ingested = int(open.front().json.size())}); }
};

inline Error failure(Error::Kind kind, int status = 0)
{
    return {.kind = kind, .message = QStringLiteral("It failed."), .status = status};
}

template<typename T>
Result<T> waited(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = QStringLiteral("The call did not finish.")};
    return call.future().result();
}

// A workspace of its own for each test function, an outbox on it, and the service its events go to.
class OutboxBench {
protected:
    void begin()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_clock.set(TimePoint{std::chrono::hours{500'000}});
        m_triesAsked.clear();
        m_delay = 1ms;
        m_limits = {};
        m_service = {};
        open();
    }
    void end() { m_outbox.reset(); }
    void open()
    {
        auto opened = Outbox::open(
            m_dir->path(), m_clock,
            [this](int tries) {
                m_triesAsked.append(tries);
                return m_delay;
            },
            m_limits);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        m_outbox = std::move(*opened);
        m_outbox->setDestination("sandbox:1");
    }
    void reopen()
    {
        m_outbox.reset();
        open();
    }

    Event newEvent(const QByteArray &id) const
    {
        return {.id = {id},
            .customer = {"cus_1"},
            .name = "image.generated",
            .at = m_clock.now(),
            .metadata = {}};
    }
    ImageRow image(const QByteArray &id) const
    {
        return {.id = {id},
            .file = QString::fromLatin1(id + ".png"),
            .prompt = QStringLiteral("a sea"),
            .caption = QStringLiteral("A sea"),
            .unknown = {QStringLiteral("zeppelin"), QStringLiteral("quark")},
            .engine = QStringLiteral("demo"),
            .model = QStringLiteral("demo-painter"),
            .tier = "hd",
            .providerQuality = "high",
            .style = "vivid",
            .size = QSize(1024, 768),
            .seed = 18'000'000'000'000'000'000ull,
            .at = m_clock.now(),
            .bytes = 12345,
            .paintMs = 400,
            .customer = {"cus_1"},
            .event = true};
    }
    void enqueue(const QByteArray &id) { QVERIFY(waited(m_outbox->enqueue(newEvent(id), image(id)))); }
    OutboxEntry entry(const QByteArray &id)
    {
        const auto found = waited(m_outbox->entry({id}));
        return found ? found->value_or(OutboxEntry()) : OutboxEntry();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    FrozenClock m_clock{TimePoint{std::chrono::hours{500'000}}};
    QList<int> m_triesAsked;
    milliseconds m_delay{1};
    OutboxLimits m_limits;
    std::unique_ptr<Outbox> m_outbox;
    Service m_service;
};
