// SPDX-License-Identifier: MIT
#include "session/rescue.h"

#include "session/knock.h"
#include "session/networksettings.h"
#include "session/rescueworld.h"

using namespace Qt::StringLiterals;

// What is noticed, and what it means. The steps are in rescuesteps.cpp.

namespace {

const QString worldKey = u"world"_s; // as the session keeps the sandbox's world
constexpr milliseconds probeEvery = 30s;
constexpr milliseconds askFor = 15s; // a person waits
constexpr int mostOwed = 1000;

bool isNetwork(const Error &error)
{
    return error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout;
}

} // namespace

Rescue::Rescue(Connections &connections, const NetworkSettings &network, Destination sandbox, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_session(connections.session())
    , m_network(network)
    , m_sandbox(std::move(sandbox))
{
    m_probeTimer.setInterval(probeEvery);
    connect(&m_probeTimer, &QTimer::timeout, this, &Rescue::probe);
    connect(&m_session, &Session::failed, this, &Rescue::failed);
    connect(&m_session, &Session::worldChanged, this, &Rescue::worldChanged);
    connect(&m_session, &Session::changed, this, &Rescue::sessionChanged);
    Outbox &outbox = m_session.outbox();
    connect(&outbox, &Outbox::standingChanged, this, &Rescue::lookAtStanding);
    connect(&outbox, &Outbox::changed, this, &Rescue::readOwed);
    connect(&outbox, &Outbox::sent, this, [this] {
        if (m_state == State::Offline)
            rest(); // it answers
        readMade();
    });
    resume();
}

Rescue::~Rescue() = default;

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

// Also while billing goes elsewhere.
QString Rescue::sandboxName() const
{
    return m_session.outbox().setting(worldKey, u"1"_s); // its name at the first start
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
    settle();
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
    m_place.key.clear();
    m_world = m_session.world();
    if (m_state != State::Offline)
        setState(State::Offline);
    readOwed();
}

// Whoever switches by hand, at the top bar, is where they want to be. A reset ends the copies, too.
void Rescue::worldChanged()
{
    m_trying = false;
    if (m_state == State::Restored && !m_busy)
        return dismiss();
    settle();
}

void Rescue::settle()
{
    if (m_busy || m_state == State::Restored || (m_state == State::Offline && isThere()))
        return;
    rest();
}

// Where nothing fails, what the sandbox holds is what there is to say.
void Rescue::rest()
{
    const State state = !holdsCopies() ? State::Calm
        : m_session.inSandbox()        ? State::CarryingOn
                                       : State::Back;
    if (state != State::Calm && m_world != worldOf(m_record->place)) {
        m_place = m_record->place;
        m_world = worldOf(m_place);
        m_owed.clear();
    }
    if (state == m_state)
        return;
    m_problem.reset();
    setState(state);
    readOwed();
    readMade();
}

void Rescue::sessionChanged()
{
    if (m_state == State::Offline && m_trying && m_session.state().loaded && isThere()) {
        m_trying = false;
        return rest();
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
    ask(m_session.client().transport().destination(), [this](bool answers) {
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

// Live mode is closed while the sandbox plays its part, and a forgotten key goes nowhere: then the way alone.
void Rescue::look(std::function<void(bool)> then)
{
    const Destination place = m_connections.destinationOf(m_place.mode);
    const bool forgotten
        = place.key.isEmpty() || place.baseUrl != m_place.baseUrl; // or another address is set since
    if (place.mode == Destination::Mode::Live || forgotten)
        new Knock(m_place.baseUrl, m_network.options(), askFor, std::move(then), this);
    else
        ask(place, std::move(then));
}

// The smallest read there is, with the place's own key of now.
void Rescue::ask(const Destination &place, std::function<void(bool)> then)
{
    const ApiRequest smallest{.segments = {"meters"}, .query = {{"page_size", "1"}}};
    const Call<ApiAnswer> call = m_session.client().transport().sendTo(place, smallest);
    QTimer::singleShot(askFor, this, [call] { call.cancel(); });
    whenDone(call, this, [then](const Result<ApiAnswer> &answer) {
        const bool silent
            = !answer && (isNetwork(answer.error()) || answer.error().kind == Error::Kind::Cancelled);
        then(!silent);
    });
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
        if (answers)
            m_problem.reset(); // that it does not answer yet is no longer true
        Q_EMIT changed();
    };
    if (m_state == State::CarryingOn)
        look(heard);
    else
        ask(m_session.client().transport().destination(), heard);
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
    if (m_state != State::CarryingOn && m_state != State::Back)
        return;
    const QByteArray copies = "sandbox:" + sandboxName().toUtf8();
    const OutboxQuery query{.show = OutboxQuery::Show::All, .destination = copies, .text = {}};
    whenDone(
        m_session.outbox().page(query, mostOwed), this, [this](const Result<QList<OutboxEntry>> &entries) {
            if (!entries || m_made == int(entries->size()))
                return;
            m_made = int(entries->size());
            Q_EMIT changed();
        });
}
