// SPDX-License-Identifier: MIT
#include "dodo/flight.h"

#include "dodo/failure.h"
#include "support/strictjson.h"

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

Headers withoutKey(Headers head, const QByteArray &key)
{
    for (auto &[name, value] : head)
        value = ::withoutKey(value, key);
    return head;
}

} // namespace

Flight::Flight(Transport &transport, Destination destination, ApiRequest request,
    CallSource<ApiAnswer> source, Transport::LastHead lastHead)
    : QObject(&transport)
    , m_transport(transport)
    , m_destination(std::move(destination))
    , m_request(std::move(request))
    , m_source(std::move(source))
    , m_lastHead(std::move(lastHead))
    , m_reads(isReal() ? &transport.readsOf(m_destination) : nullptr)
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

// Sending is counted and goes at once.
void Flight::attempt()
{
    if (!m_reads)
        return launch();
    if (isRead()) {
        m_turn = Turn::Waiting;
        return m_reads->enter(this, [this] {
            m_turn = Turn::Had;
            launch();
        });
    }
    m_reads->sent();
    launch();
}

void Flight::launch()
{
    const QByteArray accept
        = m_request.expect == ApiRequest::Expect::Object ? QByteArray("application/json") : QByteArray("*/*");
    const QNetworkRequest network = m_transport.networkRequest(m_request, m_destination, accept);
    m_requestHead = masked(headOf(network));
    m_answer = {};
    m_tlsErrors.clear();
    m_startedAt = m_transport.m_clock.now();
    m_elapsed.start();
    m_tried = true;
    m_reply = m_transport.start(m_request, network);
    connect(m_reply, &QNetworkReply::readyRead, this, &Flight::read);
    connect(m_reply, &QNetworkReply::finished, this, &Flight::answered);
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError> &errors) { m_tlsErrors = errors; }); // told, never ignored
    m_deadline.start(m_transport.m_deadline);
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
    const QUrl &base = m_destination.baseUrl;
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.head = headOf(*m_reply);
    m_answer.body += m_reply->readAll();
    m_answer.host = failure::placeOf(base);
    if (m_answer.body.size() > m_transport.m_limits.answerBytes)
        return tooLarge();
    const bool complete = m_reply->error() == QNetworkReply::NoError;
    const bool trusted = m_reply->error() != QNetworkReply::SslHandshakeFailedError;
    const Error broken = failure::network(*m_reply, m_tlsErrors, base);
    drop();
    if (m_reads && m_answer.status > 0)
        m_reads->answered(m_answer.status, m_answer.head, m_transport.m_clock.now());
    if (m_answer.status >= 300)
        return failed(
            errorOf(m_answer.status, m_answer.head, m_answer.body, m_request, m_destination), false);
    if (!complete || m_answer.status < 200)
        return failed(broken, trusted && broken.kind == Error::Kind::Network);
    if (const auto wrong = failure::ofType(m_answer.head, m_answer.body, m_request.expect, base))
        return failed(*wrong, false);
    if (isCutUntold())
        return failed(failure::cutOff(base), true);
    if (isReal() && m_request.expect == ApiRequest::Expect::Object && m_answer.body.trimmed().isEmpty())
        return failed(failure::empty(base), false);
    record({});
    conclude(m_answer);
}

// Without a length an answer ends with the connection, and only its JSON says whether that was too early.
bool Flight::isCutUntold() const
{
    const bool told = !headerValue(m_answer.head, "content-length").isEmpty()
        || !headerValue(m_answer.head, "transfer-encoding").isEmpty();
    return !told && m_answer.status != 204 && m_request.expect == ApiRequest::Expect::Object
        && !readObject(m_answer.body);
}

void Flight::expire()
{
    drop();
    failed(failure::timeout(m_destination.baseUrl, m_transport.m_deadline), true);
}

void Flight::tooLarge()
{
    drop();
    m_answer.body.clear();
    const Error error = failure::tooLarge(m_destination.baseUrl, m_transport.m_limits.answerBytes);
    record(error);
    conclude(error);
}

void Flight::drop()
{
    m_deadline.stop();
    m_wait.stop();
    const Turn turn = std::exchange(m_turn, Turn::None);
    if (m_reads && turn == Turn::Waiting)
        m_reads->leave(this);
    if (m_reads && turn == Turn::Had)
        QMetaObject::invokeMethod(m_reads, &ReadQueue::done, Qt::QueuedConnection); // not amid this one's end
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends the connection; abort() in the middle of readyRead upsets Qt
    m_reply = nullptr;
}

void Flight::failed(const Error &error, bool lost)
{
    record(error);
    if (isReal() && (error.status == 401 || error.status == 403))
        Q_EMIT m_transport.keyRefused(m_destination, m_request, error);
    if (m_lastHead)
        return conclude(error);
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
    if (m_lastHead && m_tried)
        *m_lastHead = m_answer.head;
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
        .answerHead = withoutKey(masked(m_answer.head), m_destination.key),
        .answerBody = m_request.holdsSecret ? QByteArray() : ::withoutKey(m_answer.body, m_destination.key),
        .failure = failure,
        .events = m_request.events,
    });
}
