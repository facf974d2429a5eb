// SPDX-License-Identifier: MIT
#include "session/rescue.h"

#include "dodo/decode.h"
#include "session/rescueworld.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace {

const QString worldKey = u"world"_s; // as the session keeps the sandbox's world and who is played in it
const QString playedKey = u"subscription"_s;
constexpr milliseconds probeEvery = 30s;
constexpr milliseconds knockFor = 5s;
constexpr milliseconds askFor = 15s; // a person waits
constexpr int mostOwed = 1000;

bool isNetwork(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
}

ApiRequest put(const QJsonObject &state)
{
    return {.method = "PUT", .segments = {"_sandbox", "state"}, .query = {}, .body = compact(state)};
}

ApiRequest restoring(const QByteArray &snapshot)
{
    return {.method = "POST",
        .segments = {"_sandbox", "snapshots", snapshot, "restore"},
        .query = {},
        .body = QByteArray("{}"),
        .expect = ApiRequest::Expect::Nothing};
}

Result<QByteArray> snapshotIn(const QJsonObject &json)
{
    JsonReader in(json);
    const QByteArray id = in.string("snapshot"_L1).toUtf8();
    return in.finish(id);
}

} // namespace

Rescue::Rescue(Connections &connections, Destination sandbox, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_session(connections.session())
    , m_sandbox(std::move(sandbox))
{
    m_probeTimer.setInterval(probeEvery);
    connect(&m_probeTimer, &QTimer::timeout, this, &Rescue::probe);
    connect(&m_session, &Session::failed, this, &Rescue::failed);
    connect(&m_session, &Session::modeChanged, this, &Rescue::modeChanged);
    connect(&m_session, &Session::changed, this, &Rescue::sessionChanged);
    Outbox &outbox = m_session.outbox();
    connect(&outbox, &Outbox::standingChanged, this, &Rescue::lookAtStanding);
    connect(&outbox, &Outbox::changed, this, &Rescue::readOwed);
    connect(&outbox, &Outbox::sent, this, [this] {
        if (m_state == State::Offline)
            setState(State::Calm); // it answers
        readMade();
    });
}

Rescue::~Rescue() = default;

QString Rescue::placeName() const
{
    switch (m_place.mode) {
    case Destination::Mode::Test:
        return tr("Test mode");
    case Destination::Mode::Live:
        return tr("Live mode");
    default:
        return m_place.baseUrl.authority();
    }
}

std::optional<std::chrono::minutes> Rescue::minutesLeft(const Owed &owed) const
{
    const microseconds left = owed.at + takenFor - m_session.nowIn(m_world);
    if (left < 0s)
        return std::nullopt;
    return std::chrono::floor<std::chrono::minutes>(left);
}

void Rescue::setProbeEvery(milliseconds every)
{
    m_probeTimer.setInterval(every);
}

void Rescue::setState(State state)
{
    m_state = state;
    m_answers = false;
    if (state == State::Offline || state == State::CarryingOn)
        m_probeTimer.start();
    else
        m_probeTimer.stop();
    Q_EMIT changed();
}

bool Rescue::start()
{
    if (m_busy)
        return false;
    m_busy = true;
    m_problem.reset();
    Q_EMIT changed();
    return true;
}

void Rescue::end(const std::optional<Error> &problem)
{
    m_busy = false;
    m_problem = problem;
    Q_EMIT changed();
}

void Rescue::failed(const Error &error)
{
    m_trying = false;
    if (!m_session.inSandbox() && isNetwork(error))
        goOffline();
}

void Rescue::lookAtStanding()
{
    if (!m_session.inSandbox() && m_session.outbox().standing().kind == OutboxStanding::Kind::Offline)
        goOffline();
}

void Rescue::goOffline()
{
    m_place = m_session.client().transport().destination();
    m_world = m_session.world();
    if (m_state != State::Offline)
        setState(State::Offline);
    readOwed();
}

// Whoever switches by hand, at the top bar, is where they want to be.
void Rescue::modeChanged()
{
    m_trying = false;
    if (m_state == State::Offline && m_session.world() != m_world && !m_busy)
        return setState(State::Calm);
    if (m_state == State::CarryingOn && !m_session.inSandbox())
        return setState(State::Back);
    if (m_state == State::Back && m_session.world() == m_copyWorld)
        setState(State::CarryingOn);
}

void Rescue::sessionChanged()
{
    if (m_state == State::Offline && m_trying && m_session.state().loaded && m_session.world() == m_world) {
        m_trying = false;
        return setState(State::Calm);
    }
    if (m_state != State::CarryingOn || m_counted || !m_session.state().loaded)
        return;
    m_counted = true;
    const Decimal here = unitsOf(m_session.state());
    m_missing
        = m_countedThere > here ? Decimal::subtract(m_countedThere, here).value_or(Decimal(0)) : Decimal(0);
    Q_EMIT changed();
}

void Rescue::tryAgain()
{
    if (m_state != State::Offline || !start())
        return;
    ask([this](bool answers) {
        end({});
        if (answers)
            readAnew();
    });
}

// What fails once more leaves everything as it is.
void Rescue::readAnew()
{
    if (m_state != State::Offline)
        return;
    m_trying = true;
    m_session.refresh();
    m_session.outbox().sendNow();
}

// The smallest read there is, with this place's own key.
void Rescue::ask(std::function<void(bool)> then)
{
    const ApiRequest smallest{.segments = {"meters"}, .query = {{"page_size", "1"}}};
    const Call<ApiAnswer> call = m_session.client().transport().sendTo(m_place, smallest);
    QTimer::singleShot(askFor, this, [call] { call.cancel(); });
    whenDone(call, this, [then](const Result<ApiAnswer> &answer) {
        const bool silent
            = !answer && (isNetwork(answer.error()) || answer.error().kind == Error::Kind::Cancelled);
        then(!silent);
    });
}

// Without a key and without a request: live mode is closed while the sandbox plays its part, and a forgotten
// key goes nowhere.
void Rescue::knock(std::function<void(bool)> then)
{
    m_socket = std::make_unique<QTcpSocket>();
    const auto told = std::make_shared<bool>(false);
    const auto tell = [then, told](bool answers) {
        if (!std::exchange(*told, true))
            then(answers);
    };
    connect(m_socket.get(), &QTcpSocket::connected, this, [tell] { tell(true); });
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, [tell] { tell(false); });
    QTimer::singleShot(knockFor, m_socket.get(), [tell] { tell(false); });
    m_socket->connectToHost(m_place.baseUrl.host(),
        quint16(m_place.baseUrl.port(m_place.baseUrl.scheme() == "https"_L1 ? 443 : 80)));
}

