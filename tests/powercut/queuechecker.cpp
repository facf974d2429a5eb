// SPDX-License-Identifier: MIT
#include "powercut/queuechecker.h"

#include <QSet>

using namespace Qt::StringLiterals;
using State = OutboxEntry::State;

namespace {

bool hasTables(sqlite3 *db, Finding &finding)
{
    int tables = 0;
    each(db,
        "SELECT count(*) FROM sqlite_schema"
        " WHERE name IN ('outbox','outbox_waiting','outbox_sent','images','audit') AND type='table'",
        finding, [&](sqlite3_stmt *row) { tables = sqlite3_column_int(row, 0); });
    return tables == 5;
}

void lose(Finding &finding, const QString &what)
{
    if (finding.lost++ == 0)
        finding.firstLost = what;
}

} // namespace

QueueChecker::QueueChecker(const QueueLoad &load, const QByteArray &vfsName)
    : m_load(load)
    , m_vfs(vfsName)
{
}

Finding QueueChecker::check(DiskImage image, qsizetype position)
{
    m_position = position;
    m_vfs.show(std::move(image));
    Finding out;
    const DatabaseFile db = openFile(m_vfs.name(), "workspace.db", out);
    std::vector<Found> found(m_load.events().size());
    if (hasTables(db.get(), out)) { // else cut before the first start was over
        read(db.get(), found, out);
        compareAudit(db.get(), out);
    }
    compare(found, out);
    checkPages(db.get(), out);
    return out;
}

void QueueChecker::read(sqlite3 *db, std::vector<Found> &found, Finding &finding) const
{
    finding.events = 0;
    each(db,
        "SELECT id, IIF(mark.seq IS NULL, state, 2), json FROM outbox"
        " LEFT JOIN outbox_sent AS mark ON mark.seq=outbox.seq",
        finding, [&](sqlite3_stmt *row) {
            const auto number = QueueLoad::numberOf(textOf(row, 0));
            if (!number || *number >= found.size())
                return complain(finding, u"Something is there that nobody gave."_s);
            found[*number].state = sqlite3_column_int(row, 1);
            ++finding.events;
            if (textOf(row, 2) != m_load.events()[*number]->json)
                complain(finding, u"Event %1 is another one."_s.arg(*number));
        });
    each(db,
        "SELECT count(*) FROM outbox WHERE (state=0 AND seq NOT IN (SELECT seq FROM outbox_sent))"
        " <> (seq IN (SELECT seq FROM outbox_waiting))",
        finding, [&](sqlite3_stmt *row) {
            if (sqlite3_column_int(row, 0) > 0)
                complain(finding, u"An event waits that has left, or does not wait."_s);
        });
    each(db, "SELECT id FROM images", finding, [&](sqlite3_stmt *row) {
        const auto number = QueueLoad::numberOf(textOf(row, 0));
        if (number && *number < found.size())
            found[*number].picture = true;
    });
}

// What came in one call is in one transaction: all of it is there or nothing.
void QueueChecker::compare(const std::vector<Found> &found, Finding &finding) const
{
    for (size_t i = 0; i < found.size(); ++i) {
        const QueuedEvent &event = *m_load.events()[i];
        const bool there = found[i].state >= 0;
        if (there != (found[event.together].state >= 0) || (event.picture && found[i].picture != there))
            complain(finding, u"What came with event %1 is torn."_s.arg(i));
        if (!there && event.stored <= m_position)
            lose(finding, u"event %1"_s.arg(i));
        if (there)
            compareState(i, found[i].state, finding);
    }
}

void QueueChecker::compareState(size_t number, int state, Finding &finding) const
{
    const QueuedEvent &event = *m_load.events()[number];
    if (event.sent <= m_position && state != int(State::Sent))
        lose(finding, u"that event %1 was sent"_s.arg(number));
    if (event.discarded <= m_position && state != int(State::Discarded))
        lose(finding, u"that event %1 was discarded"_s.arg(number));
    else if (event.parked <= m_position && state != int(State::Parked) && state != int(State::Discarded))
        lose(finding, u"that event %1 was parked"_s.arg(number));
    if (state == int(State::Sent) && event.delivered > m_position)
        complain(finding, u"Event %1 counts as sent before it was."_s.arg(number));
}

void QueueChecker::compareAudit(sqlite3 *db, Finding &finding) const
{
    QSet<QByteArray> there;
    each(db, "SELECT target FROM audit", finding, [&](sqlite3_stmt *row) { there.insert(textOf(row, 0)); });
    const auto &audits = m_load.audits();
    for (size_t i = 0; i < audits.size(); ++i) {
        if (*audits[i] <= m_position && !there.contains("/audited/" + QByteArray::number(quint64(i))))
            lose(finding, u"call %1 of the audit"_s.arg(i));
    }
}
