// SPDX-License-Identifier: MIT
#include "ui/code/codetext.h"

#include <QSet>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

const QSet<QStringView> &keywordsOf(CodeTongue tongue)
{
    static const QSet<QStringView> script{u"as", u"async", u"await", u"break", u"case", u"catch", u"class",
        u"const", u"continue", u"default", u"delete", u"else", u"export", u"extends", u"false", u"finally",
        u"for", u"from", u"function", u"if", u"import", u"in", u"instanceof", u"interface", u"let", u"new",
        u"null", u"of", u"private", u"readonly", u"return", u"static", u"switch", u"this", u"throw", u"true",
        u"try", u"type", u"typeof", u"undefined", u"void", u"while", u"yield"};
    static const QSet<QStringView> python{u"and", u"as", u"assert", u"async", u"await", u"break", u"class",
        u"continue", u"def", u"del", u"elif", u"else", u"except", u"False", u"finally", u"for", u"from",
        u"global", u"if", u"import", u"in", u"is", u"lambda", u"None", u"nonlocal", u"not", u"or", u"pass",
        u"raise", u"return", u"self", u"True", u"try", u"while", u"with", u"yield"};
    static const QSet<QStringView> go{u"break", u"case", u"chan", u"const", u"continue", u"default", u"defer",
        u"else", u"fallthrough", u"false", u"for", u"func", u"go", u"if", u"import", u"interface", u"map",
        u"nil", u"package", u"range", u"return", u"select", u"struct", u"switch", u"true", u"type", u"var"};
    static const QSet<QStringView> shell{u"case", u"do", u"done", u"elif", u"else", u"esac", u"exit",
        u"export", u"fi", u"for", u"function", u"if", u"in", u"local", u"return", u"set", u"then", u"trap",
        u"while"};
    static const QSet<QStringView> json{u"true", u"false", u"null"};
    static const QSet<QStringView> none;
    switch (tongue) {
    case CodeTongue::Script:
        return script;
    case CodeTongue::Python:
        return python;
    case CodeTongue::Go:
        return go;
    case CodeTongue::Shell:
        return shell;
    case CodeTongue::Json:
        return json;
    case CodeTongue::Prose:
        break;
    }
    return none;
}

bool isWord(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'_' || letter == u'$';
}

// Reads one line from left to right.
class Reader {
public:
    Reader(CodeTongue tongue, const QString &line)
        : m_tongue(tongue)
        , m_line(line)
    {
    }

    CodeLine read(CodeState begins)
    {
        if (begins != CodeState::Plain)
            goOn(begins, 0, 0);
        while (m_at < m_line.size() && m_out.ends == CodeState::Plain)
            step();
        return m_out;
    }

private:
    bool startsWith(QLatin1StringView text) const
    {
        return QStringView(m_line).sliced(m_at).startsWith(text);
    }
    bool slashes() const { return m_tongue == CodeTongue::Script || m_tongue == CodeTongue::Go; }
    bool hashes() const { return m_tongue == CodeTongue::Python || m_tongue == CodeTongue::Shell; }

    void add(CodeToken::Kind kind, qsizetype from, qsizetype end)
    {
        if (end > from)
            m_out.tokens.append({kind, int(from), int(end - from)});
        m_at = end;
    }

    // A comment or string over several lines: to where it ends, or to the end of the line.
    void goOn(CodeState state, qsizetype from, qsizetype inside)
    {
        static const QStringList ends{{}, u"*/"_s, u"`"_s, u"`"_s, u"\"\"\""_s, u"'''"_s};
        const QString &end = ends[int(state)];
        qsizetype at = m_line.indexOf(end, inside);
        while (state == CodeState::Template && at > 0 && m_line[at - 1] == u'\\')
            at = m_line.indexOf(end, at + 1);
        m_out.ends = at < 0 ? state : CodeState::Plain;
        add(state == CodeState::BlockComment ? CodeToken::Kind::Comment : CodeToken::Kind::String, from,
            at < 0 ? m_line.size() : at + end.size());
    }

    void quoted(QChar quote)
    {
        qsizetype end = m_at + 1;
        while (end < m_line.size() && m_line[end] != quote)
            end += m_line[end] == u'\\' && m_line.size() > end + 1 ? 2 : 1;
        add(CodeToken::Kind::String, m_at, std::min(end + 1, m_line.size()));
    }

    bool string()
    {
        const QChar letter = m_line[m_at];
        if (m_tongue == CodeTongue::Python && startsWith("\"\"\""_L1))
            goOn(CodeState::LongString, m_at, m_at + 3);
        else if (m_tongue == CodeTongue::Python && startsWith("'''"_L1))
            goOn(CodeState::LongStringSingle, m_at, m_at + 3);
        else if (letter == u'`' && slashes())
            goOn(m_tongue == CodeTongue::Go ? CodeState::RawString : CodeState::Template, m_at, m_at + 1);
        else if (letter == u'"' || (letter == u'\'' && m_tongue != CodeTongue::Json))
            quoted(letter);
        else
            return false;
        return true;
    }

    bool comment()
    {
        const bool alone = m_at == 0 || m_line[m_at - 1].isSpace();
        if ((slashes() && startsWith("//"_L1)) || (hashes() && m_line[m_at] == u'#' && alone))
            add(CodeToken::Kind::Comment, m_at, m_line.size());
        else if (slashes() && startsWith("/*"_L1))
            goOn(CodeState::BlockComment, m_at, m_at + 2);
        else
            return false;
        return true;
    }

    void word()
    {
        qsizetype end = m_at;
        while (end < m_line.size() && isWord(m_line[end]))
            ++end;
        const bool member = m_at > 0 && m_line[m_at - 1] == u'.';
        if (m_line[m_at].isDigit())
            add(CodeToken::Kind::Number, m_at, end);
        else if (!member && keywordsOf(m_tongue).contains(QStringView(m_line).sliced(m_at, end - m_at)))
            add(CodeToken::Kind::Keyword, m_at, end);
        m_at = end;
    }

    void step()
    {
        if (comment() || string())
            return;
        if (isWord(m_line[m_at]))
            word();
        else
            ++m_at;
    }

    CodeTongue m_tongue;
    const QString &m_line;
    qsizetype m_at = 0;
    CodeLine m_out;
};

} // namespace

CodeTongue tongueOf(const QString &fileName)
{
    const QString ending = fileName.section(u'.', -1);
    if (ending == "ts"_L1 || ending == "tsx"_L1 || ending == "js"_L1 || ending == "mjs"_L1)
        return CodeTongue::Script;
    if (ending == "py"_L1)
        return CodeTongue::Python;
    if (ending == "go"_L1)
        return CodeTongue::Go;
    if (ending == "json"_L1)
        return CodeTongue::Json;
    const bool settings = fileName.contains(".env"_L1) || fileName.endsWith("gitignore"_L1);
    return ending == "sh"_L1 || settings ? CodeTongue::Shell : CodeTongue::Prose;
}

CodeLine codeTokens(CodeTongue tongue, const QString &line, CodeState begins)
{
    if (tongue == CodeTongue::Prose)
        return {};
    return Reader(tongue, line).read(begins);
}
