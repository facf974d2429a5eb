// SPDX-License-Identifier: MIT
#include "session/judge.h"

#include "support/strictjson.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isIngest(const Exchange &exchange)
{
    return exchange.method == "POST" && exchange.target == "/events/ingest" && exchange.status >= 200
        && exchange.status < 300;
}

QList<Event> eventsOf(const QByteArray &body)
{
    QList<Event> out;
    const auto json = readObject(body);
    if (!json)
        return out;
    const QJsonArray items = json->value("events"_L1).toArray();
    for (const QJsonValue &item : items) {
        if (const auto event = eventFromJson(item.toObject()))
            out.append(*event);
    }
    return out;
}

} // namespace

Judge::Judge(Session &session)
    : m_session(session)
{
}

// What it asked for is answered by the place before, and would be followed by questions to the next one.
void Judge::close()
{
    for (QObject *watcher : children())
        watcher->disconnect();
    fail({.kind = Error::Kind::Cancelled, .message = {}});
}

Judge::Book *Judge::find(const CustomerId &customer) const
{
    const auto found = std::ranges::find_if(
        m_books, [&customer](const auto &book) { return book->judged.customer() == customer; });
    return found == m_books.end() ? nullptr : found->get();
}

Judge::Book &Judge::bookOf(const CustomerId &customer)
{
    if (Book *known = find(customer))
        return *known;
    if (m_books.size() == mostCustomers) {
        const auto oldest = std::ranges::find_if(m_books,
            [this](const auto &book) { return !played() || book->judged.customer() != played()->id; });
        m_books.erase(oldest);
    }
    m_books.push_back(std::make_unique<Book>(customer));
    return *m_books.back();
}

// Of an event that its book holds already, else it may be a stray.
void Judge::remember(const Event &event)
{
    m_customers.insert(event.id.text, event.customer.text);
    m_strangers.remove(event.id.text);
    if (m_customers.size() >= m_forgetAt)
        forgetStrays();
}

// Whose event it is that no book holds is asked for again, if somebody asks.
void Judge::forgetStrays()
{
    m_customers.removeIf([this](const auto &entry) {
        const Book *book = find({entry.value()});
        return !book || !book->judged.holds({entry.key()});
    });
    m_forgetAt = std::max<qsizetype>(2 * JudgeBook::mostEvents, 2 * m_customers.size());
}

void Judge::addStranger(const EventId &event)
{
    if (m_strangers.size() >= JudgeBook::mostEvents)
        m_strangers.clear(); // they are asked for again
    m_strangers.insert(event.text);
}

Call<QList<Verdict>> Judge::verdicts(const QList<EventId> &events)
{
    m_waiting.append(Question{.events = events, .source = {}});
    const auto call = m_waiting.last().source.call();
    if (!m_busy)
        next();
    return call;
}

// One thing after the other, so that a question takes one of the connections at most.
void Judge::next()
{
    m_busy = true;
    if (m_waiting.isEmpty()) {
        m_busy = false;
        return;
    }
    Question &question = m_waiting.first();
    if (const auto customer = wantedBook(question))
        return readBook(*customer);
    if (const auto event = wantedSingle(question)) {
        ++question.singles;
        return readSingle(*event);
    }
    answer();
}

// The customer this window plays first: most events asked about are theirs.
std::optional<CustomerId> Judge::wantedBook(const Question &question)
{
    const auto unread = [this](const CustomerId &customer) {
        const Book *book = find(customer);
        return !book || !book->read;
    };
    const bool unknown = std::ranges::any_of(
        question.events, [this](const EventId &event) { return customerOf(event).isEmpty(); });
    if (const Customer *customer = played()) {
        if (unread(customer->id) || (unknown && find(customer->id)->stale))
            return customer->id;
    }
    QSet<QByteArray> wanted;
    for (const EventId &event : question.events) {
        const CustomerId customer{customerOf(event)};
        if (customer.isEmpty() || wanted.contains(customer.text))
            continue;
        wanted.insert(customer.text);
        if (wanted.size() < mostCustomers && unread(customer))
            return customer;
    }
    return std::nullopt;
}

