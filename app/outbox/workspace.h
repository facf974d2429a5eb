// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/eventchoices.h"
#include "outbox/eventlist.h"
#include "outbox/eventqueue.h"
#include "outbox/imageindex.h"

// `workspace.db`: outbox, image index, settings and drafts. Blocking; used from the store thread only. Every
// change is one transaction, on disk when the function returns.
class Workspace {
public:
    static Result<std::unique_ptr<Workspace>> open(const QString &path);

    bool isNew() const { return m_file->isNew(); }

    Result<void> recover(); // hidden pictures go for good
    // One transaction for all of them; each has its own Result. Fails as a whole when nothing is on disk.
    Result<std::vector<Result<void>>> add(const std::vector<Arrival> &arrivals);

    EventQueue &queue() { return m_queue; }
    EventList &events() { return m_events; }
    EventChoices &choices() { return m_choices; }
    ImageIndex &images() { return m_images; }

    Result<QHash<QString, QString>> pairs(QLatin1StringView table); // settings or drafts
    Result<void> bound(int pages); // the file grows no further; 0: as far as it can
    Result<void> setPair(QLatin1StringView table, const QString &key, const QString &value);
    Result<void> storeUnstored(); // the pairs that could not be written

private:
    Workspace(std::unique_ptr<SqlFile> file, std::unique_ptr<Database> db);
    Result<void> addOne(const Arrival &arrival);
    Result<void> addPicture(const ImageRow &row, TimePoint now);

    std::unique_ptr<SqlFile> m_file;
    std::unique_ptr<Database> m_db; // the same file: Qt's driver takes twice the time for a million events
    QHash<std::pair<QLatin1StringView, QString>, QString> m_unstored; // by table and key
    Flying m_flying;
    ImageIndex m_images;
    EventQueue m_queue;
    EventList m_events;
    EventChoices m_choices;
};
