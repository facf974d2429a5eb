// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

// What a file of a program is written in, as far as its colours go.
enum class CodeTongue { Script, Python, Go, Shell, Json, Prose };

CodeTongue tongueOf(const QString &fileName);

struct CodeToken {
    enum class Kind { Comment, String, Keyword, Number };
    Kind kind;
    int start;
    int length;

    friend bool operator==(const CodeToken &, const CodeToken &) = default;
};

// What a line leaves open for the next one.
enum class CodeState { Plain, BlockComment, Template, RawString, LongString, LongStringSingle };

struct CodeLine {
    QList<CodeToken> tokens; // in order; what is between them is plain
    CodeState ends = CodeState::Plain;
};

CodeLine codeTokens(CodeTongue tongue, const QString &line, CodeState begins = CodeState::Plain);
