// SPDX-License-Identifier: MIT
#include "programs/requestbody.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 72;
constexpr qsizetype longestConstant = 30'000; // bytes; class files hold texts up to 65,535

bool isLeaf(const WrittenJson &json)
{
    return json.kind != WrittenJson::Kind::Object && json.kind != WrittenJson::Kind::List;
}

QByteArray wordLiteral(Language language, const QByteArray &word)
{
    if (language != Language::Python)
        return word;
    return word == "true" ? "True" : word == "false" ? "False" : "None";
}

class ObjectWriter {
public:
    ObjectWriter(Language language, const FreshId &fresh)
        : m_language(language)
        , m_fresh(fresh)
        , m_step(language == Language::Python ? "    " : "  ")
    {
    }

    QByteArray write(const WrittenJson &json, const QByteArray &indent) const
    {
        if (isLeaf(json))
            return leaf(json);
        const bool object = json.kind == WrittenJson::Kind::Object;
        if (json.values.isEmpty())
            return object ? "{}" : "[]";
        if (const QByteArray line = oneLine(json, object); !line.isEmpty())
            return line;
        const QByteArray inner = indent + m_step;
        QByteArray out = object ? "{" : "[";
        for (qsizetype i = 0; i < json.values.size(); ++i)
            out += '\n' + inner + key(json, i) + write(json.values[i], inner) + ',';
        return out + '\n' + indent + (object ? '}' : ']');
    }

private:
    QByteArray key(const WrittenJson &json, qsizetype at) const
    {
        return json.keys.isEmpty() ? QByteArray() : keyLiteral(m_language, textOfToken(json.keys[at])) + ": ";
    }

    QByteArray leaf(const WrittenJson &json) const
    {
        if (json.kind == WrittenJson::Kind::Number)
            return json.token;
        if (json.kind == WrittenJson::Kind::Word)
            return wordLiteral(m_language, json.token);
        const QString text = textOfToken(json.token);
        return !m_fresh.mark.isEmpty() && text == QString::fromUtf8(m_fresh.mark)
            ? m_fresh.expression
            : textLiteral(m_language, text);
    }

    // What holds no other object, where it is short; else empty.
    QByteArray oneLine(const WrittenJson &json, bool object) const
    {
        if (json.values.size() > longestLine || !std::ranges::all_of(json.values, isLeaf))
            return {};
        QList<QByteArray> parts;
        for (qsizetype i = 0; i < json.values.size(); ++i)
            parts.append(key(json, i) + leaf(json.values[i]));
        const QByteArray line = parts.join(", ");
        if (line.size() > longestLine)
            return {};
        const QByteArray space = object && m_language == Language::TypeScript ? " " : "";
        return (object ? '{' : '[') + space + line + space + (object ? '}' : ']');
    }

    Language m_language;
    const FreshId &m_fresh;
    QByteArray m_step;
};

// Between quotes of a shell nothing is special but the quote itself; what would not be seen goes into the
// form that knows escapes.
QByteArray shellText(const QByteArray &text)
{
    if (!hasUnseen(QString::fromUtf8(text).remove(u'\n')))
        return '\'' + QByteArray(text).replace('\'', "'\\''") + '\'';
    QByteArray out = "$'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            out += '\\';
        if (uchar(c) < 0x20 || uchar(c) >= 0x7f)
            out += "\\x" + QByteArray(1, c).toHex();
        else
            out += c;
    }
    return out + '\'';
}

// Java reads its source in the encoding of the machine it is on.
QByteArray inAscii(const QByteArray &text)
{
    QByteArray out;
    for (const QChar unit : QString::fromUtf8(text)) {
        if (unit.unicode() < 0x80)
            out += char(unit.unicode());
        else
            out += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    }
    return out;
}

// Pieces of whole lines, each short enough for a constant; none when one line is too long.
QList<QByteArray> pieces(const QByteArray &lines)
{
    QList<QByteArray> out{QByteArray()};
    for (const QByteArray &line : lines.split('\n')) {
        if (line.size() > longestConstant)
            return {};
        if (out.last().size() + line.size() > longestConstant)
            out.append(QByteArray());
        out.last() += line + '\n';
    }
    return out;
}

Result<QByteArray> joined(const QByteArray &lines, const QByteArray &before, const QByteArray &after)
{
    QList<QByteArray> all = pieces(lines);
    if (all.isEmpty())
        return Error{.kind = Error::Kind::Invalid, .message = u"One value is too long for this language."_s};
    for (QByteArray &piece : all)
        piece = "\"\"\"\n" + piece + "\"\"\"";
    return all.size() == 1 ? all.first() : before + all.join(",\n") + after;
}

Result<QByteArray> jsonText(CodeKind kind, const WrittenJson &json)
{
    QByteArray lines = writtenLines(json);
    switch (kind) {
    case CodeKind::Go: // a raw text ends at the first backtick
        return '`' + lines.replace('`', "\\u0060") + '`';
    case CodeKind::Php:
        return "<<<'JSON'\n" + lines + "\nJSON";
    case CodeKind::Ruby:
        return "<<'JSON'\n" + lines + "\nJSON";
    case CodeKind::Java:
        return joined(inAscii(lines).replace('\\', "\\\\"), "String.join(\"\", ", ")");
    case CodeKind::Kotlin:
        return joined(lines.replace('$', "${'$'}"), "listOf(", ").joinToString(\"\")");
    case CodeKind::CSharp:
        return "@\"" + lines.replace('"', "\"\"") + '"';
    default:
        break;
    }
    return shellText(lines);
}

} // namespace

Language languageOf(CodeKind kind)
{
    switch (kind) {
    case CodeKind::Curl:
        return Language::Shell;
    case CodeKind::TypeScript:
    case CodeKind::Fetch:
        return Language::TypeScript;
    case CodeKind::Python:
        return Language::Python;
    case CodeKind::Go:
        return Language::Go;
    case CodeKind::Php:
        return Language::Php;
    case CodeKind::Ruby:
        return Language::Ruby;
    case CodeKind::Java:
        return Language::Java;
    case CodeKind::Kotlin:
        return Language::Kotlin;
    case CodeKind::CSharp:
        break;
    }
    return Language::CSharp;
}

QByteArray objectLiteral(Language language, const WrittenJson &json, const FreshId &fresh)
{
    return ObjectWriter(language, fresh).write(json, {});
}

Result<QByteArray> bodyLiteral(CodeKind kind, const RequestPlan &plan)
{
    const Language language = languageOf(kind);
    const bool objects = language == Language::TypeScript || language == Language::Python;
    if (plan.json && !objects)
        return jsonText(kind, *plan.json);
    if (kind == CodeKind::Curl)
        return shellText(plan.body);
    const QByteArray text = textLiteral(language, QString::fromUtf8(plan.body));
    if (language != Language::Java && language != Language::Kotlin)
        return text;
    if (text.size() > longestConstant)
        return Error{.kind = Error::Kind::Invalid, .message = u"This body is too long for this language."_s};
    return language == Language::Java ? inAscii(text) : text;
}
