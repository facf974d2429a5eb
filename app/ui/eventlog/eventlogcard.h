// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "ui/eventlog/eventlogwords.h"

#include <QWidget>

class QVBoxLayout;

// One card of the verdict pane: a title with its chip, clauses with tick, cross or dash and what was seen at
// the right, and a foot that says what to do.
class EventLogCard : public QWidget {
    Q_OBJECT

public:
    enum class Mark { Tick, Cross, Dash, Refused };
    enum class Tone { Right, Wrong }; // of what was seen: mute or amber

    EventLogCard(const QString &title, const std::optional<ChipLook> &chip, QWidget *parent = nullptr);

    void addClause(Mark mark, const QString &text, const QString &seen, Tone tone);
    void addFilter(const ClauseVerdict &filter); // the head, and its parts below it
    void addText(const QString &text); // whole sentences
    void addCode(const QString &text); // the service's own words, in mono
    void addEnding(const logwords::Ending &ending, QWidget *button = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addClauseTo(QVBoxLayout *column, Mark mark, const QString &text, const QString &seen, Tone tone);
    void addChildren(QVBoxLayout *column, const ClauseVerdict &group);

    QVBoxLayout *m_column;
};
