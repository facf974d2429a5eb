// SPDX-License-Identifier: MIT
#include "dodo/connectiontest.h"

#include "dodo/decode.h"
#include "dodo/failure.h"

#include <QHostInfo>
#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslSocket>

using namespace Qt::StringLiterals;

struct ConnectionTest::Way {
    ~Way()
    {
        if (lookup >= 0)
            QHostInfo::abortHostLookup(lookup);
        if (socket) {
            socket->disconnect();
            socket->abort();
            socket->deleteLater(); // this may be one of its signals
        }
        if (call)
            call->cancel();
    }

    int lookup = -1;
    QPointer<QSslSocket> socket;
    QList<QSslError> tlsErrors;
    QNetworkProxy proxy;
    std::optional<Call<SingleTry>> call;
};

namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    default:
        return u"TLS"_s;
    }
}

QString issuerOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.issuerInfo(QSslCertificate::Organization)
        + certificate.issuerInfo(QSslCertificate::CommonName);
    return names.value(0);
}

QString addressesText(const QList<QHostAddress> &addresses)
{
    const QString first = addresses.first().toString();
    return addresses.size() == 1 ? first : u"%1 and %2 more"_s.arg(first).arg(addresses.size() - 1);
}

QString rateText(const Headers &head)
{
    const QByteArray limit = headerValue(head, "x-ratelimit-limit");
    const QByteArray remaining = headerValue(head, "x-ratelimit-remaining");
    if (limit.isEmpty() || remaining.isEmpty())
        return u"No rate limit is told."_s;
    return u"%1 of %2 calls are left."_s.arg(
        QString::fromLatin1(remaining.left(12)), QString::fromLatin1(limit.left(12)));
}

Result<qsizetype> metersIn(const ApiAnswer &answer)
{
    return readAs<qsizetype>(answer, [](const QJsonObject &json) -> Result<qsizetype> {
        JsonReader in(json);
        const QList<Meter> meters = in.list<Meter>("items"_L1,
            [](const QJsonObject &item, const QString &) -> Result<Meter> { return meterFromJson(item); });
        return in.finish(meters.size());
    });
}

} // namespace

ConnectionTest::ConnectionTest(Transport &transport, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
{
    for (QTimer *timer : {&m_deadline, &m_whole}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &ConnectionTest::expire);
    }
}

ConnectionTest::~ConnectionTest() = default;

std::optional<ConnectionTest::Step> ConnectionTest::failedAt() const
{
    for (int i = 0; i < stepCount; ++i) {
        if (m_rows[size_t(i)].state == State::Failed)
            return Step(i);
    }
    return std::nullopt;
}

void ConnectionTest::start(const Destination &destination, const NetworkOptions &options, milliseconds within)
{
    cancel();
    m_destination = destination;
    m_options = options;
    m_rows = {};
    m_way = std::make_unique<Way>();
    m_running = true;
    m_whole.start(within);
    begin(Step::Name, longestStep);
    findName();
}

void ConnectionTest::cancel()
{
    if (!m_running)
        return;
    at(m_step) = {};
    m_running = false;
    m_deadline.stop();
    m_whole.stop();
    m_way.reset();
    Q_EMIT changed();
}

void ConnectionTest::forget()
{
    cancel();
    m_rows = {};
    Q_EMIT changed();
}

void ConnectionTest::begin(Step step, milliseconds within)
{
    m_step = step;
    at(step) = {.state = State::Running};
    m_since.start();
    m_deadline.start(within);
    Q_EMIT changed();
}

void ConnectionTest::settle(State state, const QString &fact)
{
    at(m_step) = {.state = state, .fact = fact, .took = milliseconds{m_since.elapsed()}};
    m_deadline.stop();
}

void ConnectionTest::passTo(Step next, const QString &fact)
{
    settle(State::Passed, fact);
    begin(next, longestStep);
}

void ConnectionTest::skip(Step step, const QString &fact)
{
    at(step) = {.state = State::Skipped, .fact = fact};
}

void ConnectionTest::fail(const QString &sentence)
{
    settle(State::Failed, sentence);
    end();
}

void ConnectionTest::end()
{
    m_running = false;
    m_deadline.stop();
    m_whole.stop();
    m_way.reset();
    Q_EMIT changed();
    Q_EMIT finished();
}

void ConnectionTest::expire()
{
    const auto waited = milliseconds{m_since.elapsed()};
    const QString host = failure::placeOf(m_destination.baseUrl);
    if (m_step == Step::Name)
        return fail(u"The name was not found in time. Check the network."_s);
    if (m_step == Step::Route)
        return fail(u"No way leads to %1 in time. Check the network."_s.arg(host));
    fail(failure::timeout(m_destination.baseUrl, waited).message);
}

void ConnectionTest::findName()
{
    if (const auto allowed = check(m_destination); !allowed)
        return fail(allowed.error().message);
    const std::unique_ptr<QNetworkProxyFactory> proxies(proxiesOf(m_options));
    m_way->proxy
        = proxies->queryProxy(QNetworkProxyQuery(m_destination.baseUrl)).value(0, QNetworkProxy::NoProxy);
    if (m_way->proxy.hostName().isEmpty())
        m_way->proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    const bool proxied = m_way->proxy.type() != QNetworkProxy::NoProxy;
    const QString host = proxied ? m_way->proxy.hostName() : m_destination.baseUrl.host();
    if (!proxied && !QHostAddress(host).isNull()) {
        passTo(Step::Route, u"%1 is an address already."_s.arg(host));
        return connectRoute();
    }
    m_way->lookup = QHostInfo::lookupHost(host, this, [this](const QHostInfo &found) { named(found); });
}

