// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"
#include "session/session.h"

#include <QTimer>

// Follows stored pictures to the bill: the event sent by the outbox, judged by the service, read back from
// usage-history.
class PictureBill : public QObject {
    Q_OBJECT
public:
    PictureBill(Session &session, QObject *parent = nullptr);

    void follow(PictureJob *job); // until it ends

private:
    void sent(const QList<EventId> &ids, int ingested);
    void showStop(PictureJob *job);
    void waiting(const QList<EventId> &ids, const Error &error);
    void parked(const EventId &id, const QString &why);
    void judge(const QList<EventId> &ids);
    void judged(const QList<Verdict> &verdicts);
    void readBill();
    PictureJob *find(const EventId &id) const;
    bool isHere(const PictureTrack &track) const;
    int lap(PictureJob *job);
    void lookAgain();
    void askAgain();

    Session &m_session;
    QList<PictureJob *> m_jobs; // in the order they were made
    QTimer m_again; // until the usage is read once more
    milliseconds m_wait;
};
