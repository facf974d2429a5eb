// SPDX-License-Identifier: MIT
#include "ui/engines/keytext.h"

#include "imaging/provider.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestKey = 512;
constexpr int mostRounds = 12; // each takes something off, or it is the last

QString tr(const char *text)
{
    return QCoreApplication::translate("EnginesSheet", text);
}

// What was found around the key, in the order it is told.
struct Wrapping {
    bool quotes = false;
    bool spaces = false;
    bool name = false; // “OPENAI_API_KEY=”
    bool bearer = false;
    bool invisible = false;
};

bool isInvisible(QChar c)
{
    return c.category() == QChar::Other_Format || c == QChar::ByteOrderMark;
}

bool isQuote(QChar c)
{
    return u"\"'`“”‘’«»„"_s.contains(c);
}

QString withoutInvisible(const QString &text, Wrapping &found)
{
    QString out;
    for (const QChar c : text) {
        if (!isInvisible(c))
            out += c;
    }
    found.invisible = out.size() != text.size();
    return out;
}

bool takeQuotes(QString &text, Wrapping &found)
{
    const auto odd = [](QChar c) { return isQuote(c) || c == u',' || c == u';'; };
    const qsizetype before = text.size();
    while (!text.isEmpty() && isQuote(text.front()))
        text.remove(0, 1);
    while (!text.isEmpty() && odd(text.back()))
        text.chop(1);
    found.quotes |= text.size() != before;
    return text.size() != before;
}

bool takeSpaces(QString &text, Wrapping &found)
{
    const QString trimmed = text.trimmed();
    const bool some = trimmed.size() != text.size();
    found.spaces |= some;
    text = trimmed;
    return some;
}

// A shell's, a .env file's, PowerShell's or JSON's way to give a value a name, and a header's.
bool takeName(QString &text, Wrapping &found)
{
    static const QRegularExpression name(
        uR"(^(?:export\s+|setx?\s+|\$env:)?(?:[A-Z][A-Z0-9_]*_[A-Z0-9_]+|(?i:authorization|[a-z][a-z0-9_-]*(?:key|token)))["']?\s*[=:]\s*(?=[^\s=]))"_s);
    const QRegularExpressionMatch match = name.match(text);
    if (!match.hasMatch())
        return false;
    text = text.sliced(match.capturedLength());
    found.name = true;
    return true;
}

bool takeBearer(QString &text, Wrapping &found)
{
    if (!text.startsWith("bearer "_L1, Qt::CaseInsensitive))
        return false;
    text = text.sliced(7);
    found.bearer = true;
    return true;
}

QString unwrapped(QString text, Wrapping &found)
{
    text = withoutInvisible(text, found);
    for (int round = 0; round < mostRounds; ++round) {
        const bool some = takeSpaces(text, found) | takeQuotes(text, found) | takeName(text, found)
            | takeBearer(text, found);
        if (!some)
            break;
    }
    return text;
}

QString andList(const QStringList &things)
{
    if (things.size() < 2)
        return things.join(QString());
    return tr("%1 and %2").arg(things.first(things.size() - 1).join(u", "_s), things.last());
}

QString noteOf(const Wrapping &found)
{
    QStringList things;
    if (found.name)
        things << tr("the name before it");
    if (found.bearer)
        things << tr("the word “Bearer”");
    if (found.quotes)
        things << tr("the quotes");
    if (found.spaces)
        things << tr("the spaces");
    if (found.invisible)
        things << tr("letters nobody sees");
    return things.isEmpty() ? QString() : tr("Taken off around the key: %1.").arg(andList(things));
}

// Of several lines the one that gives this provider's variable, or the only one that is not empty.
std::optional<QString> lineOfKey(const QString &pasted, const Provider &provider)
{
    static const QRegularExpression breaks(u"[\\r\\n\\x{2028}\\x{2029}]+"_s);
    const QStringList lines = pasted.split(breaks, Qt::SkipEmptyParts);
    QStringList filled;
    std::ranges::copy_if(
        lines, std::back_inserter(filled), [](const QString &line) { return !line.trimmed().isEmpty(); });
    if (filled.size() <= 1)
        return filled.value(0);
    for (const QString &line : filled) {
        if (!provider.keyVariable.isEmpty() && line.contains(provider.keyVariable))
            return line;
    }
    return std::nullopt;
}

struct Foreign {
    QLatin1StringView prefix;
    QLatin1StringView owner;
};

// How the keys of other services begin. A key goes to nobody but its own service.
constexpr Foreign foreign[] = {{"sk-ant-"_L1, "Anthropic"_L1}, {"sk-or-"_L1, "OpenRouter"_L1},
    {"xai-"_L1, "xAI"_L1}, {"AIza"_L1, "Google"_L1}, {"gsk_"_L1, "Groq"_L1}, {"hf_"_L1, "Hugging Face"_L1},
    {"r8_"_L1, "Replicate"_L1}, {"ghp_"_L1, "GitHub"_L1}, {"AKIA"_L1, "AWS"_L1}};

// The sandbox of another window takes its test key for pictures too; no picture service does.
bool isForBilling(const QString &text, const Provider &provider)
{
    return (provider.urlFixed && text.contains("dodo_test_"_L1, Qt::CaseInsensitive))
        || text.contains("dodo_live_"_L1, Qt::CaseInsensitive) || text.startsWith("whsec_"_L1);
}

QString foreignRefusal(const QString &key, const Provider &provider)
{
    if (!provider.urlFixed)
        return {}; // an address of one's own may take any key
    for (const Foreign &other : foreign) {
        if (key.startsWith(other.prefix) && provider.name != other.owner)
            return tr("This is a key of %1. It was not kept. Paste one of %2.")
                .arg(other.owner, provider.name);
    }
    return {};
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

// User and password: every character may be meant.
KeyText userAndPassword(const QString &pasted, const Provider &provider)
{
    const QString text = pasted.trimmed();
    if (text.isEmpty())
        return {};
    if (isForBilling(text, provider))
        return {.refusal = tr("This is a key for billing, not for pictures. It was not kept.")};
    if (!text.contains(u':'))
        return {.refusal = tr("Write the user, a colon, and the password.")};
    return {.key = text.toUtf8()};
}

} // namespace

KeyText keyFromText(const QString &pasted, const Provider &provider)
{
    if (provider.auth == Provider::Auth::Basic)
        return userAndPassword(pasted, provider);
    const auto line = lineOfKey(pasted, provider);
    if (isForBilling(line.value_or(pasted), provider))
        return {.refusal = tr("This is a key for billing, not for pictures. It was not kept.")};
    if (!line)
        return {.refusal = tr("These are several lines. Paste the key alone.")};
    Wrapping found;
    const QString key = unwrapped(*line, found);
    if (key.isEmpty())
        return {};
    for (const QString &refusal : {shapeRefusal(key), foreignRefusal(key, provider)}) {
        if (!refusal.isEmpty())
            return {.refusal = refusal};
    }
    return {.key = key.toLatin1(), .note = noteOf(found)};
}
