// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageclient.h"
#include "session/picturejob.h"

#include <QPointer>

// One request to an image server for some pictures of one order; its progress is shown by each of their
// jobs. A cancelled job leaves it, and its picture is dropped if it comes; when the last has left the request
// is aborted.
class PictureCall : public QObject {
    Q_OBJECT
public:
    // What became of one of the pictures. `job` is null when it was cancelled.
    struct Part {
        EventId id;
        QPointer<PictureJob> job;
        Result<Picture> picture;
    };

    PictureCall(const QList<PictureJob *> &jobs, const ImageRequest &request);

    using Answered = std::function<void(const QList<Part> &)>; // once, in the order of the jobs

    void start(ImageClient &images, const ImageDestination &destination, Answered answered);
    void leave(const PictureJob *job);
    QList<EventId> pictures() const;

private:
    void progress(const QString &name, int done, int total, const QByteArray &preview);
    void finish(const Result<Pictures> &pictures);

    const ImageRequest m_request;
    QList<Part> m_parts;
    Answered m_answered;
    std::optional<Call<Pictures>> m_call;
};
