// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagemodels.h"
#include "imaging/picture.h"
#include "support/call.h"
#include "support/exchange.h"
#include "support/ids.h"
#include "support/retry.h"

#include <QNetworkAccessManager>
#include <QSslConfiguration>

// Tests shorten these.
struct ImageLimits {
    milliseconds deadline = 360s; // one try; a client that gives up early is charged all the same (2.4)
    milliseconds listDeadline = 15s; // models, picture downloads
    qsizetype answerBytes = picturelimits::answerBytes;
    qsizetype downloadBytes = picturelimits::downloadBytes;
    milliseconds poll = 500ms; // how often a server is asked how far it is
    Backoff backoff{.retries = 2, .first = 1s};
    std::function<int()> jitter = randomJitter;
};

// A client of image servers: the OpenAI Images API and servers like it, Stable Diffusion WebUI, sd-server.
// Progress stages come from streams and from asking the server; a preview with one is a PNG. A call repeats
// itself only when nothing can have been made: no connection, 429 or 503 (2.6). A refused prompt is
// Error::Kind::Refused. An answer without a readable picture is an error, so it is never billed.
class ImageClient : public QObject {
    Q_OBJECT
public:
    // `sink` takes calls to real servers only, pictures replaced by their size. It may be null.
    ImageClient(ImageDestination destination, IdSource &ids, const Clock &clock, ExchangeSink *sink,
        ImageLimits limits = {}, QObject *parent = nullptr);
    ~ImageClient() override;

    const ImageDestination &destination() const { return m_destination; }
    void setDestination(ImageDestination destination); // calls under way stay with theirs

    // How servers are reached from now on: through which proxies, which it takes over, trusting whom.
    void setReach(QNetworkProxyFactory *proxies, const QSslConfiguration &tls);

    // As many as are asked for, an entry each. An error when none was delivered.
    Call<Pictures> pictures(const ImageRequest &request);
    Call<Pictures> pictures(const ImageRequest &request, const ImageDestination &destination);
    Call<Picture> generate(const ImageRequest &request); // a single one

    Call<QList<ModelInfo>> models();
    Call<QList<ModelInfo>> models(const ImageDestination &destination);

private:
    friend class ImageFlight;

    ImageDestination m_destination;
    IdSource &m_ids;
    const Clock &m_clock;
    ExchangeSink *m_sink;
    ImageLimits m_limits;

    class Network : public QNetworkAccessManager {
    public:
        QSslConfiguration tls; // null: the system's

    protected:
        QNetworkReply *createRequest(
            Operation operation, const QNetworkRequest &request, QIODevice *body) override;
    };
    Network m_network;
};