// By itself; the buttons stay as they are meanwhile.
void Rescue::probe()
{
    if (m_busy || std::exchange(m_probing, true))
        return;
    const auto heard = [this](bool answers) {
        m_probing = false;
        if (answers && !m_busy)
            readAnew();
        if (m_state != State::CarryingOn || answers == m_answers)
            return;
        m_answers = answers;
        Q_EMIT changed();
    };
    const bool keyless = m_place.mode == Destination::Mode::Live || !m_connections.hasKey(m_place.mode);
    if (m_state == State::CarryingOn && keyless)
        knock(heard);
    else
        ask(heard);
}

void Rescue::readOwed()
{
    if (m_state == State::Calm)
        return;
    const OutboxQuery query{.show = OutboxQuery::Show::Open, .destination = m_world, .text = {}};
    whenDone(m_session.outbox().page(query, mostOwed), this,
        [this, world = m_world](const Result<QList<OutboxEntry>> &entries) {
            if (!entries || world != m_world)
                return;
            QList<Owed> owed;
            for (const OutboxEntry &entry : *entries)
                owed.append({.id = entry.id,
                    .at = entry.eventAt,
                    .parked = entry.state == OutboxEntry::State::Parked});
            if (owed == m_owed)
                return;
            m_owed = owed;
            Q_EMIT changed();
        });
}

void Rescue::readMade()
{
    if (m_state != State::CarryingOn)
        return;
    const OutboxQuery query{.show = OutboxQuery::Show::All, .destination = m_copyWorld, .text = {}};
    whenDone(
        m_session.outbox().page(query, mostOwed), this, [this](const Result<QList<OutboxEntry>> &entries) {
            if (!entries || m_made == int(entries->size()))
                return;
            m_made = int(entries->size());
            Q_EMIT changed();
        });
}