void ConnectionTest::named(const QHostInfo &found)
{
    if (!m_running || m_step != Step::Name || found.lookupId() != m_way->lookup)
        return;
    m_way->lookup = -1;
    const bool proxied = m_way->proxy.type() != QNetworkProxy::NoProxy;
    if (found.addresses().isEmpty())
        return fail(proxied
                ? u"There is no proxy “%1”. Check its host below."_s.arg(m_way->proxy.hostName())
                : u"There is no host %1, or no network. Check both."_s.arg(m_destination.baseUrl.host()));
    const QString addresses = addressesText(found.addresses());
    passTo(Step::Route,
        proxied ? u"The proxy is %1. It looks up %2 itself."_s.arg(addresses, m_destination.baseUrl.host())
                : addresses);
    connectRoute();
}

void ConnectionTest::connectRoute()
{
    const QUrl &url = m_destination.baseUrl;
    m_way->socket = new QSslSocket(this);
    QSslSocket &socket = *m_way->socket;
    socket.setProxy(m_way->proxy);
    socket.setSslConfiguration(tlsOf(m_options));
    connect(&socket, &QSslSocket::errorOccurred, this, &ConnectionTest::lostRoute);
    connect(&socket, &QSslSocket::connected, this, &ConnectionTest::afterRoute);
    connect(&socket, &QSslSocket::encrypted, this, &ConnectionTest::secured);
    connect(&socket, &QSslSocket::sslErrors, this,
        [this](const QList<QSslError> &errors) { m_way->tlsErrors = errors; }); // told, never ignored
    socket.connectToHost(url.host(), quint16(url.port(url.scheme() == "http"_L1 ? 80 : 443)));
}

void ConnectionTest::lostRoute()
{
    const QSslSocket &socket = *m_way->socket;
    if (m_step == Step::Tls)
        return fail(failure::tls(m_way->tlsErrors, m_destination.baseUrl, socket.errorString()).message);
    if (m_step == Step::Route)
        fail(failure::route(socket.error(), m_destination.baseUrl, socket.errorString()));
}

void ConnectionTest::afterRoute()
{
    const bool proxied = m_way->proxy.type() != QNetworkProxy::NoProxy;
    const QString fact = proxied
        ? u"Connected through the proxy on port %1."_s.arg(m_destination.baseUrl.port(443))
        : u"Connected to %1."_s.arg(failure::placeOf(m_destination.baseUrl));
    passTo(Step::Tls, fact);
    if (m_destination.baseUrl.scheme() == "https"_L1) {
        m_way->socket->setPeerVerifyName(m_destination.baseUrl.host());
        return m_way->socket->startClientEncryption();
    }
    settle(State::Skipped, u"This address is on this computer and needs none."_s);
    begin(Step::Key, longest);
    readList();
}

void ConnectionTest::secured()
{
    const QSslCertificate shown = m_way->socket->peerCertificate();
    settle(State::Passed,
        u"%1, certificate by “%2” until %3."_s.arg(protocolName(m_way->socket->sessionProtocol()),
            issuerOf(shown), failure::day(shown.expiryDate())));
    begin(Step::Key, longest);
    readList();
}

void ConnectionTest::readList()
{
    m_way->call = m_transport.sendOnceTo(m_destination, requests::meters(Listing::Current, 0));
    whenDone(*m_way->call, this, [this, run = m_way.get()](const Result<SingleTry> &tried) {
        if (m_running && m_way.get() == run)
            judge(tried ? tried->answer : Result<ApiAnswer>(tried.error()));
    });
}

void ConnectionTest::judge(const Result<ApiAnswer> &answer)
{
    if (!answer)
        return judgeRefusal(answer.error());
    passTo(Step::Right, u"The service knows the key."_s);
    passTo(Step::Shape, u"It may read. That it may write shows with the first create."_s);
    judgeList(*answer);
}

// What the answer says of the key and its rights; where it says nothing of them, only that something else
// answers.
void ConnectionTest::judgeRefusal(const Error &error)
{
    const bool unanswered = error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
    if (unanswered || error.status == 401)
        return fail(error.message);
    if (error.status == 403) {
        passTo(Step::Right, u"The service knows the key."_s);
        return fail(error.message);
    }
    const QString untold = u"The answer does not say."_s;
    settle(State::Skipped, untold);
    skip(Step::Right, untold);
    m_step = Step::Shape;
    fail(error.message);
}

void ConnectionTest::judgeList(const ApiAnswer &answer)
{
    const Result<qsizetype> meters = metersIn(answer);
    if (!meters)
        return fail(meters.error().message);
    const QString count = *meters == 1 ? u"1 meter"_s
        : *meters == listPageSize      ? u"%1 meters or more"_s.arg(*meters)
                                       : u"%1 meters"_s.arg(*meters);
    settle(State::Passed, u"%1. %2"_s.arg(count, rateText(answer.head)));
    end();
}
