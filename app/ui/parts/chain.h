// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QList>
#include <QWidget>

class ChainTile;
class QLabel;
class QVBoxLayout;

// One node of the way from prompt to bill.
struct ChainNode {
    enum class State { Waiting, Running, Done, Queued, Failed, NotCounted };
    enum class FactFont { Text, Mono };
    IconName icon = IconName::None;
    QString name = {}; // "Event sent"
    QString lead = {}; // accent words before the fact: "+ $0.05"
    QString fact = {}; // "image.generated"
    QString detail = {}; // "accepted: 200, ingested 1"
    QString time = {}; // since the step before: "+9 ms"
    State state = State::Waiting;
    int percent = -1; // while running; -1: unknown
    FactFont factFont = FactFont::Text;
    friend bool operator==(const ChainNode &, const ChainNode &) = default;
};

// Prompt, picture, event sent, counted, on the bill, down the page. A click on a node, or Return on it, opens
// what it shows. Colours change within 160 ms, connectors fill within 200 ms; instant with reduced motion.
class Chain : public QWidget {
    Q_OBJECT

public:
    enum Step { Prompt, Picture, EventSent, Counted, OnTheBill, StepCount };

    enum class Density { Roomy, Compact }; // rows of 74 or 57 px (1280×720)

    explicit Chain(QWidget *parent = nullptr);
    void reset(); // all waiting, with their own names and icons
    void setNode(Step step, const ChainNode &node); // an empty icon or name keeps the step's own
    ChainNode node(Step step) const;
    void setState(Step step, ChainNode::State state);
    void setTotal(const QString &time); // "0.44 s" beside the title
    void setNotBilled(const QString &line); // the last three nodes as one grey line; empty: back
    void setDensity(Density density);
    void announce(const QString &sentence); // to a screen reader, once

Q_SIGNALS:
    void nodeActivated(int step);
    void announced(const QString &sentence);

private:
    QLabel *m_total;
    QVBoxLayout *m_column;
    QList<ChainTile *> m_tiles;
    QLabel *m_notBilled;
};
