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
    return contains(senderText(row.sender), word);
}

bool idHas(const LogRow &row, const QString &word)
{
    return std::ranges::any_of(row.events, [&](const EventId &id) { return contains(id.text, word); });
}

bool eventHas(const LogRow &row, const QString &word)
{
    return contains(row.eventName, word) || idHas(row, word);
}

bool verdictHas(const RowVerdict &verdict, const QString &word)
{
    return contains(verdict.words, word)
        || logfilter::kindName(verdict.kind).compare(word, Qt::CaseInsensitive) == 0;
}

bool requestHas(const LogRow &row, const QString &word)
{
    return contains(row.target, word) || contains(row.method, word) || contains(row.quality, word);
}

// The one of `choices` that the word is or begins; -1 for none.
qsizetype choiceOf(const QString &word, const QStringList &choices)
{
    const auto begins = [&](const QString &choice) { return choice.startsWith(word, Qt::CaseInsensitive); };
    const auto found = std::ranges::find_if(choices, begins);
    return found == choices.end() ? -1 : found - choices.begin();
}

} // namespace

// 400 is itself, 4xx its class, 4 what begins so.
bool logfilter::statusIs(int status, const QString &word)
{
    const QString digits = QString::number(status);
    if (word.size() == 3 && word.endsWith("xx"_L1, Qt::CaseInsensitive))
        return digits.size() == 3 && digits[0] == word[0];
    return digits.startsWith(word);
}

QLatin1StringView logfilter::kindName(RowVerdict::Kind kind)
{
    static constexpr QLatin1StringView names[] = {"none"_L1, "free"_L1, "paid"_L1, "counted"_L1,
        "not-counted"_L1, "refused"_L1, "duplicate"_L1, "queued"_L1};
    return names[size_t(kind)];
}

constinit const LogFilter::Token LogFilter::table[] = {
    {"sender:"_L1, Field::Sender},
    {"sdk:"_L1, Field::Sender},
    {"status:"_L1, Field::Status},
    {"method:"_L1, Field::Method},
    {"path:"_L1, Field::Path},
    {"event:"_L1, Field::Event},
    {"id:"_L1, Field::Id},
    {"quality:"_L1, Field::Quality},
    {"customer:"_L1, Field::Customer},
    {"verdict:"_L1, Field::Verdict},
    {"after:"_L1, Field::After},
    {"before:"_L1, Field::Before},
    {"took:"_L1, Field::Took},
    {"retry:"_L1, Field::Retry},
    {"pinned:"_L1, Field::Pinned},
    {"colour:"_L1, Field::Colour},
    {"is:"_L1, Field::Is},
};

LogFilter::LogFilter(const QString &query)
{
    for (const QString &part : partsOf(query)) {
        const std::optional<Term> term = termOf(part);
        if (!term)
            m_unread.append(part);
        else if (!term->text.isEmpty()) // "sender:" with nothing behind it yet
            m_terms.append(*term);
    }
}

QStringList LogFilter::tokens()
{
    QStringList all;
    for (const Token &token : table)
        all.append(token.text);
    return all;
}

std::optional<LogFilter::Term> LogFilter::termOf(const QString &word)
{
    Term term;
    term.turned = word.size() > 1 && word.startsWith(u'-');
    term.text = term.turned ? word.sliced(1) : word;
    for (const Token &token : table) {
        if (!term.text.startsWith(token.text, Qt::CaseInsensitive))
            continue;
        term.field = token.field;
        term.text = term.text.sliced(token.text.size());
        break;
    }
    if (term.text.isEmpty() || read(term))
        return term;
    return std::nullopt;
}

bool LogFilter::read(Term &term)
{
    switch (term.field) {
    case Field::After:
    case Field::Before:
        return readTime(term);
    case Field::Took:
    case Field::Retry:
        return readNumber(term);
    case Field::Pinned:
    case Field::Colour:
    case Field::Is:
        return readChoice(term);
    default:
        return true;
    }
}

bool LogFilter::readTime(Term &term)
{
    bool ok = true;
    const auto parts = term.text.split(u'T', Qt::SkipEmptyParts, Qt::CaseInsensitive);
    for (const QString &part : parts) {
        const QDate day = QDate::fromString(part, Qt::ISODate);
        QTime time = QTime::fromString(part, u"H:m"_s);
        if (!time.isValid())
            time = QTime::fromString(part, u"H:m:s"_s);
        ok = ok && (day.isValid() || time.isValid());
        if (day.isValid())
            term.day = day;
        if (time.isValid())
            term.time = time;
    }
    return ok && !parts.isEmpty();
}

bool LogFilter::readNumber(Term &term)
{
    bool ok = true;
    QStringView digits = term.text;
    if (digits.startsWith(u'>') || digits.startsWith(u'<')) {
        term.order = digits.startsWith(u'>') ? Order::More : Order::Less;
        digits = digits.sliced(1);
    }
    if (digits.isEmpty()) // still being typed
        term.text.clear();
    else
        term.number = digits.toLongLong(&ok);
    return ok;
}

