// SPDX-License-Identifier: MIT
#include "sandbox/metadatatext.h"

#include <string_view>

namespace {

void skipTo(QByteArrayView json, qsizetype &pos, const char *wanted)
{
    while (pos < json.size() && std::string_view(wanted).find(json[pos]) == std::string_view::npos)
        ++pos;
}

// From an opening quote to behind the closing one; gives the inside.
QByteArrayView insideOf(QByteArrayView json, qsizetype &pos)
{
    const qsizetype first = ++pos;
    while (pos < json.size() && json[pos] != '"')
        pos += json[pos] == '\\' ? 2 : 1;
    const qsizetype end = qMin(pos, json.size());
    ++pos;
    return json.sliced(first, end - first);
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c; // quote, backslash, slash
    }
}

char16_t unitAt(QByteArrayView text, qsizetype at)
{
    return char16_t(
        text.sliced(at, qMin(qsizetype(4), text.size() - at)).toByteArray().toUShort(nullptr, 16));
}

} // namespace

QByteArray unescapedJson(QByteArrayView inside)
{
    QByteArray out;
    out.reserve(inside.size());
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\' || i + 1 >= inside.size()) {
            out.append(inside[i]);
            continue;
        }
        if (inside[++i] != 'u') {
            out.append(simpleEscape(inside[i]));
            continue;
        }
        QString units(1, QChar(unitAt(inside, i + 1)));
        i += 4;
        if (units.at(0).isHighSurrogate() && i + 6 < inside.size()) {
            units.append(QChar(unitAt(inside, i + 3)));
            i += 6;
        }
        out.append(units.toUtf8());
    }
    return out;
}

QByteArrayView MetadataText::text(QByteArrayView json, qsizetype &pos)
{
    const QByteArrayView inside = insideOf(json, pos);
    if (!inside.contains('\\'))
        return inside;
    return m_unescaped.emplace_back(unescapedJson(inside));
}

std::span<const MetaView> MetadataText::read(QByteArrayView json)
{
    m_entries.clear();
    m_unescaped.clear();
    for (qsizetype pos = 0;;) {
        skipTo(json, pos, "\"");
        if (pos >= json.size())
            return m_entries;
        const QByteArrayView key = text(json, pos);
        skipTo(json, pos, ":");
        ++pos;
        while (pos < json.size() && uchar(json[pos]) <= ' ')
            ++pos;
        if (pos < json.size() && json[pos] == '"') {
            m_entries.push_back({key, MetaValue::Type::Text, text(json, pos)});
            continue;
        }
        const qsizetype first = pos;
        skipTo(json, pos, ",} \t\r\n");
        const QByteArrayView word = json.sliced(first, pos - first);
        const bool truth = word == "true" || word == "false";
        m_entries.push_back({key, truth ? MetaValue::Type::Boolean : MetaValue::Type::Number, word});
    }
}
