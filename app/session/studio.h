// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageclient.h"
#include "session/engines.h"
#include "session/picturebill.h"
#include "session/picturecall.h"
#include "session/picturekeeper.h"
#include "session/purse.h"
#include "session/session.h"

// Makes pictures, one request at a time, in the order they were asked for: decode, PNG written and synced,
// one transaction {image, event}, shown (design.md, "Order for a picture"). The events of earlier ones travel
// meanwhile. A picture has its id before the request, and one event once it is decoded, whatever happens.
class Studio : public QObject {
    Q_OBJECT
public:
    Studio(Session &session, ImageClient &images, Engines &engines, Purse &purse, IdSource &ids,
        QObject *parent = nullptr);
    ~Studio() override;

    Session &session() const { return m_session; }
    ImageClient &images() const { return m_images; }
    Engines &engines() const { return m_engines; }
    Purse &purse() const { return m_purse; }

    // Owned here; the last 50 are kept. An error when its engine is not ready, the account it would be billed
    // in is not read yet, or a cap on the provider's money stops it: then nothing is asked for.
    Result<QList<PictureJob *>> order(const PictureOrder &order);
    QList<PictureJob *> jobs() const { return m_jobs; } // oldest first
    QList<PictureJob *> waiting() const; // for their turn, the next one first
    void cancelAll(); // those not yet made
    bool busy() const { return m_call || m_keeper.busy(); }
    bool idle() const; // every picture asked for has reached its end
    bool withoutBilling() const { return m_withoutBilling; }
    void setWithoutBilling(bool on)
    {
        m_withoutBilling = on;
    } // "Just make pictures": next orders have no events
    bool withMetadata() const { return m_keeper.withMetadata(); }
    void setWithMetadata(bool on) { m_keeper.setWithMetadata(on); }

Q_SIGNALS:
    void jobsChanged(); // ordered, begun or ended
    void pictureStored(const EventId &id);

private:
    PictureJob *wanted(const PictureOrder &order, int index);
    void cancel(PictureJob *job);
    void next();
    QList<PictureJob *> nextGroup() const;
    void paint(const QList<PictureJob *> &group);
    void answered(const QList<PictureCall::Part> &parts);
    void letGo();
    void stored(PictureJob *job);
    void lost(PictureJob *job, const Picture &picture, const Error &error);
    void end(PictureJob *job, PictureTrack::Stage stage, const std::optional<Error> &error = {});

    Session &m_session;
    ImageClient &m_images;
    Engines &m_engines;
    Purse &m_purse;
    IdSource &m_ids;
    PictureBill m_bill;
    PictureKeeper m_keeper;
    QList<PictureJob *> m_jobs;
    std::unique_ptr<PictureCall> m_call;
    PictureOrder m_painting; // what the call is for
    int m_batches = 0;
    bool m_withoutBilling = false;
};
