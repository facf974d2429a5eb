// SPDX-License-Identifier: MIT
#include "ui/code/codehighlighter.h"

#include "ui/theme.h"

namespace {

QColor colourOf(CodeToken::Kind kind)
{
    const JsonColours &json = theme().json;
    switch (kind) {
    case CodeToken::Kind::Comment:
        return json.comment;
    case CodeToken::Kind::String:
        return json.string;
    case CodeToken::Kind::Keyword:
        return json.key;
    case CodeToken::Kind::Number:
        return json.number;
    }
    return theme().text;
}

} // namespace

void CodeHighlighter::highlightBlock(const QString &text)
{
    const int before = previousBlockState();
    const CodeLine line = codeTokens(m_tongue, text, CodeState(before < 0 ? 0 : before));
    for (const CodeToken &token : line.tokens)
        setFormat(token.start, token.length, colourOf(token.kind));
    setCurrentBlockState(int(line.ends));
}
