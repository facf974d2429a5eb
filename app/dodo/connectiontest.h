// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/transport.h"

#include <QTimer>

#include <array>
#include <memory>
#include <optional>

class QHostInfo;

// Walks the way to a billing service and says at which step it ends. Each step tells one fact, or what failed
// and the way out. Nothing is written at the service: the last three steps are one read of a list.
class ConnectionTest : public QObject {
    Q_OBJECT
public:
    enum class Step { Name, Route, Tls, Key, Right, Shape };
    static constexpr int stepCount = 6;
    static constexpr milliseconds longest = 45s; // of the whole test
    static constexpr milliseconds longestStep = 15s; // of each but the read

    enum class State { Waiting, Running, Passed, Failed, Skipped };
    struct Row {
        State state = State::Waiting;
        QString fact = {}; // "104.18.1.2 and 1 more", or the failure's sentence
        milliseconds took{0};

        friend bool operator==(const Row &, const Row &) = default;
    };

    // The transport must outlive it: the read goes through it.
    explicit ConnectionTest(Transport &transport, QObject *parent = nullptr);
    ~ConnectionTest() override;

    // Ends one that is under way. `options` are those the transport uses.
    void start(const Destination &destination, const NetworkOptions &options, milliseconds within = longest);
    void cancel(); // what has not run stays Waiting
    void forget(); // also what an earlier one found: it was about another way

    bool running() const { return m_running; }
    const Row &row(Step step) const { return m_rows[size_t(step)]; }
    std::optional<Step> failedAt() const;

Q_SIGNALS:
    void changed();
    void finished(); // not after cancel()

private:
    struct Way; // the look-up, socket and call of one run

    Row &at(Step step) { return m_rows[size_t(step)]; }
    void begin(Step step, milliseconds within);
    void settle(State state, const QString &fact); // the running step
    void passTo(Step next, const QString &fact);
    void skip(Step step, const QString &fact);
    void fail(const QString &sentence);
    void end();

    void findName();
    void named(const QHostInfo &found);
    void connectRoute();
    void lostRoute();
    void afterRoute();
    void secured();
    void readList();
    void judge(const Result<ApiAnswer> &answer);
    void judgeRefusal(const Error &error);
    void judgeList(const ApiAnswer &answer);
    void expire();

    Transport &m_transport;
    Destination m_destination;
    NetworkOptions m_options;
    std::array<Row, stepCount> m_rows;
    std::unique_ptr<Way> m_way;
    Step m_step = Step::Name;
    QElapsedTimer m_since; // the step's start
    QTimer m_deadline; // the step's
    QTimer m_whole;
    bool m_running = false;
};
