// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/picture.h"
#include "session/picturejob.h"
#include "session/session.h"

// Keeps decoded pictures, one after another: the PNG written and synced, then one transaction {image, event}.
// A picture that cannot be kept has no event.
class PictureKeeper : public QObject {
    Q_OBJECT
public:
    explicit PictureKeeper(Session &session, QObject *parent = nullptr);

    void keep(PictureJob *job, const Picture &picture);
    bool busy() const { return !m_decoded.isEmpty(); }
    bool withMetadata() const; // whether PNGs tell how they were made; kept in the workspace
    void setWithMetadata(bool on);

Q_SIGNALS:
    void storing(PictureJob *job); // with an event
    void stored(PictureJob *job);
    void lost(PictureJob *job, const Picture &picture, const Error &error);
    void idle();

private:
    struct Decoded {
        PictureJob *job;
        Picture picture;
    };

    void describe(PictureTrack &track, const Picture &picture) const;
    void begin();
    void save(const Decoded &made);
    void store(PictureJob *job);
    void next();
    void lose(const Error &error);
    std::optional<Event> eventFor(const PictureTrack &track) const;

    Session &m_session;
    QList<Decoded> m_decoded; // the first is being kept
};
