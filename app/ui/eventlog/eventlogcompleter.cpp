// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogcompleter.h"

#include "eventlog/logfilter.h"
#include "eventlog/logmodel.h"

#include <QAbstractItemView>
#include <QSet>
#include <QStringListModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsLookedAt = 2000;
constexpr int shown = 9;

void add(QSet<QString> &words, QLatin1StringView token, const QString &value)
{
    if (!value.isEmpty())
        words.insert(value.contains(u' ') ? u"\"%1%2\""_s.arg(token, value) : token + value);
}

// Before the word under the cursor, which is always the last one: a blank outside quotes ends a word.
qsizetype lastWord(const QString &query)
{
    qsizetype start = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < query.size(); ++i) {
        if (query[i] == u'"')
            quoted = !quoted;
        else if (query[i].isSpace() && !quoted)
            start = i + 1;
    }
    return start < query.size() && query[start] == u'-' ? start + 1 : start;
}

} // namespace

EventLogCompleter::EventLogCompleter(QObject *parent)
    : QCompleter(parent)
    , m_words(new QStringListModel(LogFilter::tokens(), this))
{
    setModel(m_words);
    setCaseSensitivity(Qt::CaseInsensitive);
    setMaxVisibleItems(shown);
    popup()->setObjectName(u"logQueryWords"_s);
    popup()->setProperty("menu", true);
}

void EventLogCompleter::learn(const LogModel &log)
{
    QSet<QString> values;
    for (int row = std::max(0, log.rowCount() - rowsLookedAt); row < log.rowCount(); ++row) {
        const LogRow &each = log.row(row);
        add(values, "sender:"_L1, each.sender.name);
        add(values, "status:"_L1, QString::number(each.status));
        add(values, "method:"_L1, QString::fromLatin1(each.method));
        add(values, "event:"_L1, QString::fromUtf8(each.eventName));
        add(values, "quality:"_L1, QString::fromUtf8(each.quality));
        add(values, "customer:"_L1, QString::fromUtf8(each.customer));
    }
    for (const char *kind : {"free", "paid", "counted", "not-counted", "refused", "duplicate", "queued"})
        add(values, "verdict:"_L1, QLatin1StringView(kind));
    QStringList sorted(values.cbegin(), values.cend());
    sorted.sort(Qt::CaseInsensitive);
    m_words->setStringList(LogFilter::tokens() + sorted);
}

QStringList EventLogCompleter::splitPath(const QString &query) const
{
    const qsizetype start = lastWord(query);
    m_before = query.left(start);
    const QString word = query.mid(start);
    // A whole value has nothing left to complete; the list would only stand in the way.
    const bool whole = !word.endsWith(u':') && m_words->stringList().contains(word, Qt::CaseInsensitive);
    return {whole ? u"\n"_s : word};
}

QString EventLogCompleter::pathFromIndex(const QModelIndex &index) const
{
    return m_before + index.data().toString();
}
