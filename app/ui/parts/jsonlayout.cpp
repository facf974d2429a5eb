// SPDX-License-Identifier: MIT
#include "ui/parts/jsonlayout.h"

#include "ui/parts/jsonscanner.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct JsonWords {
    Q_DECLARE_TR_FUNCTIONS(JsonWords)
};

constexpr int briefest = 60; // characters of a folded block's first value

bool isName(const QString &text)
{
    const auto fits = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'$'; };
    return !text.isEmpty() && !text.front().isDigit() && std::ranges::all_of(text, fits);
}

} // namespace

JsonLayout::JsonLayout(const QByteArray &source)
    : m_source(source)
{
    m_whole = JsonScanner(m_source, m_lines).scan();
}

QString JsonLayout::slice(qint32 from, qint32 length) const
{
    return QString::fromUtf8(QByteArrayView(m_source).sliced(from, length));
}

QString JsonLayout::keyText(const Line &line) const
{
    return line.keyLength == 0 ? QString() : slice(line.key, line.keyLength) + u": "_s;
}

QString JsonLayout::shownValue(const Line &line) const
{
    const char first = m_source[line.value];
    if (line.kind != Kind::Value)
        return QString(QLatin1Char(first));
    if (first == '{' || first == '[')
        return first == '{' ? u"{}"_s : u"[]"_s;
    if (line.valueLength <= longestValue)
        return slice(line.value, line.valueLength);
    qint32 end = longestValue;
    while (end > 0 && (uchar(m_source[line.value + end]) & 0xc0) == 0x80) // not inside a character
        --end;
    return slice(line.value, end)
        + JsonWords::tr("…(%1 characters)").arg(QLocale().toString(line.valueLength - 2)) + u'"';
}

QString JsonLayout::text(int at) const
{
    const Line &is = line(at);
    QString out(is.depth * 2, u' ');
    out += keyText(is) + shownValue(is);
    if (is.comma && is.kind != Kind::Open)
        out += u',';
    return out;
}

QString JsonLayout::folded(int at) const
{
    const Line &is = line(at);
    const bool list = m_source[is.value] == '[';
    const int values = count(at);
    QString inside = values == 1 ? JsonWords::tr("1 entry")
                                 : JsonWords::tr("%1 entries").arg(QLocale().toString(values));
    const int first = at + 1;
    if (!list && first < size() && line(first).kind == Kind::Value) {
        inside = text(first).trimmed();
        if (inside.endsWith(u','))
            inside.chop(1);
        if (inside.size() > briefest)
            inside = inside.first(briefest) + u'…';
        if (values > 1)
            inside += u", …"_s;
    }
    const Line &end = line(is.end);
    const bool closed = end.kind == Kind::Close && end.end == at;
    return text(at) + u' ' + inside + (closed ? u' ' + text(is.end).trimmed() : QString());
}

int JsonLayout::valueStart(int at) const
{
    const Line &is = line(at);
    return is.depth * 2 + int(keyText(is).size());
}

int JsonLayout::valueLength(int at) const
{
    return int(shownValue(line(at)).size());
}

int JsonLayout::next(int at) const
{
    return (line(at).kind == Kind::Open ? line(at).end : at) + 1;
}

int JsonLayout::count(int at) const
{
    int last = line(at).end; // behind the last value when the block is closed
    if (line(last).kind == Kind::Close && line(last).end == at)
        --last;
    while (last > at && line(last).parent != at)
        last = line(last).parent;
    return last > at ? line(last).place + 1 : 0;
}

QString JsonLayout::nameOf(int at) const
{
    const Line &is = line(at);
    return is.keyLength == 0 ? QString::number(is.place) : slice(is.key + 1, is.keyLength - 2);
}

QString JsonLayout::path(int at) const
{
    if (line(at).kind == Kind::Close)
        return {};
    QString out;
    for (int i = at; line(i).parent >= 0; i = line(i).parent)
        out = out.isEmpty() ? nameOf(i) : nameOf(i) + u'.' + out;
    return out;
}

QString JsonLayout::place(int at) const
{
    if (line(at).kind == Kind::Close)
        at = line(at).end;
    QString out;
    for (int i = at; line(i).parent >= 0; i = line(i).parent) {
        const QString name = nameOf(i);
        const bool named = line(i).keyLength > 0;
        if (!named)
            out.prepend(u"[%1]"_s.arg(name));
        else if (isName(name))
            out.prepend(line(line(i).parent).parent >= 0 ? u'.' + name : name);
        else
            out.prepend(u"[\"%1\"]"_s.arg(name));
    }
    return out;
}

QString JsonLayout::value(int at) const
{
    const Line &is = line(at).kind == Kind::Close ? line(line(at).end) : line(at);
    if (is.kind == Kind::Value)
        return slice(is.value, is.valueLength);
    const JsonLayout block(m_source.sliced(is.value, is.valueLength));
    return block.pretty();
}

int JsonLayout::findIn(int block, QStringView path) const
{
    const int end = std::min(line(block).end + 1, size());
    for (int at = block + 1; at < end; at = next(at)) {
        if (line(at).kind == Kind::Close)
            break;
        const QString name = nameOf(at);
        if (path == name)
            return at;
        if (line(at).kind != Kind::Open || !path.startsWith(name) || path[name.size()] != u'.')
            continue;
        if (const int found = findIn(at, path.sliced(name.size() + 1)); found >= 0)
            return found;
    }
    return -1;
}

int JsonLayout::find(const QString &path) const
{
    return m_lines.empty() || path.isEmpty() ? -1 : findIn(0, path);
}

int JsonLayout::lineAt(qsizetype offset) const
{
    const auto starts = [](const Line &line) { return line.keyLength > 0 ? line.key : line.value; };
    const auto after = std::ranges::upper_bound(m_lines, offset, std::less<>(), starts);
    return int(after - m_lines.begin()) - 1;
}

int JsonLayout::columnAt(int at, qsizetype offset) const
{
    const Line &is = line(at);
    const int indent = is.depth * 2;
    if (is.keyLength > 0 && offset >= is.key && offset < is.key + is.keyLength)
        return indent + int(slice(is.key, qint32(offset) - is.key).size());
    if (offset < is.value || offset >= is.value + (is.kind == Kind::Value ? is.valueLength : 1))
        return -1;
    const qint32 shown = std::min(qint32(offset) - is.value, longestValue); // what is left out: its place
    return valueStart(at) + int(slice(is.value, shown).size());
}

QString JsonLayout::pretty() const
{
    QString out;
    for (int i = 0; i < size(); ++i) {
        const Line &is = line(i);
        const bool shortened = is.kind == Kind::Value && is.valueLength > longestValue;
        if (i > 0)
            out += u'\n';
        out += shortened ? QString(is.depth * 2, u' ') + keyText(is) + slice(is.value, is.valueLength)
                + (is.comma ? u","_s : QString())
                         : text(i);
    }
    return out;
}
