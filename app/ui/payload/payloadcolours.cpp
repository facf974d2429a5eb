// SPDX-License-Identifier: MIT
#include "ui/payload/payloadcolours.h"

#include "ui/parts/jsontext.h"
#include "ui/theme.h"

void PayloadColours::highlightBlock(const QString &text)
{
    const Theme &t = theme();
    const auto colour = [&t](JsonToken::Kind kind) {
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
            break;
        }
        return t.dim;
    };
    for (const JsonToken &token : jsonTokens(text))
        setFormat(token.start, token.length, colour(token.kind));
}
