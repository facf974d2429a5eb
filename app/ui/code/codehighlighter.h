// SPDX-License-Identifier: MIT
#pragma once

#include "ui/code/codetext.h"

#include <QSyntaxHighlighter>

// Comments, strings, keywords and numbers in the theme's JSON colours; nothing cleverer.
class CodeHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    using QSyntaxHighlighter::QSyntaxHighlighter;
    void setTongue(CodeTongue tongue) { m_tongue = tongue; } // before the text

protected:
    void highlightBlock(const QString &text) override;

private:
    CodeTongue m_tongue = CodeTongue::Prose;
};
