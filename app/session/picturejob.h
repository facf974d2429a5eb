// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "imaging/picture.h"
#include "outbox/imagerow.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>

#include <functional>

// What is asked for. `count` pictures are `count` jobs, each with its own event id and seed.
struct PictureOrder {
    QString prompt;
    QByteArray provider = "demo"; // Provider::id of an engine that is set up
    QString model = QStringLiteral("demo-painter");
    QByteArray tier = "standard"; // draft, standard, hd
    QSize size{1024, 1024};
    QByteArray style = "vivid"; // vivid, natural
    quint64 seed = 1; // of the first picture; the next ones count up
    int count = 1; // 1 to 10
    QString negative = {}; // where the provider's profile has it
    QByteArray format = "png"; // png, jpeg, webp
    bool transparent = false;

    friend bool operator==(const PictureOrder &, const PictureOrder &) = default;
};

// What the engine made of an order; it may differ from what was asked.
struct PictureMade {
    QString model;
    QByteArray providerQuality;
    QSize size;
};

// The metadata of a picture's usage event, for the event that is sent and for the forecast of its price.
Metadata eventMetadata(const PictureOrder &order, const PictureMade &made);

// How far one picture has come on the way from prompt to bill, with what each step said.
struct PictureTrack {
    enum class Stage { Waiting, Painting, Saving, Sending, Counting, Done, Failed, Cancelled };

    EventId id; // made before the call: a retry cannot bill twice
    PictureOrder order;
    CustomerId customer; // who was active when it was ordered; empty: it is made and not billed
    QByteArray world; // where billing went then: its event goes there and nowhere else
    Stage stage = Stage::Waiting;
    Stage failedAt = Stage::Waiting; // for Failed: where
    std::optional<Error> error; // why it failed or waits
    TimePoint startedAt;
    QString paintStage; // "sky"; while painting
    int percent = 0; // real, of the painting

    int paintMs = 0; // asked to decoded
    ImageRow row; // set once painted
    bool stored = false; // on disk, with its event when there is one
    bool billed = false; // an event goes with it
    int sentMs = 0;
    int ingested = -1; // the service's count of newly stored events in the batch; -1 until answered
    int tries = 0; // failed sends so far
    bool stopped = false; // nothing is tried again until the error's cause is mended
    int countedMs = 0;
    std::optional<Verdict> verdict;
    int onBillMs = 0;
    std::optional<qint64> billTotal; // smallest unit, from usage-history
    QByteArray currency = "USD";

    const MeterVerdict *countedBy() const; // the first meter that bills it
    bool counted() const { return countedBy() != nullptr; }
};

// One picture on its way. Made and driven by Studio; pages only watch.
class PictureJob : public QObject {
    Q_OBJECT
public:
    explicit PictureJob(PictureTrack track, QObject *parent = nullptr);

    const PictureTrack &track() const { return m_track; }
    const QImage &image() const { return m_image; } // null until decoded, and when many newer ones are
    bool finished() const;
    void cancel(); // only before the picture is made; a cancelled picture has no event

Q_SIGNALS:
    void changed();
    void preview(const QImage &image);
    void pictureReady(); // stored: it may be shown
    void ended(); // Done, Failed or Cancelled
    void cancelRequested();

private:
    friend class PictureBill;
    friend class PictureCall;
    friend class PictureKeeper;
    friend class Studio;
    void set(std::function<void(PictureTrack &)> change);
    void end(PictureTrack::Stage stage, const std::optional<Error> &error = {});
    qint64 lap(); // milliseconds since the last one

    PictureTrack m_track;
    QImage m_image;
    QElapsedTimer m_sinceStep;
    int m_batch = 0; // pictures of one order share it
};
