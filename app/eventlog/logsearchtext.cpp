// SPDX-License-Identifier: MIT
#include "eventlog/logsearchtext.h"

#include "eventlog/logstorepack.h"

#include <algorithm>

namespace {

constexpr std::array<quint8, 256> makeFold()
{
    std::array<quint8, 256> fold{};
    for (size_t c = 0; c < fold.size(); ++c)
        fold[c] = quint8(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    return fold;
}

constexpr std::array<quint8, 256> fold = makeFold();
constexpr qsizetype longestSkip = 255;

std::vector<LogNeedle> needlesOf(const QStringList &words)
{
    std::vector<LogNeedle> needles;
    for (const QString &word : words)
        needles.emplace_back(word.toUtf8());
    return needles;
}

// As the ids stand in the store.
std::vector<LogNeedle> idNeedlesOf(const QStringList &ids)
{
    std::vector<LogNeedle> needles;
    for (const QString &id : ids)
        needles.emplace_back(logpack::escapedId(id.toUtf8()));
    return needles;
}

} // namespace

LogNeedle::LogNeedle(const QByteArray &word)
    : m_word(word)
{
    for (char &c : m_word)
        c = char(fold[quint8(c)]);
    const qsizetype last = m_word.size() - 1;
    m_skip.fill(quint8(std::clamp<qsizetype>(m_word.size(), 1, longestSkip)));
    for (size_t byte = 0; byte < m_skip.size(); ++byte) {
        for (qsizetype i = std::max<qsizetype>(0, last - longestSkip); i < last; ++i) {
            if (quint8(m_word[i]) == fold[byte])
                m_skip[byte] = quint8(last - i);
        }
    }
}

bool LogNeedle::isIn(QByteArrayView text) const
{
    const qsizetype length = m_word.size();
    if (length == 0)
        return true;
    const auto *word = reinterpret_cast<const quint8 *>(m_word.constData());
    const auto *at = reinterpret_cast<const quint8 *>(text.data());
    const quint8 last = word[length - 1];
    for (qsizetype left = text.size(); left >= length;) {
        const quint8 seen = at[length - 1];
        if (fold[seen] == last
            && std::equal(word, word + length - 1, at, [](quint8 a, quint8 b) { return a == fold[b]; }))
            return true;
        const qsizetype skip = m_skip[seen];
        at += skip;
        left -= skip;
    }
    return false;
}

LogNeedles::LogNeedles(const LogWanted &wanted)
    : m_words(needlesOf(wanted.words))
    , m_without(needlesOf(wanted.without))
    , m_ids(idNeedlesOf(wanted.ids))
    , m_withoutIds(idNeedlesOf(wanted.withoutIds))
{
}

bool LogNeedles::areIn(const LogTexts &texts) const
{
    const auto anywhere = [&texts](const LogNeedle &needle) {
        return needle.isIn(texts.request) || needle.isIn(texts.answer) || needle.isIn(texts.target)
            || needle.isIn(texts.events);
    };
    const auto inIds = [&texts](const LogNeedle &needle) { return needle.isIn(texts.events); };
    return std::ranges::all_of(m_ids, inIds) && std::ranges::none_of(m_withoutIds, inIds)
        && std::ranges::all_of(m_words, anywhere) && std::ranges::none_of(m_without, anywhere);
}

bool holds(const Exchange &exchange, const LogWanted &wanted)
{
    const QByteArray events = logpack::linesOf(exchange.events);
    return LogNeedles(wanted).areIn({.target = exchange.target,
        .events = events,
        .request = exchange.requestBody,
        .answer = exchange.answerBody});
}
