// SPDX-License-Identifier: MIT
#include "session/payloadevents.h"

#include "billing/rules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Payload)
};

Error unfit(const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence};
}

PayloadItem itemOf(QStringView text, const PayloadNode &node, const QString &path)
{
    PayloadItem out{
        .path = path, .node = &node, .json = {}, .text = text.sliced(node.at, node.length).toUtf8()};
    if (node.kind == PayloadNode::Kind::Object)
        out.json = QJsonDocument::fromJson(out.text).object();
    return out;
}

void lay(QStringView text, const PayloadNode &node, int depth, QString &out)
{
    const bool object = node.kind == PayloadNode::Kind::Object;
    if ((!object && node.kind != PayloadNode::Kind::List) || node.children.empty()) {
        const bool block = object || node.kind == PayloadNode::Kind::List;
        out += block ? (object ? u"{}"_s : u"[]"_s) : text.sliced(node.at, node.length).toString();
        return;
    }
    out += object ? u'{' : u'[';
    const QString indent = u'\n' + QString(2 * (depth + 1), u' ');
    for (size_t i = 0; i < node.children.size(); ++i) {
        const PayloadNode &child = node.children[i];
        out += i == 0 ? indent : u',' + indent;
        if (object)
            out += text.sliced(child.keyAt, child.keyLength).toString() + u": "_s;
        lay(text, child, depth + 1, out);
    }
    out += u'\n' + QString(2 * depth, u' ') + (object ? u'}' : u']');
}

} // namespace

Result<QList<PayloadItem>> payloadItems(QStringView text, const PayloadNode &root)
{
    const PayloadNode *list = root.kind == PayloadNode::Kind::List ? &root : root.child(u"events");
    if (!list && root.kind == PayloadNode::Kind::Object)
        return QList{itemOf(text, root, {})};
    if (!list)
        return unfit(Words::tr("An event is an object in braces."));
    if (list->kind != PayloadNode::Kind::List)
        return unfit(Words::tr("“events” must be a list in square brackets."));
    const qsizetype count = qsizetype(list->children.size());
    if (count > limits::eventsPerRequest)
        return unfit(Words::tr("These are %1 events. One request holds at most %2.")
                         .arg(QLocale(QLocale::English).toString(count))
                         .arg(QLocale(QLocale::English).toString(limits::eventsPerRequest)));
    QList<PayloadItem> out;
    for (qsizetype i = 0; i < count; ++i)
        out.append(itemOf(text, list->children[size_t(i)], u"events[%1]"_s.arg(i)));
    return out;
}

Result<Event> payloadEvent(const PayloadItem &item)
{
    auto event = eventFromJson(item.json, item.path);
    const PayloadNode *metadata = item.node->child(u"metadata");
    if (!event || !metadata)
        return event;
    // The text begins where the node does, in UTF-16.
    const QString text = QString::fromUtf8(item.text);
    Metadata ordered;
    for (const PayloadNode &child : metadata->children) {
        const QByteArray key = child.key.toUtf8();
        const auto entry = std::ranges::find(event->metadata, key, &MetaEntry::key);
        if (entry == event->metadata.end())
            continue;
        if (child.kind == PayloadNode::Kind::Number)
            entry->value.text = QStringView(text).sliced(child.at - item.node->at, child.length).toLatin1();
        ordered.append(*entry);
    }
    event->metadata = ordered;
    return event;
}

QString jsonText(const QString &text)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact))
        .mid(1)
        .chopped(1);
}

QString formatted(const QString &text)
{
    const PayloadTree tree = readPayload(text);
    if (tree.fault)
        return text;
    QString out;
    lay(text, tree.root, 0, out);
    return out;
}
