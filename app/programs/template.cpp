// SPDX-License-Identifier: MIT
#include "programs/template.h"

namespace {

constexpr QByteArrayView openMark = "{{";
constexpr QByteArrayView closeMark = "}}";

// What stands between the marks when they are all there is on the line and start with this sign.
QByteArray sectionMark(const QByteArray &line, char sign)
{
    const QByteArray bare = line.trimmed();
    if (!bare.startsWith(openMark) || !bare.endsWith(closeMark) || bare.size() < 5 || bare[2] != sign)
        return {};
    return bare.mid(3, bare.size() - 5);
}

QByteArray indentOf(const QByteArray &line)
{
    qsizetype length = 0;
    while (length < line.size() && (line[length] == ' ' || line[length] == '\t'))
        ++length;
    return line.left(length);
}

QByteArray filledLine(const QByteArray &line, const QHash<QByteArray, QByteArray> &values)
{
    QByteArray out;
    qsizetype at = 0;
    while (true) {
        const qsizetype open = line.indexOf(openMark, at);
        const qsizetype close = open < 0 ? -1 : line.indexOf(closeMark, open);
        if (close < 0)
            return out + line.mid(at);
        const auto value = values.constFind(line.mid(open + 2, close - open - 2));
        out += line.mid(at, open - at);
        if (value == values.constEnd()) {
            out += line.mid(open, 2);
            at = open + 2;
            continue;
        }
        out += QByteArray(*value).replace("\n", '\n' + indentOf(line));
        at = close + 2;
    }
}

} // namespace

QByteArray fillIn(const QByteArray &text, const TemplateValues &with)
{
    QList<QByteArray> out;
    QList<QByteArray> dropped; // sections we are in that are not wanted
    for (const QByteArray &line : text.split('\n')) {
        if (const QByteArray name = sectionMark(line, '#'); !name.isEmpty()) {
            if (!dropped.isEmpty() || !with.sections.contains(name))
                dropped.append(name);
            continue;
        }
        if (const QByteArray name = sectionMark(line, '/'); !name.isEmpty()) {
            if (!dropped.isEmpty() && dropped.last() == name)
                dropped.removeLast();
            continue;
        }
        if (dropped.isEmpty())
            out.append(filledLine(line, with.values));
    }
    return out.join('\n');
}
