// SPDX-License-Identifier: MIT
#include "dodo/flight.h"

#include <QLoggingCategory>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcDodo, "app.dodo", QtWarningMsg)

namespace {

Headers headOf(const QNetworkReply &reply)
{
    Headers out;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        out.emplaceBack(name.toLower(), value);
    return out;
}

// Qt adds the host itself when it sends: the record is to say where the call went.
Headers headOf(const QNetworkRequest &request)
{
    QUrl url = request.url();
    url.setUserInfo({});
    Headers out{{"host", url.authority(QUrl::FullyEncoded).toLatin1()}};
    for (const QByteArray &name : request.rawHeaderList())
        out.emplaceBack(name.toLower(), request.rawHeader(name));
    return out;
}

Error cancelledError()
{
    return {.kind = Error::Kind::Cancelled, .message = u"Cancelled."_s};
}

Error networkError(const QNetworkReply &reply, const QString &host)
{
    using Reply = QNetworkReply;
    switch (reply.error()) {
    case Reply::ConnectionRefusedError:
        return {.kind = Error::Kind::Network, .message = u"Nothing answers at %1."_s.arg(host)};
    case Reply::HostNotFoundError:
        return {.kind = Error::Kind::Network, .message = u"There is no host %1, or no network."_s.arg(host)};
    case Reply::SslHandshakeFailedError:
        return {.kind = Error::Kind::Network,
            .message = u"The secure connection to %1 failed: %2."_s.arg(host, reply.errorString())};
    default:
        return {.kind = Error::Kind::Network,
            .message = u"The connection to %1 broke off: %2."_s.arg(host, reply.errorString())};
    }
}

} // namespace

Flight::Flight(
    Transport &transport, Destination destination, ApiRequest request, CallSource<ApiAnswer> source)
    : QObject(&transport)
    , m_transport(transport)
    , m_destination(std::move(destination))
    , m_request(std::move(request))
    , m_source(std::move(source))
{
    m_deadline.setSingleShot(true);
    m_wait.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Flight::expire);
    connect(&m_wait, &QTimer::timeout, this, &Flight::attempt);
}

Flight::~Flight()
{
    drop();
    m_source.finish(cancelledError());
}

void Flight::start()
{
    // cancel() may come from any thread and after this object: the progress lives as long as the call does.
    m_source.onCancel([progress = m_source.progress(), self = QPointer<Flight>(this)] {
        QMetaObject::invokeMethod(progress, [self] {
            if (self)
                self->conclude(cancelledError());
        });
    });
    if (!m_source.cancelled())
        attempt();
}

QString Flight::host() const
{
    return m_destination.baseUrl.host();
}

void Flight::attempt()
{
    const QByteArray accept
        = m_request.expect == ApiRequest::Expect::Object ? QByteArray("application/json") : QByteArray("*/*");
    const QNetworkRequest network = m_transport.networkRequest(m_request, m_destination, accept);
    m_requestHead = masked(headOf(network));
    m_answer = {};
    m_startedAt = m_transport.m_clock.now();
    m_elapsed.start();
    m_reply = m_transport.start(m_request, network);
    connect(m_reply, &QNetworkReply::readyRead, this, &Flight::read);
    connect(m_reply, &QNetworkReply::finished, this, &Flight::answered);
    m_deadline.start(m_transport.m_limits.deadline);
}

void Flight::read()
{
    m_answer.body += m_reply->readAll();
    if (m_answer.body.size() > m_transport.m_limits.answerBytes)
        tooLarge();
}

// Decides by HTTP status, then by error: a 4xx is an error to Qt, and a cut answer still has its status 200.
void Flight::answered()
{
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.head = headOf(*m_reply);
    m_answer.body += m_reply->readAll();
    if (m_answer.body.size() > m_transport.m_limits.answerBytes)
        return tooLarge();
    const bool complete = m_reply->error() == QNetworkReply::NoError;
    const bool trusted = m_reply->error() != QNetworkReply::SslHandshakeFailedError;
    const Error broken = networkError(*m_reply, host());
    drop();
    if (m_answer.status >= 300)
        return failed(errorOf(m_answer.status, m_answer.head, m_answer.body, host()), false);
    if (!complete || m_answer.status < 200)
        return failed(broken, trusted);
    record({});
    conclude(m_answer);
}

void Flight::expire()
{
    drop();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_transport.m_limits.deadline).count();
    failed({.kind = Error::Kind::Timeout,
               .message = u"%1 gave no whole answer within %2 s."_s.arg(host()).arg(seconds)},
        true);
}

void Flight::tooLarge()
{
    drop();
    m_answer.body.clear();
    const Error error{.kind = Error::Kind::Protocol,
        .message
        = u"The answer of %1 is larger than %2 bytes."_s.arg(host()).arg(m_transport.m_limits.answerBytes)};
    record(error);
    conclude(error);
}

void Flight::drop()
{
    m_deadline.stop();
    m_wait.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends the connection; abort() in the middle of readyRead upsets Qt
    m_reply = nullptr;
}

void Flight::failed(const Error &error, bool lost)
{
    record(error);
    const TransportLimits &limits = m_transport.m_limits;
    const auto wait = waitBeforeRetry(m_request, {m_answer.status, m_answer.head, lost}, m_retries,
        m_transport.m_clock.now(), limits.backoff, limits.jitter());
    if (!wait)
        return conclude(error);
    qCDebug(lcDodo) << "again in" << wait->count() << "ms after status" << m_answer.status;
    ++m_retries;
    m_wait.start(*wait);
}

void Flight::conclude(const Result<ApiAnswer> &result)
{
    drop();
    deleteLater();
    m_source.finish(result); // may run the caller's continuation at once: keep it last
}

// One record a try. The sandbox records its own side of it.
void Flight::record(const std::optional<Error> &failure)
{
    if (!m_transport.m_sink || m_destination.mode == Destination::Mode::Sandbox)
        return;
    m_transport.m_sink->record({
        .id = QUuid::fromString(QLatin1StringView(m_transport.m_ids.next(Prefix::Exchange))),
        .seq = 0,
        .at = m_startedAt,
        .took = std::chrono::duration_cast<microseconds>(std::chrono::nanoseconds{m_elapsed.nsecsElapsed()}),
        .sender = senderOf(m_requestHead),
        .retry = m_retries,
        .method = m_request.method,
        .target = targetOf(m_request),
        .requestHead = m_requestHead,
        .requestBody = m_request.body.value_or(QByteArray()),
        .status = m_answer.status,
        .answerHead = masked(m_answer.head),
        .answerBody = m_answer.body,
        .failure = failure,
        .events = m_request.events,
    });
}
