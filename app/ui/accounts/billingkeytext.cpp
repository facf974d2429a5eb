// SPDX-License-Identifier: MIT
#include "ui/accounts/billingkeytext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestKey = 512;
constexpr int mostRounds = 8; // each takes something off, or it is the last
constexpr auto keyVariable = "DODO_PAYMENTS_API_KEY"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("AccountsSheet", text);
}

// Of several lines the one that names the key, or the only one that is not empty.
std::optional<QString> lineOfKey(const QString &pasted)
{
    static const QRegularExpression breaks(u"[\\r\\n\\x{2028}\\x{2029}]+"_s);
    QStringList filled;
    const QStringList lines = pasted.split(breaks, Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.contains(keyVariable))
            return line;
        if (!line.trimmed().isEmpty())
            filled << line;
    }
    return filled.size() <= 1 ? std::optional(filled.value(0)) : std::nullopt;
}

QString withoutInvisible(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c.category() != QChar::Other_Format)
            out += c;
    }
    return out;
}

// Quotes, spaces, what stands before the equals sign, the header's word.
QString unwrapped(QString text)
{
    static const QRegularExpression around(
        uR"(^[\s"'`“”‘’«»„]+|[\s"'`“”‘’«»„,;]+$|^(?:export\s+|setx?\s+|\$env:)?(?:[A-Z][A-Z0-9_]*_[A-Z0-9_]+|(?i:authorization|[a-z][a-z0-9_-]*(?:key|token)))["']?\s*[=:]\s*(?=[^\s=])|^(?i:bearer)\s+)"_s);
    text = withoutInvisible(text);
    for (int round = 0; round < mostRounds; ++round) {
        const QString before = text;
        text.remove(around);
        if (text == before)
            break;
    }
    return text;
}

QString shapeRefusal(const QString &key)
{
    if (key.contains(u'…') || key.contains(u'•') || key.contains("..."_L1) || key.contains("***"_L1))
        return tr("This is a shortened key. Copy the whole one where it was made.");
    if (key.size() > longestKey)
        return tr("This is too long for a key. Paste the key alone.");
    for (const QChar c : key) {
        if (c.isSpace())
            return tr("There is a space inside the key. Copy it again in one piece.");
        if (c <= u' ' || c > u'~')
            return tr("The key holds a letter that no key has. Copy it again.");
    }
    return {};
}

QString modeRefusal(const QString &key, Destination::Mode mode)
{
    const bool live = mode == Destination::Mode::Live;
    if (key.startsWith("whsec_"_L1))
        return tr("This is a webhook secret, not an API key. It was not kept.");
    if (key.startsWith("sk-"_L1))
        return tr("This is a key of a picture service. It was not kept.");
    if (key.startsWith("dodo_live_"_L1) && !live)
        return tr("This is a live key. It was not kept. Paste it under “Live mode”.");
    if (key.startsWith("dodo_test_"_L1) && live)
        return tr("This is a test key. It was not kept. Paste it under “Test mode”.");
    return {};
}

} // namespace

BillingKeyText billingKeyFromText(const QString &pasted, Destination::Mode mode)
{
    const auto line = lineOfKey(pasted);
    if (!line)
        return {.refusal = tr("These are several lines. Paste the key alone.")};
    const QString key = unwrapped(*line);
    if (key.isEmpty())
        return {};
    for (const QString &refusal : {modeRefusal(key, mode), shapeRefusal(key)}) {
        if (!refusal.isEmpty())
            return {.refusal = refusal};
    }
    return {.key = key.toLatin1(),
        .note = key == *line ? QString() : tr("What stood around the key was taken off.")};
}
