// SPDX-License-Identifier: MIT
#include "sandbox/webhookpost.h"

#include <QUrl>

#include <condition_variable>
#include <httplib.h>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds connecting = 1s; // to this computer: at once or not at all
constexpr milliseconds glance = 50ms;
constexpr qsizetype answerRead = 1024 * 1024; // bytes; what comes after is not waited for

bool isLoopbackNumber(const QString &host)
{
    const auto parts = host.split(u'.');
    if (parts.size() != 4 || parts.first() != "127"_L1)
        return false;
    return std::ranges::all_of(parts, [](const QString &part) {
        bool ok = false;
        return part.toUInt(&ok) <= 255 && ok && part.size() <= 3;
    });
}

QList<QByteArray> addressesOf(const QString &host)
{
    if (host == "localhost"_L1) // never asked of a name server; many programs listen on one of the two only
        return {"127.0.0.1", "::1"};
    if (host == "::1"_L1)
        return {"::1"};
    if (isLoopbackNumber(host))
        return {host.toLatin1()};
    return {};
}

struct Progress {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
};

struct Heard {
    int status = 0;
    qsizetype size = 0;
    QByteArray body;
    httplib::Error error = httplib::Error::Success;
};

httplib::Request requestTo(const LoopbackTarget &target, const Headers &headers, const QByteArray &body)
{
    httplib::Request out;
    out.method = "POST";
    out.path = target.path.toStdString();
    out.headers.emplace("Host", target.host.toStdString());
    out.headers.emplace("User-Agent", "PixelMeter-Sandbox");
    out.headers.emplace("Content-Type", "application/json");
    for (const auto &[name, value] : headers)
        out.headers.emplace(name.toStdString(), value.toStdString());
    out.body = body.toStdString();
    return out;
}

void exchange(httplib::Client &client, httplib::Request request, Heard &heard)
{
    request.response_handler = [&](const httplib::Response &answer) {
        heard.status = answer.status;
        return true;
    };
    request.content_receiver = [&](const char *piece, size_t size, uint64_t, uint64_t) {
        heard.size += qsizetype(size);
        heard.body.append(piece, qMin(qsizetype(size), webhookAnswerKept - heard.body.size()));
        return heard.size <= answerRead;
    };
    const auto answer = client.send(request);
    if (answer) // the handlers above are not called for an answer without a body
        heard.status = answer->status;
    heard.error = answer.error();
}

QString problemOf(const Heard &heard, bool late, bool stopped)
{
    const bool enough = heard.status != 0 && heard.size > answerRead;
    if (heard.error == httplib::Error::Success || enough)
        return {};
    if (stopped)
        return u"The sandbox stopped before an answer came."_s;
    if (late)
        return u"No answer came within the time-out."_s;
    if (heard.error == httplib::Error::Connection || heard.error == httplib::Error::ConnectionTimeout)
        return u"Nobody answers at this address."_s;
    return heard.status == 0 ? u"The connection ended before an answer came."_s : u"The answer broke off."_s;
}

// The request runs on a thread of its own, so that this one can end it: the library's time-outs are for one
// read each.
Heard watched(httplib::Client &client, const httplib::Request &request, const std::function<bool()> &givenUp,
    std::chrono::steady_clock::time_point latest, QString &problem)
{
    Heard heard;
    Progress progress;
    std::thread sender([&] {
        exchange(client, request, heard);
        const std::lock_guard lock(progress.mutex);
        progress.done = true;
        progress.changed.notify_all();
    });
    bool late = false;
    bool stopped = false;
    {
        std::unique_lock lock(progress.mutex);
        while (!progress.changed.wait_for(lock, glance, [&] { return progress.done; })) {
            late = late || std::chrono::steady_clock::now() >= latest;
            stopped = stopped || (!late && givenUp());
            if (late || stopped)
                client.stop(); // has no effect while it connects, so it is said again
        }
    }
    sender.join();
    problem = problemOf(heard, late, stopped);
    return heard;
}

} // namespace

Result<LoopbackTarget> loopbackTarget(const QString &url)
{
    const auto refused = [](const QString &sentence) {
        return Error{
            .message = sentence, .code = u"INVALID_REQUEST_BODY"_s, .field = u"url"_s, .status = 422};
    };
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid() || parsed.scheme() != "http"_L1 || !parsed.userInfo().isEmpty())
        return refused(u"The url must be an http address, like http://127.0.0.1:3000/webhooks."_s);
    LoopbackTarget out{.addresses = addressesOf(parsed.host()),
        .port = quint16(parsed.port(80)),
        .host = parsed.authority(QUrl::FullyEncoded).toLatin1(),
        .path = parsed.path(QUrl::FullyEncoded).toLatin1()};
    if (out.addresses.isEmpty() || out.port == 0)
        return refused(
            u"The sandbox sends only to this computer: 127.0.0.1, localhost or [::1], not “%1”."_s.arg(
                parsed.host()));
    if (out.path.isEmpty())
        out.path = "/";
    if (parsed.hasQuery())
        out.path += '?' + parsed.query(QUrl::FullyEncoded).toLatin1();
    return out;
}

WebhookReply postWebhook(const LoopbackTarget &target, const Headers &headers, const QByteArray &body,
    const std::function<bool()> &givenUp, milliseconds most)
{
    const auto started = std::chrono::steady_clock::now();
    const httplib::Request request = requestTo(target, headers, body);
    WebhookReply out;
    for (const QByteArray &address : target.addresses) {
        httplib::Client client(address.toStdString(), target.port);
        client.set_connection_timeout(connecting);
        client.set_read_timeout(most);
        client.set_write_timeout(most);
        client.set_keep_alive(false);
        client.set_tcp_nodelay(true);
        const Heard heard = watched(client, request, givenUp, started + most, out.problem);
        out.status = heard.status;
        out.body = heard.body;
        const bool unreachable = heard.error == httplib::Error::Connection;
        if (!unreachable)
            break;
    }
    out.took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - started);
    return out;
}
