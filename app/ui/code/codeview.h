// SPDX-License-Identifier: MIT
#pragma once

#include "ui/code/codetext.h"

#include <QPlainTextEdit>

class CodeHighlighter;

// A file of a program: mono, coloured lightly, to be read, selected and copied, never changed.
class CodeView : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);
    void setCode(const QString &fileName, const QByteArray &text);

protected:
    bool event(QEvent *event) override;

private:
    void applyLook();

    CodeHighlighter *m_highlighter;
};
