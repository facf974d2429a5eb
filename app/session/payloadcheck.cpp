// SPDX-License-Identifier: MIT
#include "session/payloadcheck.h"

#include "billing/rules.h"
#include "session/payloadadvice.h"
#include "session/payloadevents.h"
#include "support/strictjson.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace {

using Kind = PayloadRemark::Kind;

constexpr qsizetype mostLetters = JsonLimits().maxBytes;
constexpr qsizetype lettersShown = 40;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Payload)
};

QString capitalised(const QString &text)
{
    return text.isEmpty() ? text : text.first(1).toUpper() + text.sliced(1);
}

// Errors first, each in the order of the text.
void sortRemarks(QList<PayloadRemark> &remarks)
{
    std::ranges::stable_sort(remarks, {}, [](const PayloadRemark &is) { return std::pair(is.kind, is.at); });
    remarks.resize(std::min(remarks.size(), mostPayloadRemarks));
}

PayloadRemark whole(const QString &sentence)
{
    return {.kind = Kind::Error, .path = {}, .sentence = sentence};
}

PayloadRemark faultOf(const QString &text, const PayloadFault &fault)
{
    const PayloadPlace place = placeIn(text, fault.at);
    PayloadRemark out
        = whole(Words::tr("Line %1, column %2: %3.").arg(place.line).arg(place.column).arg(fault.what));
    out.at = std::min(fault.at, text.size());
    out.length = std::min(fault.length, text.size() - out.at);
    if (fault.instead) {
        const bool removed = fault.instead->isEmpty();
        out.mend = PayloadMend{.kind = removed ? PayloadMend::Kind::Remove : PayloadMend::Kind::Use,
            .at = fault.at,
            .length = fault.length,
            .value = *fault.instead,
            .shown = *fault.instead};
    }
    return out;
}

// The members an event may have, each tried alone among sound ones, so that every mistake is found and the
// rules themselves say what it is.
constexpr QLatin1StringView members[]
    = {"event_id"_L1, "customer_id"_L1, "event_name"_L1, "timestamp"_L1, "metadata"_L1};

QString memberOf(const QString &path, const QString &member)
{
    return path.isEmpty() ? member : path + u'.' + member;
}

// The value under a path such as events[3].metadata.quality, or the nearest thing that stands around it.
const PayloadNode *placeOf(const PayloadItem &item, const QString &field)
{
    const qsizetype skipped = item.path.isEmpty() ? 0 : std::min(field.size(), item.path.size() + 1);
    const QStringView rest = QStringView(field).sliced(skipped);
    const qsizetype dot = rest.indexOf(u'.'); // a key of the metadata may hold dots itself
    const PayloadNode *outer = item.node->child(dot < 0 ? rest : rest.first(dot));
    const PayloadNode *inner = outer && dot >= 0 ? outer->child(rest.sliced(dot + 1)) : nullptr;
    return inner ? inner : outer;
}

class Check {
public:
    Check(const QString &text, const ServiceState &state, TimePoint now)
        : m_text(text)
        , m_state(state)
        , m_now(now)
        , m_advice(state.meters)
    {
    }

    PayloadOpinion opinion()
    {
        if (m_text.size() > mostLetters)
            return refused(whole(Words::tr("The text is larger than 4 MB. Split it over several requests.")));
        if (m_text.trimmed().isEmpty())
            return refused(whole(Words::tr("Nothing is written yet. Start from a template.")));
        m_tree = readPayload(m_text);
        if (m_tree.fault)
            return refused(faultOf(m_text, *m_tree.fault));
        const auto items = payloadItems(m_text, m_tree.root);
        if (!items)
            return refused(whole(items.error().message));
        checkRequest(*items);
        for (const PayloadItem &item : *items)
            checkItem(item);
        sortRemarks(m_out.remarks);
        return m_out;
    }

private:
    PayloadOpinion refused(const PayloadRemark &why)
    {
        m_out.remarks = {why};
        return m_out;
    }

