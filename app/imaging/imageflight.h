// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageanswer.h"
#include "imaging/imageclient.h"
#include "support/eventstream.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

// One picture under way: the request and its tries, the stream's stages, the download behind a URL, the
// decoding on the pool, and the one result. Deletes itself when done.
class ImageFlight : public QObject {
    Q_OBJECT
public:
    ImageFlight(ImageClient &client, ImageRequest request, CallSource<Picture> source);
    ~ImageFlight() override;

    void start();

private:
    void attempt();
    void read();
    void tooLarge(qsizetype cap);
    void frame(const EventStream::Frame &frame);
    void answered();
    void download(const ImageAnswer &answer);
    void downloaded();
    void decode(const ImageAnswer &answer, const QByteArray &bytes);
    void expire();
    void watch(QNetworkReply *reply, milliseconds deadline);
    void drop(); // lets go of the reply; nothing of it is read afterwards
    void failed(const Error &error, bool neverConnected);
    void conclude(const Result<Picture> &result);
    void record(const std::optional<Error> &failure);
    void understand(const QByteArray &json);
    QString host() const;
    QString engine() const;

    ImageClient &m_client;
    const ImageDestination m_destination;
    const ImageRequest m_request;
    const CallSource<Picture> m_source;
    QPointer<QNetworkReply> m_reply;
    QTimer m_deadline;
    QTimer m_wait;
    QElapsedTimer m_elapsed;
    TimePoint m_startedAt;
    Headers m_requestHead;
    Headers m_answerHead;
    QByteArray m_body;
    EventStream m_stream;
    QByteArray m_completed; // the stream's last frame
    ImageAnswer m_answer; // while its URL is fetched
    qsizetype m_received = 0;
    int m_status = 0;
    int m_retries = 0;
};
