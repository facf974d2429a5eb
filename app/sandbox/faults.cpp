// SPDX-License-Identifier: MIT
#include "sandbox/faults.h"

#include "sandbox/answers.h"
#include "sandbox/world.h"
#include "support/jsonreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// POST, GET and DELETE /_sandbox/faults.
namespace {

constexpr qint64 mostTimes = 1'000'000;
constexpr qint64 longestDelay = 120'000; // ms; longer than the SDKs' own time-out of 60 s
constexpr qsizetype mostFaults = 100;

constexpr std::pair<QLatin1StringView, Answer::Ending> endings[] = {{"whole"_L1, Answer::Ending::Whole},
    {"cut"_L1, Answer::Ending::Cut}, {"drop"_L1, Answer::Ending::Dropped}};

Answer::Ending endingIn(JsonReader &in)
{
    const auto name = in.optionalString("answer"_L1).value_or(u"whole"_s);
    for (const auto &[known, ending] : endings) {
        if (name == known)
            return ending;
    }
    in.fail("answer"_L1, u"must be whole, cut or drop"_s);
    return Answer::Ending::Whole;
}

Answer addFault(const Request &request, World &world)
{
    auto fault = bodyObject(request).andThen(faultFromJson);
    if (fault && world.faults.all().size() >= mostFaults)
        return answerError(invalidBody(u"There are 100 faults waiting already."_s));
    if (!fault)
        return answerError(fault.error());
    fault->id = world.ids.next(Prefix::Exchange);
    world.faults.add(*fault);
    return answerJson(toJson(*fault), 201);
}

Answer listFaults(const Request &, World &world)
{
    QJsonArray items;
    const auto all = world.faults.all();
    for (const Fault &fault : all)
        items.append(toJson(fault));
    return answerItems(items);
}

Answer clearFaults(const Request &, World &world)
{
    world.faults.clear();
    return answerEmpty(204);
}

constexpr Route table[] = {
    {Method::Post, "/_sandbox/faults", Access::Token, addFault},
    {Method::Get, "/_sandbox/faults", Access::Token, listFaults},
    {Method::Delete, "/_sandbox/faults", Access::Token, clearFaults},
};

} // namespace

bool Fault::fits(QByteArrayView ofMethod, QByteArrayView target) const
{
    if (!method.isEmpty() && method != ofMethod)
        return false;
    const qsizetype query = target.indexOf('?');
    const QByteArrayView asked = query < 0 ? target : target.first(query);
    return path.isEmpty() || path == asked
        || (path.endsWith('*') && asked.startsWith(QByteArrayView(path).chopped(1)));
}

Result<Fault> faultFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    Fault out{.id = {},
        .method = in.optionalString("method"_L1).value_or(QString()).toUpper().toUtf8(),
        .path = in.optionalString("path"_L1).value_or(QString()).toUtf8(),
        .times = in.optionalInteger("times"_L1, 1, mostTimes).value_or(1),
        .delay = milliseconds{in.optionalInteger("delay_ms"_L1, 0, longestDelay).value_or(0)},
        .status = int(in.optionalInteger("status"_L1, 400, 599).value_or(0)),
        .code = in.optionalString("code"_L1).value_or(QString()),
        .retryAfter = in.optionalInteger("retry_after"_L1, 0, 3600),
        .ending = endingIn(in)};
    const bool isWhole = out.ending == Answer::Ending::Whole;
    if (in.ok() && !out.path.isEmpty() && !out.path.startsWith('/'))
        in.fail("path"_L1, u"must begin with a slash"_s);
    if (in.ok() && out.status == 0 && out.delay == 0ms && isWhole)
        in.fail("status"_L1, u"is missing; send status, delay_ms or answer"_s);
    if (in.ok() && out.status != 0 && !isWhole)
        in.fail("answer"_L1, u"cannot go with status"_s);
    return in.finish(out);
}

QJsonObject toJson(const Fault &fault)
{
    const auto textOrNull
        = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    const auto ending
        = std::ranges::find(endings, fault.ending, &std::pair<QLatin1StringView, Answer::Ending>::second);
    return {{"id"_L1, QString::fromUtf8(fault.id)},
        {"method"_L1, textOrNull(QString::fromUtf8(fault.method))},
        {"path"_L1, textOrNull(QString::fromUtf8(fault.path))}, {"times"_L1, fault.times},
        {"delay_ms"_L1, qint64(fault.delay.count())},
        {"status"_L1, fault.status == 0 ? QJsonValue() : QJsonValue(fault.status)},
        {"code"_L1, textOrNull(fault.code)},
        {"retry_after"_L1, fault.retryAfter ? QJsonValue(*fault.retryAfter) : QJsonValue()},
        {"answer"_L1, ending->first}};
}

void Faults::add(const Fault &fault)
{
    const std::lock_guard lock(m_mutex);
    m_faults.append(fault);
    m_any = true;
}

void Faults::clear()
{
    {
        const std::lock_guard lock(m_mutex);
        m_faults.clear();
        m_any = false;
        ++m_cleared;
    }
    m_change.notify_all();
}

QList<Fault> Faults::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_faults;
}

std::optional<Fault> Faults::takeFirst(QByteArrayView method, QByteArrayView target)
{
    const std::lock_guard lock(m_mutex);
    const auto found
        = std::ranges::find_if(m_faults, [&](const Fault &fault) { return fault.fits(method, target); });
    if (found == m_faults.end())
        return std::nullopt;
    const Fault out = *found;
    if (--found->times == 0)
        m_faults.erase(found);
    m_any = !m_faults.isEmpty();
    return out;
}

void Faults::wait(milliseconds delay)
{
    std::unique_lock lock(m_mutex);
    m_change.wait_for(lock, delay, [this, before = m_cleared] { return m_stopped || m_cleared != before; });
}

void Faults::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_change.notify_all();
}

std::span<const Route> faultRoutes()
{
    return table;
}
