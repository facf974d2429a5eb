// SPDX-License-Identifier: MIT
#include "sandbox/ingestbody.h"

#include "billing/choices.h"
#include "billing/rules.h"
#include "sandbox/strictwalk.h"
#include "support/strictjson.h"

#include <mutex>

using namespace Qt::StringLiterals;

namespace {

using Value = simdjson::ondemand::value;

// Parsers keep their buffers, which is what makes them fast; a few are kept for the next requests.
class ParserPool {
public:
    std::unique_ptr<simdjson::ondemand::parser> borrow()
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty())
            return std::make_unique<simdjson::ondemand::parser>();
        auto out = std::move(m_idle.back());
        m_idle.pop_back();
        return out;
    }

    void giveBack(std::unique_ptr<simdjson::ondemand::parser> parser)
    {
        constexpr size_t kept = 4;
        constexpr size_t largest = 1024 * 1024; // bytes of document it is prepared for
        const std::lock_guard lock(m_mutex);
        if (m_idle.size() < kept && parser->capacity() <= largest)
            m_idle.push_back(std::move(parser));
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<simdjson::ondemand::parser>> m_idle;
};

ParserPool &parsers()
{
    static ParserPool pool;
    return pool;
}

Error malformed(const QString &sentence, const QString &field = {})
{
    return choices::refused(
        choices::wrongShape, field.isEmpty() ? sentence : field + u' ' + sentence + u'.', field);
}

// simdjson leaves half surrogate pairs alone; the escape is rare enough for a second, slower look.
bool mayHoldSurrogates(QByteArrayView body)
{
    const std::string_view text(body.data(), size_t(body.size()));
    return text.find("\\ud") != std::string_view::npos || text.find("\\uD") != std::string_view::npos;
}

} // namespace

// Reads one body. Members are filled in the order of the text; what is missing is found at the event's end.
class IngestBody::Parser {
public:
    explicit Parser(IngestBody &into)
        : m_into(into)
        , m_parser(parsers().borrow())
    {
    }
    ~Parser() { parsers().giveBack(std::move(m_parser)); }

    Result<void> read(QByteArrayView body)
    {
        m_bytes.reserve(body.size() + qsizetype(simdjson::SIMDJSON_PADDING));
        m_bytes.append(body.data(), body.size());
        simdjson::ondemand::document document;
        const simdjson::padded_string_view padded(
            m_bytes.constData(), size_t(m_bytes.size()), size_t(m_bytes.capacity()));
        if (m_parser->iterate(padded).get(document) != simdjson::SUCCESS)
            return malformed(notJson);
        simdjson::ondemand::object root;
        if (document.get_object().get(root) != simdjson::SUCCESS)
            return malformed(u"The body must be a JSON object."_s);
        const bool whole = walkObject(
            root, 1,
            [&](QByteArrayView key, Value &value) {
                return key == "events" ? list(document, value) : walkValue(value, 2, complaint());
            },
            complaint());
        if (m_problem)
            return *m_problem;
        if (!whole)
            return malformed(m_complaint.isEmpty() ? notJson : m_complaint, m_field);
        if (document.current_location().error() == simdjson::SUCCESS)
            return malformed(notJson);
        if (!m_listed)
            return malformed(u"is missing"_s, u"events"_s);
        return finished();
    }

private:
    static inline const QString notJson = u"The body is not valid JSON."_s;

    QString *complaint() { return &m_complaint; }

    bool refuse(const QString &field, const QString &sentence)
    {
        m_field = field;
        m_complaint = sentence;
        return false;
    }

    QString member(QLatin1StringView key) const
    {
        return u"events[%1].%2"_s.arg(m_into.m_events.size()).arg(key);
    }

    bool list(simdjson::ondemand::document &document, Value &value)
    {
        m_listed = true;
        simdjson::ondemand::array items;
        if (firstOf(value) != '[' || value.get_array().get(items) != simdjson::SUCCESS)
            return refuse(u"events"_s, u"must be a list"_s);
        for (auto item : items) {
            Value element;
            if (item.get(element) != simdjson::SUCCESS)
                return false;
            static_assert(choices::tooManyEvents.status == choices::wrongShape.status);
            if (m_into.m_events.size() == size_t(limits::eventsPerRequest))
                return refuse(u"events"_s, u"must hold at most %1 events"_s.arg(limits::eventsPerRequest));
            if (!event(document, element))
                return false;
        }
        return true;
    }

    bool event(simdjson::ondemand::document &document, Value &value)
    {
        simdjson::ondemand::object object;
        if (firstOf(value) != '{' || value.get_object().get(object) != simdjson::SUCCESS)
            return refuse(u"events[%1]"_s.arg(m_into.m_events.size()), u"must be an object"_s);
        EventView out;
        bool id = false;
        bool customer = false;
        bool name = false;
        QByteArrayView metadata;
        m_first.push_back(m_into.m_metadata.size());
        const bool read = walkObject(
            object, 3,
            [&](QByteArrayView key, Value &item) {
                if (key == "event_id")
                    return id = text(item, out.id, "event_id"_L1);
                if (key == "customer_id")
                    return customer = text(item, out.customer, "customer_id"_L1);
                if (key == "event_name")
                    return name = text(item, out.name, "event_name"_L1);
                if (key == "timestamp")
                    return time(item, out.at);
                if (key == "metadata")
                    return pairs(document, item, metadata);
                return walkValue(item, 4, complaint());
            },
            complaint());
        if (!read)
            return false;
        if (!id || !customer || !name)
            return refuse(member(!id          ? "event_id"_L1
                                  : !customer ? "customer_id"_L1
                                              : "event_name"_L1),
                u"is missing"_s);
        m_into.m_events.push_back(out);
        m_into.m_metadataJson.push_back(metadata);
        return true;
    }

