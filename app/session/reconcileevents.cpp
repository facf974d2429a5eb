// SPDX-License-Identifier: MIT
#include "session/reconcile.h"

#include "session/payloadtree.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

// Qt holds a number as a double; the text holds all of its digits.
void takeNumbers(Event &event, QStringView text, const PayloadNode &object)
{
    const PayloadNode *metadata = object.child(u"metadata");
    if (!metadata)
        return;
    for (MetaEntry &entry : event.metadata) {
        const PayloadNode *node = metadata->child(QString::fromUtf8(entry.key));
        if (node && node->kind == PayloadNode::Kind::Number)
            entry.value = MetaValue::ofNumber(text.sliced(node->at, node->length).toLatin1());
    }
}

Error unreadableText(const PayloadFault &fault)
{
    return {.kind = Error::Kind::Protocol, .message = fault.what};
}

QString shown(const MetaValue &value)
{
    if (value.type != MetaValue::Type::Text)
        return value.string();
    const QByteArray list = QJsonDocument(QJsonArray{value.string()}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

QString shown(const std::optional<TimePoint> &at)
{
    return at ? QString::fromLatin1(toIso(*at)) : QString();
}

bool equal(const MetaValue &a, const MetaValue &b)
{
    if (a == b)
        return true;
    if (a.type != MetaValue::Type::Number || b.type != MetaValue::Type::Number)
        return false;
    const auto first = a.number();
    const auto second = b.number();
    return first && second && *first == *second; // 1, 1.0 and 1e0 are one number
}

// A service that keeps milliseconds or seconds has cut or rounded what it was sent.
bool equal(TimePoint ours, TimePoint theirs)
{
    const microseconds apart = ours > theirs ? ours - theirs : theirs - ours;
    const auto part = theirs.time_since_epoch() % 1s;
    if (part == 0us)
        return apart < 1s;
    return part % 1ms == 0us ? apart < 1ms : apart == 0us;
}

const MetaValue *valueOf(const Metadata &metadata, const QByteArray &key)
{
    for (const MetaEntry &entry : metadata) {
        if (entry.key == key)
            return &entry.value;
    }
    return nullptr;
}

std::optional<Difference> differenceOf(const Metadata &ours, const Metadata &theirs)
{
    for (const MetaEntry &entry : ours) {
        const MetaValue *other = valueOf(theirs, entry.key);
        if (!other || !equal(entry.value, *other))
            return Difference{u"metadata."_s + QString::fromUtf8(entry.key), shown(entry.value),
                other ? shown(*other) : QString()};
    }
    for (const MetaEntry &entry : theirs) {
        if (!valueOf(ours, entry.key))
            return Difference{u"metadata."_s + QString::fromUtf8(entry.key), {}, shown(entry.value)};
    }
    return std::nullopt;
}

} // namespace

Result<Event> exactEvent(const QByteArray &eventJson)
{
    const Result<QJsonObject> json = readObject(eventJson);
    if (!json)
        return json.error();
    Result<Event> event = eventFromJson(*json);
    const QString text = QString::fromUtf8(eventJson);
    const PayloadTree tree = readPayload(text);
    if (!event || tree.fault)
        return tree.fault ? Result<Event>(unreadableText(*tree.fault)) : event;
    takeNumbers(*event, text, tree.root);
    return event;
}

Result<QList<Event>> exactEvents(const QByteArray &listAnswer)
{
    const Result<QJsonObject> json = readObject(listAnswer);
    if (!json)
        return json.error();
    JsonReader in(*json);
    QList<Event> events = in.list<Event>("items"_L1, eventFromJson);
    const QString text = QString::fromUtf8(listAnswer);
    const PayloadTree tree = readPayload(text);
    if (tree.fault)
        return unreadableText(*tree.fault);
    const PayloadNode *items = tree.root.child(u"items");
    for (qsizetype i = 0; in.ok() && items && i < events.size() && size_t(i) < items->children.size(); ++i)
        takeNumbers(events[i], text, items->children[size_t(i)]);
    return in.finish(events);
}

std::optional<Difference> differenceOf(const Event &ours, const Event &theirs)
{
    if (ours.customer != theirs.customer)
        return Difference{u"customer_id"_s, ours.customer.string(), theirs.customer.string()};
    if (ours.name != theirs.name)
        return Difference{u"event_name"_s, QString::fromUtf8(ours.name), QString::fromUtf8(theirs.name)};
    if (ours.at && theirs.at && !equal(*ours.at, *theirs.at))
        return Difference{u"timestamp"_s, shown(ours.at), shown(theirs.at)};
    return differenceOf(ours.metadata, theirs.metadata);
}
