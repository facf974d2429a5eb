// SPDX-License-Identifier: MIT
#include "guide/placeholders.h"

#include "guide/playstep.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &mark()
{
    static const QRegularExpression expression(u"\\{([a-zA-Z_][a-zA-Z0-9_.]*)\\}"_s);
    return expression;
}

// Only what a sentence can hold.
std::optional<QString> wordsOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return std::nullopt;
}

} // namespace

QString filledIn(const QString &text, const QJsonObject &facts)
{
    QString filled;
    qsizetype from = 0;
    for (const QRegularExpressionMatch &found : mark().globalMatch(text)) {
        filled += text.mid(from, found.capturedStart() - from);
        filled += wordsOf(at(facts, found.captured(1))).value_or(found.captured(0));
        from = found.capturedEnd();
    }
    return filled + text.mid(from);
}

QStringList placeholders(const QString &text)
{
    QStringList paths;
    for (const QRegularExpressionMatch &found : mark().globalMatch(text))
        paths.append(found.captured(1));
    return paths;
}

QJsonValue filledIn(const QJsonValue &value, const QJsonObject &facts)
{
    if (!value.isString())
        return value;
    const QString text = value.toString();
    const QStringList paths = placeholders(text);
    if (paths.size() == 1 && text.size() == paths.first().size() + 2)
        return at(facts, paths.first());
    return filledIn(text, facts);
}