// Half a word stands for the whole one.
bool LogFilter::readChoice(Term &term)
{
    if (term.field == Field::Pinned) {
        const qsizetype choice = choiceOf(term.text, {u"yes"_s, u"no"_s});
        term.number = choice == 0;
        return choice >= 0;
    }
    if (term.field == Field::Is) {
        term.number = choiceOf(term.text, {u"imported"_s, u"pinned"_s, u"noted"_s, u"failed"_s});
        return term.number >= 0;
    }
    bool ok = false;
    term.number = term.text.toInt(&ok);
    if (ok)
        return term.number >= 0 && term.number <= LogMark::colours;
    const qsizetype choice = choiceOf(term.text, {u"any"_s, u"none"_s});
    term.number = choice == 0 ? -1 : 0;
    return choice >= 0;
}

bool LogFilter::Term::compares(qint64 value) const
{
    return order == Order::Equal ? value == number : order == Order::More ? value > number : value < number;
}

// A time of day alone is asked of whatever day the row is from.
bool LogFilter::isLater(const Term &term, const LogRow &row)
{
    const QDateTime at = toDateTime(row.at).toLocalTime();
    if (!term.day)
        return at.time() >= *term.time;
    return at >= QDateTime(*term.day, term.time.value_or(QTime(0, 0)));
}

bool LogFilter::holds(const Term &term, const LogRow &row, const RowVerdict &verdict)
{
    switch (term.field) {
    case Field::Sender:
        return senderHas(row, term.text);
    case Field::Status:
        return logfilter::statusIs(row.status, term.text);
    case Field::Method:
        return contains(row.method, term.text);
    case Field::Path:
        return contains(row.target, term.text);
    case Field::Event:
        return eventHas(row, term.text);
    case Field::Id:
        return idHas(row, term.text);
    case Field::Quality:
        return QString::fromUtf8(row.quality).compare(term.text, Qt::CaseInsensitive) == 0;
    case Field::Customer:
        return contains(row.customer, term.text);
    case Field::Verdict:
        return verdictHas(verdict, term.text);
    case Field::After:
        return isLater(term, row);
    case Field::Before:
        return !isLater(term, row);
    case Field::Took:
        return term.compares(std::chrono::duration_cast<milliseconds>(row.took).count());
    case Field::Retry:
        return term.compares(row.retry);
    case Field::Pinned:
    case Field::Colour:
    case Field::Is:
        return isMarked(term, row);
    case Field::Any:
        break;
    }
    return requestHas(row, term.text) || senderHas(row, term.text) || eventHas(row, term.text)
        || contains(row.customer, term.text) || contains(verdict.words, term.text)
        || QString::number(row.status) == term.text;
}

bool LogFilter::isMarked(const Term &term, const LogRow &row)
{
    if (term.field == Field::Pinned)
        return row.mark.pinned == (term.number == 1);
    if (term.field == Field::Colour)
        return term.number < 0 ? row.mark.colour > 0 : row.mark.colour == term.number;
    const bool is[] = {row.imported, row.mark.pinned, !row.mark.note.isEmpty(), row.failed()};
    return is[term.number];
}

bool LogFilter::matches(const LogRow &row, const RowVerdict &verdict) const
{
    return std::ranges::all_of(
        m_terms, [&](const Term &term) { return holds(term, row, verdict) != term.turned; });
}

// Words and parts of ids or names stand in what the panes show; times, numbers and kinds do not.
QStringList LogFilter::highlights() const
{
    QStringList texts;
    for (const Term &term : m_terms) {
        const bool shown = term.field == Field::Any || term.field == Field::Event || term.field == Field::Id
            || term.field == Field::Quality || term.field == Field::Customer || term.field == Field::Path;
        if (shown && !term.turned && !texts.contains(term.text, Qt::CaseInsensitive))
            texts.append(term.text);
    }
    return texts;
}

bool LogFilter::asksTexts() const
{
    return std::ranges::any_of(m_terms, &Term::isText);
}

bool LogFilter::asksVerdicts() const
{
    return std::ranges::any_of(m_terms, [](const Term &term) { return term.field == Field::Verdict; });
}

LogWanted LogFilter::wanted(const QList<int> &answered) const
{
    LogWanted wanted;
    for (int i = 0; i < m_terms.size(); ++i) {
        const Term &term = m_terms[i];
        if (!term.isText() || answered.contains(i))
            continue;
        const bool word = term.field == Field::Any;
        if (term.turned)
            (word ? wanted.without : wanted.withoutIds).append(term.text);
        else
            (word ? wanted.words : wanted.ids).append(term.text);
    }
    return wanted;
}