std::optional<EventId> Judge::wantedSingle(const Question &question)
{
    if (question.singles >= mostSingles)
        return std::nullopt;
    const auto found = std::ranges::find_if(question.events, [this](const EventId &event) {
        return customerOf(event).isEmpty() && !m_strangers.contains(event.text);
    });
    return found == question.events.end() ? std::nullopt : std::optional(*found);
}

void Judge::answer()
{
    const Question question = m_waiting.takeFirst();
    const QList<JudgeMeter> judging = meters();
    QList<Verdict> out;
    for (const EventId &event : question.events) {
        Book *book = find({customerOf(event)});
        if (const auto verdict = book && book->read ? book->judged.verdict(event, judging) : std::nullopt)
            out.append(*verdict);
    }
    tellKnown();
    question.source.finish(out);
    next();
}

void Judge::fail(const Error &error)
{
    const QList<Question> waiting = std::exchange(m_waiting, {});
    m_busy = false;
    for (const Question &question : waiting)
        question.source.finish(error);
}

// The listed meters, and those of subscriptions that were asked for one by one.
QList<JudgeMeter> Judge::meters() const
{
    QList<JudgeMeter> out;
    const ServiceState &state = m_session.state();
    for (const Meter &meter : state.meters)
        out.prepend({meter, true});
    for (const Meter &meter : state.archivedMeters)
        out.prepend({meter, false});
    for (const Meter &meter : m_otherMeters) {
        if (std::ranges::none_of(
                out, [&meter](const JudgeMeter &known) { return known.meter.id == meter.id; }))
            out.prepend({meter, true});
    }
    std::ranges::stable_sort(out, {}, [](const JudgeMeter &known) { return known.meter.createdAt; });
    return out;
}

void Judge::hear(const Exchange &exchange)
{
    if (!isIngest(exchange) || m_heard.contains(exchange.id))
        return;
    if (m_heard.size() >= JudgeBook::mostEvents)
        m_heard.clear(); // one that comes again is known by its events
    m_heard.insert(exchange.id);
    for (const Event &event : eventsOf(exchange.requestBody)) {
        m_strangers.remove(event.id.text);
        if (!customerOf(event.id).isEmpty()) {
            ++m_known.duplicates;
            continue;
        }
        bookOf(event.customer).judged.hear(event, event.at.value_or(exchange.at));
        remember(event);
    }
    if (const Customer *customer = played(); customer && find(customer->id)) {
        m_known.events = find(customer->id)->judged.size();
        m_known.late = find(customer->id)->judged.late();
    }
    Q_EMIT changed();
}

void Judge::stateRead()
{
    for (const auto &book : m_books)
        book->stale = true;
    if (m_session.state().subscription) {
        if (Book *book = find(played()->id); book && book->read) {
            QList<Subscription> with = book->judged.subscriptions();
            for (Subscription &subscription : with) {
                if (subscription.id == m_session.state().subscription->id)
                    subscription = *m_session.state().subscription;
            }
            book->judged.setSubscriptions(with);
        }
    }
    tellKnown();
}

// The service's total is asked for again after each sending; until then it is behind what is known here.
void Judge::tellKnown()
{
    KnownEvents known{.duplicates = m_known.duplicates};
    const ServiceState &state = m_session.state();
    Book *book = state.subscription ? find(played()->id) : nullptr;
    if (book) {
        known.events = book->judged.size();
        known.late = book->judged.late();
        known.whole = book->whole && !book->judged.isCut();
    }
    if (book && book->read && !state.usage.isEmpty()) {
        const auto computed = book->judged.usage(state.subscription->id, meters());
        const auto total = [](const QList<MeterUsage> &usage) {
            qint64 sum = 0;
            for (const MeterUsage &meter : usage)
                sum += meter.totalPrice;
            return sum;
        };
        known.agrees = computed && total(*computed) == total(state.usage.first().meters);
    }
    if (std::exchange(m_known, known) != known)
        Q_EMIT changed();
}
