// SPDX-License-Identifier: MIT
#pragma once

#include <QSyntaxHighlighter>

// Colours pretty JSON between two lines of a document, comments after "//", and what stands before as plain.
class JsonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT

public:
    using QSyntaxHighlighter::QSyntaxHighlighter;
    void setJsonRange(int first, int end, int titleLine); // titleLine -1: none

protected:
    void highlightBlock(const QString &text) override;

private:
    int m_first = 0;
    int m_end = 0;
    int m_title = -1;
};
