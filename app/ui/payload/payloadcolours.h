// SPDX-License-Identifier: MIT
#pragma once

#include <QSyntaxHighlighter>

// Colours JSON while it is being written: line by line, whole or not.
class PayloadColours : public QSyntaxHighlighter {
    Q_OBJECT

public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

protected:
    void highlightBlock(const QString &text) override;
};
