// SPDX-License-Identifier: MIT
#include "programs/literal.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSpoken = 80;
constexpr qsizetype longestLine = 72;
constexpr qsizetype safeDigits = 15; // what every language's plain number keeps

// What a reader would not see, or would see wrongly.
bool isOdd(char32_t letter)
{
    switch (QChar::category(letter)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Separator_Space:
        return letter != U' ';
    default:
        return false;
    }
}

QByteArray hex(char32_t letter, int width)
{
    return QByteArray::number(uint(letter), 16).rightJustified(width, '0');
}

// The escape of JSON: pairs of surrogates outside the basic plane.
QByteArray jsonEscape(char32_t letter)
{
    if (!QChar::requiresSurrogates(letter))
        return "\\u" + hex(letter, 4);
    return "\\u" + hex(QChar::highSurrogate(letter), 4) + "\\u" + hex(QChar::lowSurrogate(letter), 4);
}

QByteArray escape(Language language, char32_t letter)
{
    const bool wide = QChar::requiresSurrogates(letter);
    if (letter == U'\n')
        return "\\n";
    if (letter == U'\t')
        return "\\t";
    switch (language) {
    case Language::TypeScript:
        return wide ? "\\u{" + hex(letter, 1) + '}' : jsonEscape(letter);
    case Language::Php:
    case Language::Ruby:
        return "\\u{" + hex(letter, 1) + '}';
    case Language::Python:
    case Language::Go:
    case Language::CSharp:
        return wide ? "\\U" + hex(letter, 8) : jsonEscape(letter);
    case Language::Java:
        // Its \u escapes are read before everything else: one that is a line's end would end the line.
        return letter < 0x80 ? '\\' + QByteArray::number(uint(letter), 8).rightJustified(3, '0')
                             : jsonEscape(letter);
    default:
        return jsonEscape(letter);
    }
}

// What starts something else than text between double quotes.
bool isSpecial(Language language, char32_t letter)
{
    if (letter == U'"' || letter == U'\\')
        return true;
    return (letter == U'$' && (language == Language::Php || language == Language::Kotlin))
        || (letter == U'#' && language == Language::Ruby);
}

QByteArray doubleQuoted(Language language, const QString &text)
{
    QByteArray out = "\"";
    for (const char32_t letter : text.toUcs4()) {
        if (isSpecial(language, letter))
            out += '\\';
        if (isOdd(letter))
            out += escape(language, letter);
        else
            out += QString::fromUcs4(&letter, 1).toUtf8();
    }
    return out + '"';
}

// For a shell: nothing is special between single quotes but the quote itself.
QByteArray singleQuoted(QByteArray text)
{
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

QByteArray shellWord(const QString &text)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@-]+$"_s);
    return plain.match(text).hasMatch() ? text.toLatin1() : singleQuoted(text.toUtf8());
}

using Pair = std::pair<QByteArray, QByteArray>; // "key: ", "value"

QByteArray joined(const QList<Pair> &pairs, const QByteArray &between)
{
    QList<QByteArray> out;
    for (const auto &[key, value] : pairs)
        out.append(key + value);
    return out.join(between);
}

// As gofmt writes a literal of several lines.
void alignValues(QList<Pair> &pairs)
{
    const auto width = [](const Pair &pair) { return QString::fromUtf8(pair.first).toUcs4().size(); };
    const qsizetype widest = width(*std::ranges::max_element(pairs, {}, width));
    for (Pair &pair : pairs)
        pair.first += QByteArray(widest - width(pair), ' ');
}

// Inside single quotes of Bash the JSON text is interrupted for the variable.
QByteArray bashMetadata(const Metadata &metadata, const QByteArray &variable)
{
    QByteArray out = "'{";
    for (const MetaEntry &entry : metadata) {
        if (&entry != &metadata.first())
            out += ',';
        out += doubleQuoted(Language::Bash, QString::fromUtf8(entry.key)).replace('\'', "'\\''") + ':';
        out += entry.key == variable ? QByteArray("'\"$amount\"'")
            : entry.value.type == MetaValue::Type::Text
            ? doubleQuoted(Language::Bash, entry.value.string()).replace('\'', "'\\''")
            : entry.value.text;
    }
    return out + "}'";
}

} // namespace

