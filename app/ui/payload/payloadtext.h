// SPDX-License-Identifier: MIT
#pragma once

#include "session/payloadcheck.h"

#include <QPlainTextEdit>

class PayloadColours;

// Where the JSON is written: coloured, what is wrong underlined in place with its remark as a tooltip, a new
// line as deep as the one before. Tab leaves it.
class PayloadText : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit PayloadText(QWidget *parent = nullptr);

    void replaceAll(const QString &text); // can be undone
    void setRemarks(const QList<PayloadRemark> &remarks);
    void setLines(int lines); // how many are in sight

Q_SIGNALS:
    void submitted(); // Ctrl+Return

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void applyFont();
    void underline();
    void breakLine();

    PayloadColours *m_colours;
    QList<PayloadRemark> m_remarks;
    int m_lines = 8;
};
