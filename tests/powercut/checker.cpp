// SPDX-License-Identifier: MIT
#include "powercut/checker.h"

#include "sandbox/objectkind.h"

#include <QJsonDocument>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

bool hasTables(sqlite3 *db, Finding &finding)
{
    int tables = 0;
    each(db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('meta','objects','events','exchanges')",
        finding, [&](sqlite3_stmt *row) { tables = sqlite3_column_int(row, 0); });
    return tables == 4;
}

QByteArray sqlOfCustomers(const char *members)
{
    return "SELECT json_extract(json, " + QByteArray(members)
        + ") FROM objects WHERE kind=" + QByteArray::number(int(Kind::Customer));
}

size_t numberBefore(const QByteArray &text, char mark)
{
    return text.left(text.indexOf(mark)).toULongLong();
}

} // namespace

Checker::Checker(const Merchants &merchants, const QByteArray &vfsName)
    : m_merchants(merchants)
    , m_vfs(vfsName)
{
}

Finding Checker::check(DiskImage image, qsizetype position)
{
    m_position = position;
    m_vfs.show(std::move(image));
    Finding out;
    {
        const DatabaseFile db = openFile(m_vfs.name(), "sandbox.db", out);
        readWorld(db.get(), out);
        checkPages(db.get(), out);
    }
    checkSnapshots(out);
    return out;
}

size_t Checker::generationOf(sqlite3 *db, Finding &finding) const
{
    size_t out = 1;
    each(db, "SELECT value FROM meta WHERE key='generation'", finding,
        [&](sqlite3_stmt *row) { out = textOf(row, 0).toULongLong(); });
    return out;
}

void Checker::readWorld(sqlite3 *db, Finding &finding)
{
    std::vector<Found> found(m_merchants.sent().size());
    if (!hasTables(db, finding)) // cut before the first start was over
        return compare(found, 1, finding);
    const auto numbered = [&](size_t number, auto mark) {
        if (number < found.size())
            mark(found[number]);
        else
            complain(finding, u"Something is there that nobody sent."_s);
    };
    finding.events = 0;
    each(db, "SELECT id FROM events", finding, [&](sqlite3_stmt *row) {
        numbered(numberBefore(textOf(row, 0), '-'), [](Found &of) { ++of.events; });
        ++finding.events;
    });
    each(db, "SELECT id, status FROM exchanges", finding, [&](sqlite3_stmt *row) {
        if (const auto number = Merchants::requestOfExchange(textOf(row, 0)))
            numbered(*number, [](Found &of) { of.exchange = true; });
    });
    each(db, sqlOfCustomers("'$.email'").constData(), finding, [&](sqlite3_stmt *row) {
        numbered(numberBefore(textOf(row, 0), '@'), [](Found &of) { of.customer = true; });
    });
    const size_t generation = generationOf(db, finding);
    compare(found, generation, finding);
    compareNames(db, found, generation, finding);
}

bool Checker::belongs(size_t number, size_t generation) const
{
    return m_merchants.sent()[number].world == int(generation)
        || number < m_merchants.worlds()[generation - 1].keeps;
}

void Checker::compare(const std::vector<Found> &found, size_t generation, Finding &finding) const
{
    const auto &worlds = m_merchants.worlds();
    if (generation < 1 || generation > worlds.size() || worlds[generation - 1].asked > m_position)
        return complain(finding, u"The world is none that was asked for."_s);
    for (size_t later = generation; later < worlds.size(); ++later) {
        if (worlds[later].acknowledged <= m_position) {
            ++finding.lost;
            finding.firstLost = u"world %1"_s.arg(later + 1);
            return; // and all that was sent to it
        }
    }
    for (size_t i = 0; i < found.size(); ++i) {
        const bool mayBe = belongs(i, generation);
        const bool mustBe = mayBe && m_merchants.sent()[i].acknowledged <= m_position;
        compareOne(i, found[i], mustBe, mayBe, finding);
    }
}

// The record and what was done stand in one transaction: both are there or neither.
void Checker::compareOne(size_t number, const Found &found, bool mustBe, bool mayBe, Finding &finding) const
{
    const SentRequest &sent = m_merchants.sent()[number];
    const bool any = found.exchange || found.events > 0 || found.customer;
    const bool makesCustomer = sent.kind == SentRequest::Kind::Customer;
    const bool whole = found.exchange && found.events == sent.events && found.customer == makesCustomer;
    if (any && !mayBe)
        complain(finding, u"Request %1 is of another world."_s.arg(number));
    if (any && !whole)
        complain(finding,
            u"Request %1 is torn: %2 of %3 events, record %4."_s.arg(number)
                .arg(found.events)
                .arg(sent.events)
                .arg(found.exchange));
    if (!any && mustBe && finding.lost++ == 0)
        finding.firstLost = u"request %1"_s.arg(number);
}

// A customer is called after its last rename that is in the record, and that is none older than the last one
// acknowledged, whose record is looked for with all others.
void Checker::compareNames(
    sqlite3 *db, const std::vector<Found> &found, size_t generation, Finding &finding) const
{
    QHash<size_t, size_t> expected;
    for (size_t i = 0; i < found.size(); ++i) {
        const SentRequest &sent = m_merchants.sent()[i];
        if (sent.kind == SentRequest::Kind::Rename && found[i].exchange && belongs(i, generation))
            expected.insert(sent.customer, i);
    }
    each(db, sqlOfCustomers("'$.email', '$.name'").constData(), finding, [&](sqlite3_stmt *row) {
        const QJsonArray both = QJsonDocument::fromJson(textOf(row, 0)).array();
        const size_t customer = numberBefore(both[0].toString().toUtf8(), '@');
        const auto name = expected.constFind(customer);
        const QString wanted = name == expected.cend() ? u"new"_s : QString::number(*name);
        if (both[1].toString() != wanted)
            complain(finding,
                u"Customer %1 is called %2 and not %3."_s.arg(customer).arg(both[1].toString(), wanted));
    });
}

void Checker::checkSnapshots(Finding &finding)
{
    for (const TakenSnapshot &snapshot : m_merchants.snapshots()) {
        if (snapshot.acknowledged > m_position)
            continue;
        const QByteArray file = "snapshots/" + snapshot.id + ".db";
        const DatabaseFile db = openFile(m_vfs.name(), file, finding);
        if (!hasTables(db.get(), finding)) {
            ++finding.lost;
            finding.firstLost = u"the snapshot %1"_s.arg(QLatin1StringView(snapshot.id));
            continue;
        }
        checkPages(db.get(), finding);
        qint64 exchanges = 0;
        each(db.get(), "SELECT count(*) FROM exchanges WHERE method <> 'GET'", finding,
            [&](sqlite3_stmt *row) { exchanges = sqlite3_column_int64(row, 0); });
        if (exchanges != qint64(snapshot.holds))
            complain(finding, u"A snapshot holds %1 of %2 requests."_s.arg(exchanges).arg(snapshot.holds));
    }
}
