// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"

#include <QFile>
#include <QMap>

// Reads tests/data/clausetable.txt, whose head says how it is written.
namespace clausetable {

using namespace Qt::StringLiterals;

struct Row {
    int line = 0;
    Meter meter;
    QByteArray name;
    std::optional<Metadata> metadata; // nullopt: a value that the service does not take
    QStringList expected; // name, filter, property, outcome, mend
};

// Words, quoted texts and signs of one field.
class Scanner {
public:
    explicit Scanner(const QString &text)
        : m_text(text)
    {
    }

    bool atEnd()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at == m_text.size();
    }

    bool take(QChar sign)
    {
        if (atEnd() || m_text[m_at] != sign)
            return false;
        ++m_at;
        return true;
    }

    // A quoted text, or all up to a space or one of the signs around values.
    QString word(bool *quoted = nullptr)
    {
        const bool isQuoted = take(u'"');
        if (quoted)
            *quoted = isQuoted;
        const qsizetype start = m_at;
        if (isQuoted) {
            m_at = m_text.indexOf(u'"', start) + 1;
            return m_text.sliced(start, m_at - 1 - start);
        }
        while (m_at < m_text.size() && !m_text[m_at].isSpace() && !u",:()"_s.contains(m_text[m_at]))
            ++m_at;
        return m_text.sliced(start, m_at - start);
    }

    std::optional<MetaValue> value()
    {
        atEnd();
        bool quoted = false;
        const QString text = word(&quoted);
        if (quoted)
            return MetaValue::ofText(text);
        if (text == "true"_L1 || text == "false"_L1)
            return MetaValue::ofBoolean(text == "true"_L1);
        return text == "null"_L1 ? std::nullopt : std::optional(MetaValue::ofNumber(text.toLatin1()));
    }

private:
    QString m_text;
    qsizetype m_at = 0;
};

inline QString unescaped(QString text)
{
    for (qsizetype at = text.indexOf("\\u"_L1); at >= 0; at = text.indexOf("\\u"_L1))
        text.replace(at, 6, QChar(text.mid(at + 2, 4).toUShort(nullptr, 16)));
    return text;
}

inline Operator operatorOf(const QString &sign)
{
    static const QMap<QString, Operator> signs{{u"="_s, Operator::Equals}, {u"!="_s, Operator::NotEquals},
        {u">"_s, Operator::GreaterThan}, {u">="_s, Operator::GreaterThanOrEquals},
        {u"<"_s, Operator::LessThan}, {u"<="_s, Operator::LessThanOrEquals}, {u"has"_s, Operator::Contains},
        {u"hasnt"_s, Operator::DoesNotContain}};
    if (!signs.contains(sign))
        qFatal("no operator %s", qPrintable(sign));
    return signs[sign];
}

inline Clause clauseIn(Scanner &in)
{
    in.atEnd();
    const QString first = in.word();
    if (!in.take(u'(')) {
        in.atEnd();
        const QString sign = in.word();
        return {Condition{first, operatorOf(sign), *in.value()}};
    }
    Filter group{first == "or"_L1 ? Conjunction::Or : Conjunction::And, {}};
    do
        group.clauses.push_back(clauseIn(in));
    while (in.take(u','));
    in.take(u')');
    return {group};
}

inline std::optional<Metadata> metadataIn(const QString &text)
{
    Metadata out;
    Scanner in(text);
    while (!in.atEnd()) {
        const QString key = in.word();
        in.take(u':');
        const auto value = in.value();
        if (!value)
            return std::nullopt;
        out.append({key.toUtf8(), *value});
        in.take(u',');
    }
    return out;
}

inline Meter meterIn(const QStringList &fields)
{
    static const QMap<QString, Aggregation::Type> types{{u"count"_s, Aggregation::Type::Count},
        {u"sum"_s, Aggregation::Type::Sum}, {u"max"_s, Aggregation::Type::Max},
        {u"last"_s, Aggregation::Type::Last}};
    Meter out;
    out.is.name = fields[0];
    out.is.measurementUnit = u"units"_s;
    out.id = {"mtr_" + fields[0].toLatin1()};
    out.is.eventName = fields[1];
    Scanner aggregation(fields[2]);
    out.is.aggregation.type = types[aggregation.word()];
    if (aggregation.take(u'('))
        out.is.aggregation.key = aggregation.word();
    Scanner filter(fields[3]);
    if (fields[3] != "-"_L1)
        out.is.filter = std::get<Filter>(clauseIn(filter).is);
    return out;
}

inline QList<Row> rows()
{
    QFile file(QStringLiteral(TEST_DATA "/clausetable.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no table");
    QList<Row> out;
    QMap<QString, Meter> meters;
    int number = 0;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        ++number;
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        QStringList fields = unescaped(line).split(u'|');
        for (QString &field : fields) // what is odd at the ends of a name stands in quotes
            field = field.trimmed();
        if (fields[0].startsWith("meter "_L1)) {
            fields[0].remove(0, 6);
            meters.insert(fields[0], meterIn(fields));
            continue;
        }
        Scanner name(fields[1]);
        const QString eventName = fields[1].startsWith(u'"') ? name.word() : fields[1];
        out.append({number, meters[fields[0]], eventName.toUtf8(), metadataIn(fields[2]), fields.sliced(3)});
    }
    return out;
}

} // namespace clausetable
