// SPDX-License-Identifier: MIT
#include "session/rescue.h"

#include "dodo/decode.h"
#include "session/placewords.h"
#include "session/rescueworld.h"

using namespace Qt::StringLiterals;

// Into the sandbox, back, and the sandbox of before.

namespace {

const QString worldKey = u"world"_s; // as the session keeps the sandbox's world and who is played in it
const QString playedKey = u"subscription"_s;

ApiRequest control(const QByteArray &method, QByteArrayList segments, const QJsonObject &body)
{
    return {.method = method,
        .segments = QByteArrayList{"_sandbox"} + segments,
        .query = {},
        .body = compact(body)};
}

Result<QByteArray> idIn(const QJsonObject &json)
{
    JsonReader in(json);
    const QByteArray id = in.string("id"_L1).toUtf8();
    return in.finish(id);
}

} // namespace

// What an earlier run left. It ended while the copies were put in: nobody knows whether they are there, and
// the world before is whole in its snapshot.
void Rescue::resume()
{
    m_record = keptRescue(m_session.outbox());
    if (!m_record)
        return;
    m_counted = true; // what was counted there is not known any more
    if (holdsCopies())
        return rest();
    if (sandboxName() != m_record->worldBefore) { // it was reset since
        m_record.reset();
        return forgetRescue(m_session.outbox());
    }
    m_busy = true;
    giveBack([this](const std::optional<Error> &problem) { end(problem); });
}

void Rescue::carryOn()
{
    if (m_state != State::Offline || !start())
        return;
    if (!m_session.state().loaded)
        return carryOnWithoutCopies();
    readKnown([this](const Result<QList<OutboxEntry>> &known) {
        if (!known || !isThere()) // what is read now is another place's
            return end(known ? std::optional<Error>() : known.error());
        putWorld(*known);
    });
}

// Nothing of the place is known to copy: the sandbox stays as it is.
void Rescue::carryOnWithoutCopies()
{
    const auto used = m_connections.use(Destination::Mode::Sandbox);
    end(used ? std::optional<Error>() : used.error());
}

// What this program sent in the period and what it still owes of it: the newest ones, read part by part.
void Rescue::readKnown(Known then)
{
    const auto &played = m_session.state().subscription;
    readKnown(
        played ? played->previousBillingDate : m_session.nowIn(m_world) - 31 * 24h, 0, {}, std::move(then));
}

void Rescue::readKnown(TimePoint from, qint64 after, const QList<OutboxEntry> &before, Known then)
{
    const TimePoint until = m_session.nowIn(m_world) + 24h;
    whenDone(m_session.outbox().sentBetween(
                 m_world, from, until, RescueWorld::mostEvents, after, OutboxQuery::Show::All),
        this, [this, before, then](const Result<QList<OutboxEntry>> &part) {
            if (!part)
                return then(part);
            QList<OutboxEntry> known = before + *part;
            known.removeIf(
                [](const OutboxEntry &entry) { return entry.state == OutboxEntry::State::Discarded; });
            known = known.mid(qMax(qsizetype(0), known.size() - RescueWorld::mostEvents));
            if (part->size() < RescueWorld::mostEvents)
                return then(known);
            readKnown(part->last().eventAt, part->last().seq, known, then);
        });
}

// Going a second time, the copies of the first are what the sandbox holds: the world of before is older.
void Rescue::putWorld(const QList<OutboxEntry> &known)
{
    m_countedThere = unitsOf(m_session.state());
    const RescueWorld world = rescueWorldOf(m_session.state(), known);
    m_copied = world.events;
    if (!holdsCopies())
        return keepSandbox(world.json);
    RescueRecord record = *m_record;
    record.place = m_place;
    keepRecord(record, world.json);
}

void Rescue::keepSandbox(const QJsonObject &copies)
{
    const QJsonObject name{{"name"_L1, u"Before carrying on with copies"_s}};
    const auto raw = m_session.client().transport().sendTo(m_sandbox, control("POST", {"snapshots"}, name));
    whenDone(decodedObject<QByteArray>(raw, idIn), this, [this, copies](const Result<QByteArray> &snapshot) {
        if (!snapshot)
            return end(snapshot.error());
        const Outbox &outbox = m_session.outbox();
        keepRecord({.snapshot = *snapshot,
                       .worldBefore = sandboxName(),
                       .playedBefore = outbox.setting(playedKey),
                       .place = m_place},
            copies);
    });
}

