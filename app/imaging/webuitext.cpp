// SPDX-License-Identifier: MIT
#include "imaging/webuitext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr auto negativeHead = "Negative prompt:"_L1;
constexpr auto ownVersion = "Version: PixelMeter"_L1;
constexpr qsizetype longestWhole = 256 * 1024;
constexpr qsizetype longestPrompt = 32'000;
constexpr qsizetype longestName = 200;
constexpr int fewestPairs = 3; // with less, WebUI takes the last line for part of the prompt too

using Pairs = QList<std::pair<QString, QString>>;

// As WebUI writes a value that its line could not hold otherwise.
QString quoted(const QString &value)
{
    if (!value.contains(u',') && !value.contains(u':') && !value.contains(u'\n') && !value.contains(u'"'))
        return value;
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.sliced(1, json.size() - 2));
}

QString unquoted(QStringView value)
{
    const QByteArray json = '[' + value.toUtf8() + ']';
    return QJsonDocument::fromJson(json).array().first().toString();
}

bool isKeyPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u' ' || c == u'-' || c == u'/';
}

// Where a value that begins at `from` ends: at a comma, or behind its closing quote.
qsizetype endOfValue(QStringView line, qsizetype from)
{
    if (from >= line.size() || line[from] != u'"') {
        const qsizetype comma = line.indexOf(u',', from);
        return comma < 0 ? line.size() : comma;
    }
    for (qsizetype i = from + 1; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == u'"')
            return i + 1;
    }
    return line.size();
}

Pairs pairsOf(QStringView line)
{
    Pairs out;
    for (qsizetype at = 0; at < line.size();) {
        const qsizetype colon = line.indexOf(u':', at);
        if (colon < 0)
            break;
        const QStringView key = line.sliced(at, colon - at).trimmed();
        const bool named = key.size() > 1 && std::ranges::all_of(key, isKeyPart);
        qsizetype from = colon + 1;
        while (from < line.size() && line[from] == u' ')
            ++from;
        const qsizetype end = endOfValue(line, from);
        const QStringView value = line.sliced(from, end - from).trimmed();
        if (named)
            out.append({key.toString(), value.startsWith(u'"') ? unquoted(value) : value.toString()});
        const qsizetype comma = line.indexOf(u',', end);
        if (comma < 0)
            break;
        at = comma + 1;
    }
    return out;
}

QSize sizeFrom(const QString &text)
{
    const QStringList edges = text.split(u'x');
    const QSize size(edges.value(0).toInt(), edges.value(1).toInt());
    const auto fits = [](int edge) { return edge >= 16 && edge <= 8192; };
    return edges.size() == 2 && fits(size.width()) && fits(size.height()) ? size : QSize();
}

void take(PictureSettings &out, const QString &key, const QString &value)
{
    bool isNumber = false;
    if (key == "Seed"_L1) {
        if (const quint64 seed = value.toULongLong(&isNumber); isNumber)
            out.seed = seed;
    } else if (key == "Size"_L1) {
        out.size = sizeFrom(value);
    } else if (key == "Model"_L1) {
        out.model = value.left(longestName);
    }
}

// Lines before the pairs: the prompt, and from "Negative prompt:" on the other.
void takePrompts(PictureSettings &out, const QList<QStringView> &lines)
{
    QStringList prompt;
    QStringList negative;
    bool isNegative = false;
    for (const QStringView line : lines) {
        QStringView text = line.trimmed();
        if (text.startsWith(negativeHead)) {
            isNegative = true;
            text = text.sliced(negativeHead.size()).trimmed();
        }
        (isNegative ? negative : prompt).append(text.toString());
    }
    out.prompt = prompt.join(u'\n').trimmed().left(longestPrompt);
    out.negative = negative.join(u'\n').trimmed().left(longestPrompt);
}

} // namespace

QString webUiText(const PictureSettings &settings)
{
    QString out = settings.prompt + u'\n';
    if (!settings.negative.isEmpty())
        out += negativeHead + u' ' + settings.negative + u'\n';
    if (settings.size.isValid())
        out += u"Size: %1x%2, "_s.arg(settings.size.width()).arg(settings.size.height());
    if (settings.seed)
        out += u"Seed: %1, "_s.arg(*settings.seed);
    out += u"Model: %1, "_s.arg(quoted(settings.model.isEmpty() ? u"unknown"_s : settings.model));
    return out + ownVersion;
}

bool isOwnWebUiText(QStringView text)
{
    return text.trimmed().endsWith(ownVersion);
}

std::optional<PictureSettings> fromWebUiText(QStringView text)
{
    QList<QStringView> lines = text.first(std::min(text.size(), longestWhole)).trimmed().split(u'\n');
    PictureSettings out;
    const Pairs pairs = pairsOf(lines.constLast());
    if (pairs.size() >= fewestPairs) {
        lines.removeLast();
        for (const auto &[key, value] : pairs)
            take(out, key, value);
    }
    takePrompts(out, lines);
    if (out.prompt.isEmpty())
        return std::nullopt;
    return out;
}
