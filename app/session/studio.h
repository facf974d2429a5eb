// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageclient.h"
#include "session/picturejob.h"
#include "session/session.h"

#include <QElapsedTimer>
#include <QHash>

// Makes pictures and follows each to the bill: decode, PNG written and synced, one transaction {image,
// event}, shown, sent by the outbox, judged, read back from usage-history (design.md, "Order for a picture").
// One picture is painted at a time; the events of earlier ones travel meanwhile.
class Studio : public QObject {
    Q_OBJECT
public:
    Studio(Session &session, ImageClient &images, IdSource &ids, QObject *parent = nullptr);

    Session &session() const { return m_session; }
    ImageClient &images() const { return m_images; }
    QList<PictureJob *> order(const PictureOrder &order); // owned here; the last 50 are kept
    void cancelAll(); // those not yet made
    bool busy() const { return m_painting != nullptr; }
    bool idle() const; // every picture asked for has reached its end
    bool withoutBilling() const { return m_withoutBilling; }
    void setWithoutBilling(bool on) { m_withoutBilling = on; } // "Just make pictures": no events

Q_SIGNALS:
    void jobsChanged();
    void pictureStored(const EventId &id);

private:
    struct Clockwork {
        QElapsedTimer sinceStep;
        std::optional<Call<Picture>> call;
    };

    void next();
    void cancel(PictureJob *job);
    void paint(PictureJob *job);
    void painted(PictureJob *job, const Result<Picture> &picture);
    void save(PictureJob *job, const Picture &picture);
    void store(PictureJob *job);
    void stored(PictureJob *job);
    void sent(const QList<EventId> &ids, int ingested);
    void waiting(const QList<EventId> &ids, const Error &error);
    void parked(const EventId &id, const QString &why);
    void judge(const QList<EventId> &ids);
    void readBill();
    void end(PictureJob *job, PictureTrack::Stage stage, const std::optional<Error> &error = {});
    std::optional<Event> eventFor(const PictureTrack &track) const;
    PictureJob *job(const EventId &id) const;
    int lap(const EventId &id, Latency of = Latency::Request);

    Session &m_session;
    ImageClient &m_images;
    IdSource &m_ids;
    QList<PictureJob *> m_jobs;
    QHash<EventId, Clockwork> m_clockwork;
    PictureJob *m_painting = nullptr;
    bool m_withoutBilling = false;
};
