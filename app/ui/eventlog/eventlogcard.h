// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "eventlog/verdictclauses.h"
#include "ui/eventlog/eventlogwords.h"

#include <QWidget>

class QVBoxLayout;

// One card of the verdict pane: a title with its chip, clauses with tick, cross or dash and what was seen at
// the right, and a foot that says what to do.
class EventLogCard : public QWidget {
    Q_OBJECT

public:
    EventLogCard(const QString &title, const std::optional<ChipLook> &chip, QWidget *parent = nullptr);

    void addLines(const QList<words::VerdictLine> &lines);
    void addNames(const NameCheck &check); // one over the other, the odd characters marked
    void addText(const QString &text); // whole sentences
    void addCode(const QString &text); // the service's own words, in mono
    void addEnding(const logwords::Ending &ending, QWidget *button = nullptr);
    void addButtons(const QList<QWidget *> &buttons); // below the ending

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addLine(const words::VerdictLine &line);

    QVBoxLayout *m_column;
};