    void add(Kind kind, const QString &path, const QString &sentence, const PayloadNode *place,
        const std::optional<PayloadMend> &mend = {})
    {
        m_out.remarks.append({.kind = kind,
            .path = path,
            .sentence = sentence,
            .at = place ? place->at : 0,
            .length = place ? place->length : 1,
            .mend = mend});
    }

    void checkRequest(const QList<PayloadItem> &items)
    {
        if (items.isEmpty())
            add(Kind::Error, u"events"_s, Words::tr("The list is empty. A request holds at least 1 event."),
                &m_tree.root);
        const bool request
            = m_tree.root.kind == PayloadNode::Kind::Object && items.value(0).node != &m_tree.root;
        for (const PayloadNode &member : m_tree.root.children) {
            if (request && member.key != "events"_L1)
                addUnknown(member, {}, Words::tr("“%1” is no field of a request. The service ignores it."));
        }
    }

    void checkItem(const PayloadItem &item)
    {
        m_out.texts.append(item.text);
        m_out.ids.append(item.json.value("event_id"_L1).toString().toUtf8());
        if (item.node->kind != PayloadNode::Kind::Object)
            return add(Kind::Error, item.path,
                Words::tr("%1 must be an event, an object in braces.").arg(item.path), item.node);
        const auto event = payloadEvent(item);
        const bool sound = event && check(EventViewOf(*event).view(), m_now, item.path);
        for (const QLatin1StringView member :
            sound ? std::span<const QLatin1StringView>() : std::span(members))
            probe(item, member);
        for (const PayloadNode &member : item.node->children) {
            if (std::ranges::find(members, member.key) == std::end(members))
                addUnknown(member, item.path,
                    Words::tr(
                        "“%1” is no field of an event. The service ignores it. Move it into metadata."));
        }
        checkId(item);
        if (!event)
            return;
        m_out.events.append(*event);
        const Verdict verdict = verdictOf(*event);
        m_out.verdicts.append(verdict);
        if (!verdict.customerKnown)
            addCustomer(item, *event);
        if (m_out.remarks.size() < mostPayloadRemarks) {
            if (const auto remark = m_advice.remark(*event, verdict, *item.node, item.path))
                m_out.remarks.append(*remark);
        }
    }

    void probe(const PayloadItem &item, QLatin1StringView member)
    {
        QJsonObject sound{{"event_id"_L1, u"x"_s}, {"customer_id"_L1, u"x"_s}, {"event_name"_L1, u"x"_s}};
        sound.remove(member);
        if (item.json.contains(member))
            sound.insert(member, item.json.value(member));
        const auto event = eventFromJson(sound, item.path);
        const auto fine
            = event ? check(EventViewOf(*event).view(), m_now, item.path) : Result<void>(event.error());
        if (fine)
            return;
        const QString field = fine.error().field.isEmpty() ? memberOf(item.path, member) : fine.error().field;
        const PayloadNode *place = placeOf(item, field);
        PayloadNode brace = *item.node;
        brace.length = 1;
        add(Kind::Error, field, capitalised(fine.error().message), place ? place : &brace,
            mendOf(item, member));
    }

    // What can stand there instead, where that is plain.
    std::optional<PayloadMend> mendOf(const PayloadItem &item, QLatin1StringView member) const
    {
        PayloadMend out;
        const auto use = [&out](const QString &text) {
            out.value = jsonText(text);
            out.shown = text;
        };
        if (member == "event_id"_L1)
            out.kind = PayloadMend::Kind::NewId;
        else if (member == "timestamp"_L1)
            out.kind = PayloadMend::Kind::Now;
        else if (member == "customer_id"_L1 && m_state.customer())
            use(m_state.customer()->id.string());
        else if (member == "event_name"_L1 && m_advice.onlyName())
            use(*m_advice.onlyName());
        else
            return std::nullopt;
        const PayloadNode *there = item.node->child(QString(member));
        if (!there)
            return adding(out, *item.node, member);
        out.at = there->at;
        out.length = there->length;
        return out;
    }

