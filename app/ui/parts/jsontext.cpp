// SPDX-License-Identifier: MIT
#include "ui/parts/jsontext.h"

#include "ui/parts/jsonlayout.h"

using namespace Qt::StringLiterals;

QList<JsonLine> prettyJson(const QByteArray &json)
{
    const JsonLayout layout(json);
    QList<JsonLine> out;
    for (int i = 0; layout.isWhole() && i < layout.size(); ++i) {
        const JsonLayout::Line &line = layout.line(i);
        const bool closing = line.kind == JsonLayout::Kind::Close;
        out.append({.text = layout.text(i),
            .path = layout.path(i),
            .valueStart = closing ? -1 : layout.valueStart(i),
            .valueLength = closing ? 0 : layout.valueLength(i),
            .closes = line.kind == JsonLayout::Kind::Open ? line.end : -1});
    }
    return out;
}

QList<JsonToken> jsonTokens(const QString &line)
{
    QList<JsonToken> tokens;
    for (int at = 0; at < line.size();) {
        const QChar c = line[at];
        int end = at + 1;
        if (c.isSpace()) {
            at = end;
            continue;
        }
        JsonToken::Kind kind = JsonToken::Kind::Punctuation;
        if (c == u'"') {
            for (; end < line.size() && line[end] != u'"'; ++end)
                end += line[end] == u'\\' ? 1 : 0;
            ++end;
            kind = end < line.size() && line[end] == u':' ? JsonToken::Kind::Key : JsonToken::Kind::String;
        } else if (c.isDigit() || c == u'-') {
            while (end < line.size() && (line[end].isLetterOrNumber() || u"+-."_s.contains(line[end])))
                ++end;
            kind = JsonToken::Kind::Number;
        } else if (c.isLetter()) {
            while (end < line.size() && line[end].isLetter())
                ++end;
            kind = JsonToken::Kind::Literal;
        }
        end = std::min(end, int(line.size()));
        tokens.append({kind, at, end - at});
        at = end;
    }
    return tokens;
}
