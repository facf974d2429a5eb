// SPDX-License-Identifier: MIT
#include "dodo/transport.h"

#include "dodo/flight.h"
#include "dodo/readqueue.h"
#include "support/oneshotbody.h"

#include <QNetworkProxyFactory>
#include <QNetworkReply>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr char userAgent[] = "PixelMeter/" PIXELMETER_VERSION;

// An empty segment would reach the list route, "." and ".." another one (dodo-api.md 1.3).
Result<void> checkSegments(const ApiRequest &request)
{
    const bool wrong = std::ranges::any_of(request.segments,
        [](const QByteArray &segment) { return segment.isEmpty() || segment == "." || segment == ".."; });
    if (wrong)
        return Error{
            .kind = Error::Kind::Invalid, .message = u"The id is empty or no id at all."_s, .field = u"id"_s};
    return {};
}

QUrl urlOf(const QUrl &base, const ApiRequest &request)
{
    QByteArray text = base.toEncoded();
    while (text.endsWith('/'))
        text.chop(1);
    return QUrl::fromEncoded(text + targetOf(request), QUrl::StrictMode);
}

// The one place where a key leaves its Destination.
void authorize(QNetworkRequest &request, const Destination &destination)
{
    request.setRawHeader("Authorization", "Bearer " + destination.key);
}

} // namespace

Transport::Transport(Destination destination, IdSource &ids, const Clock &clock, ExchangeSink *sink,
    TransportLimits limits, QObject *parent)
    : QObject(parent)
    , m_destination(std::move(destination))
    , m_ids(ids)
    , m_clock(clock)
    , m_sink(sink)
    , m_limits(std::move(limits))
{
    m_started.start();
    setNetworkOptions({});
}

Transport::~Transport()
{
    qDeleteAll(findChildren<Flight *>(Qt::FindDirectChildrenOnly)); // before the network they use
}

void Transport::setDestination(Destination destination)
{
    m_destination = std::move(destination);
    tellRate();
}

void Transport::setNetworkOptions(const NetworkOptions &options)
{
    m_deadline = options.longestWait.value_or(m_limits.deadline);
    // Null is the system's: asking for it loads the TLS library, which the start can do without.
    m_tls = options.caFile.isEmpty() ? QSslConfiguration() : tlsOf(options);
    m_network.setProxyFactory(proxiesOf(options));
    m_network.clearConnectionCache(); // what is open was opened another way
}

Call<ApiAnswer> Transport::send(const ApiRequest &request)
{
    return sendTo(m_destination, request);
}

Call<ApiAnswer> Transport::sendTo(const Destination &destination, const ApiRequest &request)
{
    const CallSource<ApiAnswer> source;
    fly(destination, request, source, {});
    return source.call();
}

Call<SingleTry> Transport::sendOnce(const ApiRequest &request)
{
    return sendOnceTo(m_destination, request);
}

Call<SingleTry> Transport::sendOnceTo(const Destination &destination, const ApiRequest &request)
{
    const CallSource<SingleTry> source;
    const CallSource<ApiAnswer> inner;
    const auto lastHead = std::make_shared<std::optional<Headers>>();
    source.onCancel([call = inner.call()] { call.cancel(); });
    inner.call().future().then([source, lastHead, &clock = m_clock](const Result<ApiAnswer> &answer) {
        if (!answer && (!*lastHead || answer.error().kind == Error::Kind::Cancelled))
            return source.finish(answer.error());
        // However long: who asked for one try decides how far it is obeyed.
        const Backoff patient{.longestHint = milliseconds::max()};
        SingleTry single{.answer = answer, .wait = hintedWait(**lastHead, clock.now(), patient)};
        const QByteArray told = headerValue(**lastHead, "x-should-retry");
        if (told == "true" || told == "false")
            single.again = told == "true";
        source.finish(single);
    });
    fly(destination, request, inner, lastHead);
    return source.call();
}

void Transport::fly(const Destination &destination, const ApiRequest &request,
    const CallSource<ApiAnswer> &source, const LastHead &lastHead)
{
    const Result<void> allowed = check(destination);
    const Result<void> addressed = checkSegments(request);
    if (!allowed || !addressed)
        source.finish(allowed ? addressed.error() : allowed.error());
    else
        (new Flight(*this, destination, request, source, lastHead))->start();
}

ReadQueue &Transport::readsOf(const Destination &destination)
{
    std::unique_ptr<ReadQueue> &reads = m_reads[worldOf(destination)];
    if (!reads) {
        reads = std::make_unique<ReadQueue>(
            m_limits.reads, [this] { return milliseconds{m_started.elapsed()}; });
        connect(reads.get(), &ReadQueue::changed, this, &Transport::tellRate);
    }
    return *reads;
}

RateStanding Transport::rate() const
{
    const auto reads = m_reads.find(worldOf(m_destination));
    if (reads == m_reads.end())
        return {};
    const ReadBudget &budget = reads->second->budget();
    return {.limit = budget.limit(),
        .remaining = budget.remaining(),
        .resetAt = budget.resetAt(),
        .waitingReads = reads->second->waiting()};
}

void Transport::tellRate()
{
    const RateStanding now = rate();
    if (now == m_toldRate)
        return;
    m_toldRate = now;
    Q_EMIT rateChanged(now);
}

QNetworkReply *Transport::open(const ApiRequest &request, const QByteArray &accept)
{
    return check(m_destination) ? start(request, networkRequest(request, m_destination, accept)) : nullptr;
}

QNetworkRequest Transport::networkRequest(
    const ApiRequest &request, const Destination &destination, const QByteArray &accept) const
{
    QNetworkRequest out{urlOf(destination.baseUrl, request)};
    if (!m_tls.isNull())
        out.setSslConfiguration(m_tls);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute,
             QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::AuthenticationReuseAttribute})
        out.setAttribute(attribute, QNetworkRequest::Manual);
    out.setRawHeader("User-Agent", userAgent);
    out.setRawHeader("Accept", accept);
    // Qt fills in a form's content type where a POST has none.
    if (request.body || request.method == "POST")
        out.setRawHeader("Content-Type", "application/json");
    if (destination.mode == Destination::Mode::Sandbox)
        out.setRawHeader(exchangeHeader.toByteArray(), m_ids.next(Prefix::Exchange));
    authorize(out, destination);
    return out;
}

QNetworkReply *Transport::start(const ApiRequest &request, QNetworkRequest network)
{
    if (request.method == "GET")
        return m_network.get(network);
    const QByteArray body = request.body.value_or(QByteArray());
    if (request.repeat == ApiRequest::Repeat::Safe)
        return m_network.sendCustomRequest(network, request.method, body);
    network.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *once = new OneShotBody(body, &m_network);
    QNetworkReply *reply = m_network.sendCustomRequest(network, request.method, once);
    once->setParent(reply);
    return reply;
}