    void addUnknown(const PayloadNode &member, const QString &path, const QString &sentence)
    {
        PayloadNode key;
        key.at = member.keyAt;
        key.length = member.keyLength;
        add(Kind::Warning, memberOf(path, member.key), sentence.arg(member.key.left(lettersShown)), &key);
    }

    void checkId(const PayloadItem &item)
    {
        const QString id = item.json.value("event_id"_L1).toString();
        if (m_seen.contains(id) && !id.isEmpty())
            add(Kind::Error, memberOf(item.path, u"event_id"_s),
                Words::tr("“%1” stands twice. Each event of a request needs its own id.")
                    .arg(id.left(lettersShown)),
                item.node->child(u"event_id"), mendOf(item, "event_id"_L1));
        m_seen.insert(id);
    }

    Verdict verdictOf(const Event &event) const
    {
        const EventViewOf view(event);
        const auto isOf = [&event](const Subscription &is) { return is.customer.id == event.customer; };
        const bool subscribed = std::ranges::any_of(m_state.subscriptions, isOf);
        const Customer *own = m_state.customer();
        Verdict out{.event = event.id,
            .customerKnown = subscribed || (own && own->id == event.customer) || !m_state.loaded,
            .subscribed = subscribed,
            .meters = {}};
        for (const Meter &meter : m_state.meters)
            out.meters.append(judgeMeter(meter, view.view()));
        sortByNearness(out.meters);
        return out;
    }

    // Customers without a subscription are not read by this program, so it does not know them all.
    void addCustomer(const PayloadItem &item, const Event &event)
    {
        if (event.customer.isEmpty())
            return; // an error already
        const Customer *own = m_state.customer();
        const QString shown = event.customer.string().left(lettersShown);
        add(Kind::Warning, memberOf(item.path, u"customer_id"_s),
            own ? Words::tr("“%1” has no active subscription here. It may be refused.").arg(shown)
                : Words::tr("There is no customer yet. The event may be refused."),
            item.node->child(u"customer_id"), mendOf(item, "customer_id"_L1));
    }

    const QString &m_text;
    const ServiceState &m_state;
    const TimePoint m_now;
    const PayloadAdvice m_advice;
    PayloadTree m_tree;
    PayloadOpinion m_out;
    QSet<QString> m_seen;
};

} // namespace

bool PayloadOpinion::sendable() const
{
    return !events.isEmpty()
        && std::ranges::none_of(remarks, [](const PayloadRemark &is) { return is.kind == Kind::Error; });
}

int PayloadOpinion::countedOn() const
{
    return verdicts.isEmpty() ? 0
                              : int(std::ranges::count_if(verdicts.first().meters, &MeterVerdict::counted));
}

PayloadOpinion opinionOf(const QString &text, const ServiceState &state, TimePoint now)
{
    return Check(text, state, now).opinion();
}

void addSentBefore(PayloadOpinion &opinion, const QString &text, const QSet<EventId> &accepted)
{
    const PayloadTree tree = readPayload(text);
    const auto items
        = tree.fault ? Result<QList<PayloadItem>>(QList<PayloadItem>()) : payloadItems(text, tree.root);
    for (const PayloadItem &item : items.valueOr({})) {
        const PayloadNode *id = item.node->child(u"event_id");
        if (!id || !accepted.contains(EventId::of(item.json.value("event_id"_L1).toString())))
            continue;
        opinion.remarks.append({.kind = Kind::Warning,
            .path = memberOf(item.path, u"event_id"_s),
            .sentence = Words::tr("This id was accepted before. It would be ignored, not billed twice."),
            .at = id->at,
            .length = id->length,
            .mend = PayloadMend{.kind = PayloadMend::Kind::NewId, .at = id->at, .length = id->length}});
    }
    sortRemarks(opinion.remarks);
}

QString mendedText(const QString &text, const PayloadMend &mend, const QString &value)
{
    const bool given = mend.kind == PayloadMend::Kind::Use || mend.kind == PayloadMend::Kind::Remove;
    const QString put = given ? mend.value : jsonText(value);
    return QString(text).replace(mend.at, mend.length, mend.before + put + mend.after);
}