Language languageOf(const QString &fileName)
{
    static constexpr std::pair<QLatin1StringView, Language> endings[]
        = {{".ts"_L1, Language::TypeScript}, {".py"_L1, Language::Python}, {".go"_L1, Language::Go},
            {".sh"_L1, Language::Bash}, {".md"_L1, Language::Markdown}, {".env.example"_L1, Language::Shell}};
    const auto found
        = std::ranges::find_if(endings, [&](const auto &row) { return fileName.endsWith(row.first); });
    return found == std::end(endings) ? Language::Plain : found->second;
}

QByteArray textLiteral(Language language, const QString &text)
{
    if (language == Language::Bash)
        return singleQuoted(doubleQuoted(language, text));
    if (language == Language::Shell)
        return shellWord(text);
    return doubleQuoted(language, text);
}

QByteArray keyLiteral(Language language, const QString &key)
{
    static const QRegularExpression plain(u"^[A-Za-z_$][A-Za-z0-9_$]*$"_s);
    if (language != Language::TypeScript)
        return doubleQuoted(language, key);
    // In an object literal this one key would set the prototype instead of a property.
    if (key == "__proto__"_L1)
        return "[\"__proto__\"]";
    return plain.match(key).hasMatch() ? key.toLatin1() : doubleQuoted(language, key);
}

QByteArray seenToken(const QByteArray &token)
{
    QByteArray out;
    for (const char32_t letter : QString::fromUtf8(token).toUcs4())
        out += isOdd(letter) ? jsonEscape(letter) : QString::fromUcs4(&letter, 1).toUtf8();
    return out;
}

bool hasUnseen(const QString &text)
{
    return std::ranges::any_of(text.toUcs4(), isOdd);
}

QByteArray numberLiteral(Language language, const QByteArray &digits)
{
    // Go would refuse, or round, a constant that its own types cannot hold.
    if (language == Language::Go && digits.size() > safeDigits)
        return "json.Number(\"" + digits + "\")";
    return digits;
}

QByteArray valueLiteral(Language language, const MetaValue &value)
{
    switch (value.type) {
    case MetaValue::Type::Text:
        return textLiteral(language, value.string());
    case MetaValue::Type::Number:
        return numberLiteral(language, value.text);
    case MetaValue::Type::Boolean:
        break;
    }
    if (language == Language::Python)
        return value.text == "true" ? "True" : "False";
    return value.text;
}

QByteArray metadataLiteral(Language language, const Metadata &metadata, const QByteArray &variable)
{
    if (language == Language::Bash)
        return bashMetadata(metadata, variable);
    const QByteArray open = language == Language::Go ? "map[string]any{" : "{";
    if (metadata.isEmpty())
        return open + '}';
    QList<Pair> pairs;
    for (const MetaEntry &entry : metadata) {
        pairs.append({keyLiteral(language, QString::fromUtf8(entry.key)) + ": ",
            entry.key == variable ? QByteArray("amount") : valueLiteral(language, entry.value)});
    }
    const QByteArray line = joined(pairs, ", ");
    if (line.size() <= longestLine)
        return language == Language::TypeScript ? "{ " + line + " }" : open + line + '}';
    if (language == Language::Go)
        alignValues(pairs);
    const QByteArray step = language == Language::Go ? "\t" : language == Language::Python ? "    " : "  ";
    return open + '\n' + step + joined(pairs, ",\n" + step) + ",\n}";
}

QByteArray spokenText(Language language, const QString &text)
{
    QString line;
    for (const char32_t letter : text.toUcs4())
        line += isOdd(letter) ? QString(u' ') : QString::fromUcs4(&letter, 1);
    line = line.simplified();
    if (const auto letters = line.toUcs4(); letters.size() > longestSpoken) {
        line.clear();
        for (const char32_t letter : letters.first(longestSpoken - 1))
            line += QString::fromUcs4(&letter, 1);
        line += u'…';
    }
    if (language == Language::Markdown) {
        static const QRegularExpression marks(u"([\\\\`*_{}\\[\\]()<>#+!|&~-])"_s);
        line.replace(marks, u"\\\\1"_s);
    }
    return line.toUtf8();
}

QByteArray codeSpan(const QString &text)
{
    const QByteArray line = spokenText(Language::Plain, text);
    QByteArray fence = "`";
    while (line.contains(fence))
        fence += '`';
    return fence.size() == 1 ? fence + line + fence : fence + ' ' + line + ' ' + fence;
}
