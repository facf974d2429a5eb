// SPDX-License-Identifier: MIT
#include "support/secrets.h"

namespace {

constexpr char bullets[] = "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022";

// A shorter rest is a word of somebody's prompt, or the key's name in a text about keys.
struct KeyLook {
    QByteArrayView start;
    qsizetype shortest;
    bool anywhere; // also at the end of a longer name
};
constexpr KeyLook looks[]
    = {{"dodo_test_", 6, true}, {"dodo_live_", 6, true}, {"whsec_", 16, true}, {"sk-", 20, false}};

bool isOfKey(char c)
{
    return isalnum(uchar(c)) || c == '_' || c == '-';
}

// Secrets of webhooks are base64.
bool isOfSecret(char c)
{
    return isOfKey(c) || c == '+' || c == '/' || c == '=';
}

void hide(QByteArray &text, const KeyLook &look)
{
    const auto isOf = look.start == "whsec_" ? isOfSecret : isOfKey;
    for (qsizetype at = text.indexOf(look.start); at >= 0; at = text.indexOf(look.start, at)) {
        const qsizetype first = at + look.start.size();
        qsizetype end = first;
        while (end < text.size() && isOf(text[end]))
            ++end;
        const bool begins = look.anywhere || at == 0 || !isOfKey(text[at - 1]);
        at = first;
        if (!begins || end - first < look.shortest)
            continue;
        text.replace(first, end - first, bullets);
        at = first + qsizetype(qstrlen(bullets));
    }
}

} // namespace

void hideKeys(QByteArray &text)
{
    for (const KeyLook &look : looks)
        hide(text, look);
}

void hideKeys(Exchange &exchange)
{
    for (Headers *head : {&exchange.requestHead, &exchange.answerHead}) {
        for (auto &[name, value] : *head)
            hideKeys(value);
    }
    for (QByteArray *text : {&exchange.target, &exchange.requestBody, &exchange.answerBody})
        hideKeys(*text);
    if (!exchange.failure)
        return;
    QByteArray message = exchange.failure->message.toUtf8();
    hideKeys(message);
    exchange.failure->message = QString::fromUtf8(message);
}
