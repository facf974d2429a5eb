// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/exchange.h"

#include <functional>
#include <span>

struct World;

enum class Method { Get, Post, Put, Patch, Delete, Options };

using Query = QList<std::pair<QByteArray, QByteArray>>; // decoded, in the order sent

// The exchange record of a request while it is being answered. Routes may add event ids; the rest is the
// server's and the store's.
struct ExchangeDraft {
    QUuid id;
    TimePoint at; // the sandbox's time at arrival
    std::chrono::steady_clock::time_point started;
    QByteArray method;
    QByteArray target;
    QByteArray head; // as recorded.h writes it, secrets masked
    QByteArray body; // what is kept of it
    QList<QByteArray> events;
    bool stored = false; // went into the transaction of its effects
};

// One request as a handler sees it. HEAD arrives as Get.
struct Request {
    Method method = Method::Get;
    QByteArray target; // raw: path and query as sent
    QList<QByteArray> segments; // split at '/', then percent-decoded: {"meters", "mtr_1"}
    Query query; // keys with an empty value are left out: `meter_id=` means not given (dodo-api.md 1.3)
    Headers headers; // names in lower case
    QByteArrayView body; // lives until the handler returns
    std::function<bool()> gone; // whether the client has left: the rest is then painted for nobody
    ExchangeDraft *exchange = nullptr; // null for calls that are not recorded

    const QByteArray &segment(qsizetype at) const { return segments.at(at); }
};

// Takes pieces of a streamed answer; false when the client has gone or the server stops.
using StreamSink = std::function<bool(QByteArrayView piece)>;

struct Answer {
    int status = 200;
    QByteArray body;
    QByteArray type = "application/json"; // empty: no Content-Type
    Headers extra;
    std::function<void(const StreamSink &)>
        stream; // when set, runs instead of `body`; return ends the answer

    qint64 rows = -1; // of a list

    // Faults only: half of it and then the end of the connection, or not one byte.
    enum class Ending { Whole, Cut, Dropped };
    Ending ending = Ending::Whole;
};

enum class Access {
    Token, // bearer key, no foreign origin, JSON bodies
    Page, // the pay page: no key; GET by navigation from anywhere, POST a form with own Origin or none
    File, // image files: no key, GET from anywhere
    Open, // image programs that know no key: none needed unless this sandbox takes one key only; then that
          // one, as bearer key or as the password of Basic. Foreign origins are refused all the same
};

// Polls for progress would fill the event log with lines that say nothing.
enum class Recording { On, Off };

// `pattern` is split at '/'; a segment ":" takes any one segment, also one that holds an encoded slash.
struct Route {
    Method method;
    const char *pattern; // "/meters/:/unarchive"
    Access access;
    Answer (*handler)(const Request &, World &);
    Recording recording = Recording::On;
};

// The one table: every topic's list behind the other.
std::span<const Route> routes();

// Topics; each is defined beside its handlers.
std::span<const Route> meterRoutes();
std::span<const Route> productRoutes();
std::span<const Route> customerRoutes();
std::span<const Route> checkoutRoutes();
std::span<const Route> payPageRoutes();
std::span<const Route> subscriptionRoutes();
std::span<const Route> creditRoutes();
std::span<const Route> eventRoutes();
std::span<const Route> imageRoutes();
std::span<const Route> webUiRoutes();
std::span<const Route> sdServerRoutes();
std::span<const Route> verdictRoutes();
std::span<const Route> sandboxRoutes();
std::span<const Route> deliveryRoutes();
std::span<const Route> webhookRoutes();
std::span<const Route> faultRoutes();
std::span<const Route> addonRoutes();
std::span<const Route> walletRoutes();
std::span<const Route> portalRoutes();
std::span<const Route> invoiceRoutes();
std::span<const Route> buyLinkRoutes();