    bool text(Value &value, QByteArrayView &out, QLatin1StringView key)
    {
        std::string_view read;
        const char first = firstOf(value);
        if (first == 'n' && isNull(value))
            return refuse(member(key), u"is missing"_s);
        if (first != '"')
            return refuse(member(key), u"must be text"_s);
        if (value.get_string().get(read) != simdjson::SUCCESS)
            return false;
        out = {read.data(), qsizetype(read.size())};
        return true;
    }

    bool time(Value &value, std::optional<TimePoint> &out)
    {
        if (firstOf(value) == 'n')
            return isNull(value);
        QByteArrayView read;
        if (!text(value, read, "timestamp"_L1))
            return false;
        const auto at = timeFromIso(read);
        if (!at) {
            // With its field named, as the error is read by people.
            const QString field = member("timestamp"_L1);
            m_problem
                = choices::refused(choices::timeWithoutZone, timeFromIso(read, field).error().message, field);
            return false;
        }
        out = *at;
        return true;
    }

    bool pairs(simdjson::ondemand::document &document, Value &value, QByteArrayView &json)
    {
        const char first = firstOf(value);
        if (first == 'n')
            return isNull(value);
        simdjson::ondemand::object object;
        const char *begin = tokenOf(value).data();
        if (first != '{' || value.get_object().get(object) != simdjson::SUCCESS)
            return refuse(member("metadata"_L1), u"must be an object"_s);
        const bool read = walkObject(
            object, 4, [&](QByteArrayView key, Value &item) { return pair(key, item); }, complaint());
        if (!read)
            return false;
        const char *end = nullptr;
        if (document.current_location().get(end) != simdjson::SUCCESS)
            return false;
        while (end > begin && *(end - 1) != '}')
            --end;
        if (m_into.m_metadata.size() > m_first.back())
            json = {begin, end - begin};
        return true;
    }

    bool pair(QByteArrayView key, Value &value)
    {
        MetaView out{.key = key, .type = MetaValue::Type::Text, .text = {}};
        const auto field = [&] { return member("metadata"_L1) + u'.' + QString::fromUtf8(key); };
        switch (firstOf(value)) {
        case '"': {
            std::string_view read;
            if (value.get_string().get(read) != simdjson::SUCCESS)
                return false;
            out.text = {read.data(), qsizetype(read.size())};
            break;
        }
        case 't':
        case 'f': {
            bool read = false;
            if (value.get_bool().get(read) != simdjson::SUCCESS)
                return false;
            out.type = MetaValue::Type::Boolean;
            out.text = read ? "true" : "false";
            break;
        }
        case '{':
        case '[':
        case 'n':
            return refuse(field(), u"must be text, a number, true or false"_s);
        default:
            out.type = MetaValue::Type::Number;
            out.text = numberOf(value);
            if (out.text.isEmpty())
                return false;
        }
        m_into.m_metadata.push_back(out);
        return true;
    }

    // The spans can be set now that the list of pairs stands still.
    Result<void> finished()
    {
        if (m_into.m_events.empty())
            return malformed(u"must hold at least 1 event"_s, u"events"_s);
        m_first.push_back(m_into.m_metadata.size());
        for (size_t i = 0; i < m_into.m_events.size(); ++i)
            m_into.m_events[i].metadata
                = std::span(m_into.m_metadata).subspan(m_first[i], m_first[i + 1] - m_first[i]);
        return {};
    }

    IngestBody &m_into;
    std::unique_ptr<simdjson::ondemand::parser> m_parser;
    QByteArray m_bytes;
    std::vector<size_t> m_first; // of each event, in m_metadata
    bool m_listed = false;
    QString m_complaint;
    QString m_field;
    std::optional<Error> m_problem;
};

IngestBody::IngestBody() = default;
IngestBody::~IngestBody() = default;

Result<void> IngestBody::read(QByteArrayView body)
{
    if (body.startsWith("\xef\xbb\xbf"))
        return malformed(u"The JSON starts with a byte order mark."_s);
    if (mayHoldSurrogates(body)) {
        if (const auto strict = readObject(body); !strict)
            return strict.error();
    }
    m_parser = std::make_unique<Parser>(*this);
    return m_parser->read(body);
}

std::vector<EventRow> IngestBody::rows(TimePoint arrival) const
{
    std::vector<EventRow> out;
    out.reserve(m_events.size());
    for (size_t i = 0; i < m_events.size(); ++i) {
        const EventView &event = m_events[i];
        out.push_back({event.id, event.customer, event.name, event.at.value_or(arrival), m_metadataJson[i]});
    }
    return out;
}

QList<QByteArray> IngestBody::ids() const
{
    QList<QByteArray> out;
    out.reserve(qsizetype(m_events.size()));
    for (const EventView &event : m_events)
        out.append(event.id.toByteArray());
    return out;
}
