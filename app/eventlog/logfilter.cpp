// SPDX-License-Identifier: MIT
#include "eventlog/logfilter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// Splits at blanks; straight quotes keep them. Curly ones stand in the verdicts themselves.
QStringList partsOf(const QString &query)
{
    QStringList parts;
    QString part;
    bool quoted = false;
    for (const QChar c : query) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            parts.append(std::exchange(part, {}));
        } else {
            part += c;
        }
    }
    parts.append(part);
    parts.removeAll(QString());
    return parts;
}

bool contains(const QByteArray &text, const QString &word)
{
    return QString::fromUtf8(text).contains(word, Qt::CaseInsensitive);
}

bool contains(const QString &text, const QString &word)
{
    return text.contains(word, Qt::CaseInsensitive);
}

bool senderHas(const LogRow &row, const QString &word)
{
    return contains(row.sender.name + u' ' + row.sender.version, word);
}

// 400 is itself, 4xx its class, 4 what begins so.
bool statusIs(int status, const QString &word)
{
    const QString digits = QString::number(status);
    if (word.size() == 3 && word.endsWith("xx"_L1, Qt::CaseInsensitive))
        return digits.size() == 3 && digits[0] == word[0];
    return digits.startsWith(word);
}

bool eventHas(const LogRow &row, const QString &word)
{
    return contains(row.eventName, word)
        || std::ranges::any_of(row.events, [&](const EventId &id) { return contains(id.text, word); });
}

QString kindName(RowVerdict::Kind kind)
{
    static constexpr QLatin1StringView names[] = {"none"_L1, "free"_L1, "paid"_L1, "counted"_L1,
        "not-counted"_L1, "refused"_L1, "duplicate"_L1, "queued"_L1};
    return names[size_t(kind)];
}

bool verdictHas(const RowVerdict &verdict, const QString &word)
{
    return contains(verdict.words, word) || kindName(verdict.kind).compare(word, Qt::CaseInsensitive) == 0;
}

bool requestHas(const LogRow &row, const QString &word)
{
    return contains(row.target, word) || contains(row.method, word) || contains(row.quality, word);
}

} // namespace

LogFilter::LogFilter(const QString &query)
{
    for (const QString &part : partsOf(query)) {
        const Term term = termOf(part);
        if (!term.text.isEmpty()) // "sender:" with nothing behind it yet
            m_terms.append(term);
    }
}

LogFilter::Term LogFilter::termOf(const QString &word)
{
    static const std::pair<QLatin1StringView, Field> tokens[]
        = {{"sender:"_L1, Field::Sender}, {"status:"_L1, Field::Status}, {"event:"_L1, Field::Event},
            {"verdict:"_L1, Field::Verdict}, {"customer:"_L1, Field::Customer}};
    for (const auto &[token, field] : tokens) {
        if (word.startsWith(token, Qt::CaseInsensitive))
            return {field, word.sliced(token.size())};
    }
    return {Field::Any, word};
}

bool LogFilter::holds(const Term &term, const LogRow &row, const RowVerdict &verdict)
{
    switch (term.field) {
    case Field::Sender:
        return senderHas(row, term.text);
    case Field::Status:
        return statusIs(row.status, term.text);
    case Field::Event:
        return eventHas(row, term.text);
    case Field::Verdict:
        return verdictHas(verdict, term.text);
    case Field::Customer:
        return contains(row.customer, term.text);
    case Field::Any:
        break;
    }
    return requestHas(row, term.text) || senderHas(row, term.text) || eventHas(row, term.text)
        || contains(row.customer, term.text) || contains(verdict.words, term.text)
        || QString::number(row.status) == term.text;
}

bool LogFilter::matches(const LogRow &row, const RowVerdict &verdict) const
{
    return std::ranges::all_of(m_terms, [&](const Term &term) { return holds(term, row, verdict); });
}
