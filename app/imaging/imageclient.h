// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagerequest.h"
#include "imaging/picture.h"
#include "support/call.h"
#include "support/exchange.h"
#include "support/ids.h"
#include "support/retry.h"

#include <QNetworkAccessManager>

// A model the server offers (image-api.md 1).
struct ModelInfo {
    QString id;
    QString ownedBy;
    std::optional<QString> shutdownDate; // "2026-12-01"

    friend bool operator==(const ModelInfo &, const ModelInfo &) = default;
};

// Tests shorten these.
struct ImageLimits {
    milliseconds deadline = 360s; // one try; a client that gives up early is charged all the same (2.4)
    milliseconds listDeadline = 15s; // models, picture downloads
    qsizetype answerBytes = picturelimits::answerBytes;
    qsizetype downloadBytes = picturelimits::downloadBytes;
    Backoff backoff{.retries = 2, .first = 1s};
    std::function<int()> jitter = randomJitter;
};

// A client of the OpenAI Images API and servers like it. Progress stages come from the demo painter's stream.
// A call repeats itself only when nothing can have been made: no connection, 429 or 503 (2.6). A refused
// prompt is Error::Kind::Refused. An answer without a readable picture is an error, so it is never billed.
class ImageClient : public QObject {
    Q_OBJECT
public:
    // `sink` takes calls to real servers only, pictures replaced by their size. It may be null.
    ImageClient(ImageDestination destination, IdSource &ids, const Clock &clock, ExchangeSink *sink,
        ImageLimits limits = {}, QObject *parent = nullptr);
    ~ImageClient() override;

    const ImageDestination &destination() const { return m_destination; }
    void setDestination(ImageDestination destination); // calls under way stay with theirs

    // As many as are asked for, an entry each. An error when none was delivered.
    Call<Pictures> pictures(const ImageRequest &request);
    Call<Picture> generate(const ImageRequest &request);
    Call<QList<ModelInfo>> models();

private:
    friend class ImageFlight;

    ImageDestination m_destination;
    IdSource &m_ids;
    const Clock &m_clock;
    ExchangeSink *m_sink;
    ImageLimits m_limits;
    QNetworkAccessManager m_network;
};