// What this program sent in the period, and what it still owes.
void Rescue::readKnown(std::function<void(const Result<QList<OutboxEntry>> &)> then)
{
    const auto &played = m_session.state().subscription;
    const TimePoint now = m_session.nowIn(m_world);
    const TimePoint from = played ? played->previousBillingDate : now - 31 * 24h;
    whenDone(m_session.outbox().sentBetween(m_world, from, now + 24h, INT_MAX), this,
        [this, then](const Result<QList<OutboxEntry>> &sent) {
            if (!sent)
                return then(sent);
            const OutboxQuery open{.show = OutboxQuery::Show::Open, .destination = m_world, .text = {}};
            whenDone(m_session.outbox().page(open, RescueWorld::mostEvents), this,
                [then, sent = *sent](
                    const Result<QList<OutboxEntry>> &owed) { then(owed ? Result(sent + *owed) : owed); });
        });
}

void Rescue::carryOn()
{
    if (m_state != State::Offline || !start())
        return;
    if (!m_session.state().loaded) { // nothing of it is known to copy: the sandbox stays as it is
        m_busy = false;
        const auto used = m_connections.use(Destination::Mode::Sandbox);
        if (used && m_session.world() == m_copyWorld)
            setState(State::CarryingOn);
        return end(used ? std::optional<Error>() : used.error());
    }
    readKnown([this](const Result<QList<OutboxEntry>> &known) {
        if (!known)
            return end(known.error());
        if (m_session.world() != m_world) { // what is read now is another place's
            end({});
            return modeChanged();
        }
        putWorld(*known);
    });
}

void Rescue::putWorld(const QList<OutboxEntry> &known)
{
    m_countedThere = unitsOf(m_session.state());
    const RescueWorld world = rescueWorldOf(m_session.state(), known);
    m_copied = world.events;
    const auto raw = m_session.client().transport().sendTo(m_sandbox, put(world.json));
    whenDone(decodedObject<QByteArray>(raw, snapshotIn), this, [this](const Result<QByteArray> &snapshot) {
        if (!snapshot)
            return end(snapshot.error());
        enterSandbox(*snapshot);
    });
}

// The world before lies in the snapshot; a name no earlier world had keeps its log and its queue apart.
void Rescue::enterSandbox(const QByteArray &snapshot)
{
    Outbox &outbox = m_session.outbox();
    // Going a second time, the copies of the first are what it holds: the world of before is older.
    if (m_snapshot.isEmpty()) {
        m_snapshot = snapshot;
        m_worldBefore = outbox.setting(worldKey, u"1"_s); // its name at the first start
        m_playedBefore = outbox.setting(playedKey);
    }
    m_copyWorld = "sandbox:" + snapshot;
    m_counted = false;
    m_missing = Decimal(0);
    m_made = 0;
    outbox.setSetting(worldKey, QString::fromUtf8(snapshot));
    const auto &played = m_session.state().subscription;
    outbox.setSetting(playedKey, played ? played->id.string() : QString());
    const auto used = m_connections.use(Destination::Mode::Sandbox);
    if (!used)
        return end(used.error());
    setState(State::CarryingOn);
    readOwed();
    end({});
}

void Rescue::goBack()
{
    if (m_state != State::CarryingOn || !start())
        return;
    if (m_place.mode == Destination::Mode::Live) {
        end({});
        return Q_EMIT confirmationNeeded();
    }
    if (m_connections.baseUrl(m_place.mode) != m_place.baseUrl || !m_connections.hasKey(m_place.mode))
        return end(
            Error{.message = tr("There is no key for %1 any more. Paste one first.").arg(placeName())});
    ask([this](bool answers) {
        if (!answers)
            return end(Error{.kind = Error::Kind::Network,
                .message = tr("%1 does not answer yet. What is owed stays here.").arg(placeName())});
        const auto used = m_connections.use(m_place.mode); // modeChanged() follows
        end(used ? std::optional<Error>() : used.error());
    });
}

void Rescue::restoreSandbox()
{
    if (m_state != State::Back || m_snapshot.isEmpty() || !start())
        return;
    whenDone(m_session.client().transport().sendTo(m_sandbox, restoring(m_snapshot)), this,
        [this](const Result<ApiAnswer> &restored) {
            if (!restored)
                return end(restored.error());
            m_session.outbox().setSetting(worldKey, m_worldBefore);
            m_session.outbox().setSetting(playedKey, m_playedBefore);
            end({});
            dismiss();
        });
}

void Rescue::dismiss()
{
    if (m_state == State::CarryingOn)
        return;
    m_snapshot.clear();
    m_copyWorld.clear();
    m_problem.reset();
    setState(State::Calm);
}
