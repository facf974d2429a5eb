// SPDX-License-Identifier: MIT
#include "imaging/webuiflight.h"

#include "imaging/imagehttp.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostProgress = 2 * 1024 * 1024; // bytes of one answer with its current picture
constexpr int whole = 100;

QString stageIn(const QJsonObject &progress)
{
    const QJsonObject state = progress["state"_L1].toObject();
    const int steps = state["sampling_steps"_L1].toInt();
    const int step = state["sampling_step"_L1].toInt();
    return steps > 0 ? u"step %1 of %2"_s.arg(std::clamp(step, 0, steps)).arg(steps) : u"drawing"_s;
}

} // namespace

WebUiFlight::WebUiFlight(ImageClient &client, Order order)
    : ImageFlight(client, std::move(order))
{
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &WebUiFlight::ask);
}

void WebUiFlight::attempt()
{
    m_percent = 0;
    m_telling = true;
    connect(post(request(generationUrl(to()))), &ImageCall::ended, this, &WebUiFlight::ended);
    m_poll.start(limits().poll);
}

// What it may be at once this picture is made is somebody else's.
void WebUiFlight::leave()
{
    if (!m_made)
        imagehttp::tell(network(), request(endpoint(to(), u"sdapi/v1/interrupt"_s)));
}

void WebUiFlight::ask()
{
    if (done())
        return;
    QUrl url = endpoint(to(), u"sdapi/v1/progress"_s);
    url.setQuery(QUrlQuery{{u"skip_current_image"_s, m_smallImage ? u"false"_s : u"true"_s}});
    connect(get(url, limits().listDeadline, mostProgress), &ImageCall::ended, this, &WebUiFlight::progressed);
}

// A server that tells nothing of its progress still makes the picture.
void WebUiFlight::progressed(const ImageCall::End &end)
{
    m_smallImage = m_smallImage && !(end.broken && end.broken->code == "too_large"_L1);
    m_telling = m_telling && (end.status < 400 || end.status >= 500);
    if (m_telling)
        m_poll.start(limits().poll);
    const QJsonObject json = QJsonDocument::fromJson(end.body).object();
    const int percent = percentOf(json["progress"_L1].toDouble());
    if (end.broken || percent < std::max(m_percent, 1))
        return; // not begun, or between two pictures
    m_percent = percent;
    const QString stage = stageIn(json);
    const QByteArray image = json["current_image"_L1].toString().toLatin1();
    if (image.isEmpty())
        showStage(stage, percent, whole);
    else
        showPreview(stage, percent, whole, image);
}

void WebUiFlight::ended(const ImageCall::End &end)
{
    m_poll.stop();
    m_telling = false;
    if (end.status >= 300)
        return failed(told(end), end);
    if (end.broken)
        return failed(*end.broken, end);
    record(end, {});
    serverTookIt();
    m_made = true;
    onPool<ImageAnswers>([json = end.body, name = server(),
                             count = asked().count] { return webUiAnswersOf(json, name, count); },
        [this](const Result<ImageAnswers> &answers) { deliver(answers); });
}
