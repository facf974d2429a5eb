// SPDX-License-Identifier: MIT
#include "imaging/sdserverflight.h"

#include "imaging/imageerrors.h"
#include "imaging/imagehttp.h"
#include "support/strictjson.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

// What an answer says of the job.
struct SdServerFlight::Job {
    QString status; // queued, generating, completed, failed, cancelled
    int place = 0; // in the queue; 1 is next
    int percent = 0; // where the server tells
    QJsonObject error;
    std::optional<Result<ImageAnswers>> answers;
};

namespace {

constexpr int mostUnanswered = 4; // in a row; then the server is gone
constexpr int whole = 100;

// It becomes part of an address.
bool isJobId(const QString &text)
{
    static const QRegularExpression id(u"^[A-Za-z0-9_-]{1,100}$"_s);
    return id.match(text).hasMatch();
}

double partIn(const QJsonObject &json)
{
    const QJsonValue progress = json["progress"_L1];
    return progress.isObject()
        ? progress["step"_L1].toDouble() / std::max(progress["steps"_L1].toDouble(), 1.0)
        : progress.toDouble();
}

} // namespace

SdServerFlight::SdServerFlight(ImageClient &client, Order order)
    : ImageFlight(client, std::move(order))
{
    m_poll.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &SdServerFlight::ask);
    connect(&m_deadline, &QTimer::timeout, this, &SdServerFlight::expire);
}

QUrl SdServerFlight::jobUrl(const QString &action) const
{
    return endpoint(to(), u"sdcpp/v1/jobs/"_s + m_job + action);
}

void SdServerFlight::attempt()
{
    m_job.clear();
    m_deadline.start(patience());
    connect(post(request(generationUrl(to()))), &ImageCall::ended, this, &SdServerFlight::taken);
}

// 409: it is at work already, which this server does not interrupt.
void SdServerFlight::leave()
{
    if (!m_job.isEmpty())
        imagehttp::tell(network(), request(jobUrl(u"/cancel"_s)));
}

void SdServerFlight::taken(const ImageCall::End &end)
{
    if (end.status >= 300)
        return failed(told(end), end);
    if (end.broken)
        return failed(*end.broken, end);
    record(end, {});
    m_job = QJsonDocument::fromJson(end.body).object()["id"_L1].toString();
    if (!isJobId(m_job)) {
        m_job.clear();
        return conclude(imageError("not_json"_L1, server(), {}, end.status));
    }
    serverTookIt();
    m_poll.start(limits().poll);
}

void SdServerFlight::ask()
{
    if (done())
        return;
    connect(get(jobUrl(), limits().listDeadline, mostBytes()), &ImageCall::ended, this,
        &SdServerFlight::answered);
}

// The order is never sent a second time: there is a job.
void SdServerFlight::answered(const ImageCall::End &end)
{
    if (end.broken || end.status >= 500 || end.status == 429)
        return unanswered(end);
    if (end.status == 404 || end.status == 410)
        return conclude(imageError("job_lost"_L1, server(), {}, end.status));
    if (end.status >= 300)
        return conclude(told(end));
    m_unanswered = 0;
    onPool<Job>(
        [body = end.body, name = server(), count = asked().count]() -> Result<Job> {
            QJsonParseError parse;
            const QJsonObject json = QJsonDocument::fromJson(body, &parse).object();
            Job job{.status = json["status"_L1].toString(),
                .place = json["queue_position"_L1].toInt(),
                .percent = percentOf(partIn(json)),
                .error = json["error"_L1].toObject(),
                .answers = {}};
            if (parse.error != QJsonParseError::NoError || job.status.isEmpty())
                return imageError("not_json"_L1, name, {}, 200);
            if (job.status == "completed"_L1)
                job.answers = jobAnswersOf(json["result"_L1].toObject(), name, count);
            return job;
        },
        [this](const Result<Job> &job) { job ? follow(*job) : conclude(job.error()); });
}

void SdServerFlight::unanswered(const ImageCall::End &end)
{
    if (end.broken && end.broken->code == "too_large"_L1)
        return conclude(*end.broken);
    if (++m_unanswered < mostUnanswered)
        m_poll.start(limits().poll);
    else
        conclude(end.broken ? *end.broken : told(end));
}

// A refusal has its code; that a "generation_failed" needs no saying.
Error SdServerFlight::failureOf(const Job &job) const
{
    const QByteArray told = compact({{"error"_L1, job.error}});
    Error error = inContext(imageErrorOf(200, {}, told, server()), to(), asked().model);
    if (!isImageErrorCode(error.code))
        error.code = u"fault_told"_s;
    return error;
}

void SdServerFlight::follow(const Job &job)
{
    if (job.answers)
        return deliver(*job.answers);
    if (job.status == "failed"_L1)
        return conclude(failureOf(job));
    if (job.status == "cancelled"_L1)
        return conclude(imageError("job_stopped"_L1, server(), {}, 200));
    if (job.status == "queued"_L1)
        showStage(
            job.place > 1 ? u"in the queue, %1 before it"_s.arg(job.place - 1) : u"in the queue"_s, 0, whole);
    else
        showStage(u"drawing"_s, job.percent, whole);
    m_poll.start(limits().poll);
}

void SdServerFlight::expire()
{
    if (done())
        return;
    leave();
    abandon(imageError("too_slow"_L1, server()));
}
