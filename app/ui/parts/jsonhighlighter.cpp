// SPDX-License-Identifier: MIT
#include "ui/parts/jsonhighlighter.h"

#include "ui/parts/jsontext.h"
#include "ui/theme.h"

using namespace Qt::StringLiterals;

namespace {

QColor colourOf(JsonToken::Kind kind)
{
    const Theme &t = theme();
    switch (kind) {
    case JsonToken::Kind::Key:
        return t.json.key;
    case JsonToken::Kind::String:
        return t.json.string;
    case JsonToken::Kind::Number:
        return t.json.number;
    case JsonToken::Kind::Literal:
        return t.json.literal;
    case JsonToken::Kind::Punctuation:
        return t.dim;
    }
    return t.text;
}

// Where a comment starts: the last "  // " outside the JSON of the line.
int commentStart(const QString &text)
{
    if (text.startsWith("// "_L1))
        return 0;
    bool quoted = false;
    for (int i = 0; i + 1 < text.size(); ++i) {
        if (quoted && text[i] == u'\\')
            ++i;
        else if (text[i] == u'"')
            quoted = !quoted;
        else if (!quoted && text[i] == u'/' && text[i + 1] == u'/')
            return i;
    }
    return int(text.size());
}

} // namespace

void JsonHighlighter::setJsonRange(int first, int end, int titleLine)
{
    m_first = first;
    m_end = end;
    m_title = titleLine;
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    const int block = currentBlock().blockNumber();
    const int length = int(text.size());
    if (block < m_first) {
        setFormat(0, length, block == m_title ? theme().text : theme().dim);
        return;
    }
    const int comment = commentStart(text);
    setFormat(comment, length - comment, theme().json.comment);
    if (block >= m_end && comment > 0) {
        setFormat(0, comment, theme().text); // what is no JSON
        return;
    }
    const auto tokens = jsonTokens(text.left(comment));
    for (const JsonToken &token : tokens)
        setFormat(token.start, token.length, colourOf(token.kind));
}