// On disk before anything is replaced, else nothing is.
void Rescue::keepRecord(const RescueRecord &record, const QJsonObject &copies)
{
    Outbox &outbox = m_session.outbox();
    keepRescue(outbox, record);
    whenDone(outbox.flushed(), this, [this, record, copies](const Result<void> &kept) {
        if (kept) {
            m_record = record;
            return fillSandbox(copies);
        }
        if (m_record)
            keepRescue(m_session.outbox(), *m_record);
        else
            forgetRescue(m_session.outbox());
        Error error = kept.error();
        error.message += u' ' + tr("The sandbox stays as it is.");
        end(error);
    });
}

void Rescue::fillSandbox(const QJsonObject &copies)
{
    const auto call = m_session.client().transport().sendTo(m_sandbox, control("PUT", {"state"}, copies));
    whenDone(call, this, [this](const Result<ApiAnswer> &filled) {
        if (filled)
            return enterSandbox();
        if (holdsCopies())
            return end(filled.error());
        // Perhaps it was filled and the answer was lost.
        giveBack([this, error = filled.error()](const std::optional<Error> &) { end(error); });
    });
}

// A name no earlier world had keeps its log and its queue apart.
void Rescue::enterSandbox()
{
    Outbox &outbox = m_session.outbox();
    const auto &played = m_session.state().subscription;
    const QString name = holdsCopies()
        ? m_record->nextCopies(m_session.client().transport().ids().next(Prefix::Exchange))
        : m_record->firstCopies();
    m_counted = false;
    m_missing = Decimal(0);
    m_made = 0;
    outbox.setSetting(playedKey, played ? played->id.string() : QString());
    outbox.setSetting(worldKey, name);
    if (m_session.inSandbox()) { // somebody was faster
        m_session.enter(Destination::Mode::Sandbox, {});
        return end({});
    }
    const auto used = m_connections.use(Destination::Mode::Sandbox);
    end(used ? std::optional<Error>() : used.error());
}

// A keychain may hold the key of an earlier run.
void Rescue::goBack()
{
    if (m_state != State::CarryingOn || !start())
        return;
    if (m_place.mode == Destination::Mode::Live) {
        end({});
        return Q_EMIT confirmationNeeded();
    }
    whenDone(m_connections.loadKey(m_place.mode), this, [this](const Result<void> &) { goBackWithKey(); });
}

void Rescue::goBackWithKey()
{
    const Destination::Mode mode = m_place.mode;
    const QString name = placewords::title(m_world);
    if (m_connections.baseUrl(mode) != m_place.baseUrl || !m_connections.hasKey(mode))
        return end(Error{.message = tr("There is no key for %1 any more. Paste one first.").arg(name)});
    look([this, mode, name](bool answers) {
        if (!answers)
            return end(Error{.kind = Error::Kind::Network,
                .message = tr("%1 does not answer yet. What is owed stays here.").arg(name)});
        const auto used
            = m_session.inSandbox() ? m_connections.use(mode) : Result<void>(); // or somebody was faster
        end(used ? std::optional<Error>() : used.error());
    });
}

void Rescue::restoreSandbox()
{
    if ((m_state != State::CarryingOn && m_state != State::Back) || !start())
        return;
    giveBack([this](const std::optional<Error> &problem) {
        if (!problem)
            setState(State::Restored);
        end(problem);
    });
}

// Harmless where nothing was replaced yet. While the sandbox's world is being exchanged nothing goes to it:
// what the copies took would count as sent and be gone.
void Rescue::giveBack(std::function<void(const std::optional<Error> &)> then)
{
    if (m_session.inSandbox())
        m_session.outbox().setDestination({});
    const auto call = m_session.client().transport().sendTo(
        m_sandbox, control("POST", {"snapshots", m_record->snapshot, "restore"}, {}));
    whenDone(call, this, [this, then](const Result<ApiAnswer> &restored) {
        Outbox &outbox = m_session.outbox();
        if (!restored) {
            if (outbox.destination().isEmpty())
                outbox.setDestination(m_session.world());
            return then(restored.error());
        }
        outbox.setSetting(playedKey, m_record->playedBefore);
        outbox.setSetting(worldKey, m_record->worldBefore);
        forgetRescue(outbox);
        m_record.reset();
        if (m_session.inSandbox()) // its pages show the copies
            m_session.enter(Destination::Mode::Sandbox, {});
        then({});
    });
}

void Rescue::dismiss()
{
    if (m_busy || (m_state != State::Back && m_state != State::Restored))
        return;
    m_record.reset();
    forgetRescue(m_session.outbox());
    m_problem.reset();
    setState(State::Calm);
}
