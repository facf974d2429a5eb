// SPDX-License-Identifier: MIT
#pragma once

#include "guide/condition.h"
#include "guide/playstep.h"

// A mistake worth a sentence, and one button that mends it.
struct WrongTurn {
    QString id;
    Criterion when;
    QString say;
    QString button;
    QList<PlayStep> mend; // may press a button that sends; only because the person pressed this one
};

// A choice in the sentence a person says back.
struct Blank {
    QString before; // the words of the sentence before it
    QStringList choices;
    QString answer; // placeholders allowed, as in choices
};

// One thing to do or to read.
struct GuideStep {
    enum class Kind { Do, Read, SayBack };
    Kind kind = Kind::Do; // Read waits for Next
    QString id;
    QString say; // what it is for, in the reader's words
    QString todo; // what to do; empty for Read
    QString on; // the control that is outlined; empty: none
    QList<PlayStep> fill; // "Fill this in for me": sends nothing by itself
    std::optional<Criterion> until; // Do: when it is done
    QList<Blank> blanks; // SayBack: together one sentence, in this order
    QStringList terms; // words this step is the first to show
    bool stops = false; // Read: filling in goes no further until it is read
};

struct Chapter {
    QString id;
    QString title;
    QString tab; // objectName of the tab it plays on; empty: the guide alone
    QString why; // one sentence
    QList<GuideStep> steps;
    std::optional<Criterion> done; // the tick: by the service's state, never by a press
    QString doneText; // said when it is ticked
    QList<WrongTurn> wrongTurns; // while this chapter is open
    QStringList terms; // words its title and `why` are the first to show
};

// The walk as data: resources/guide/<name>.json. Texts still hold their placeholders.
struct Guidebook {
    QString id;
    QList<Chapter> chapters;
    QList<WrongTurn> wrongTurns; // in every chapter
};

Result<Guidebook> guidebookFromJson(const QJsonObject &json); // already unrolled (unroll.h)

// The packed file, its blocks once for each meter of the plan (plan.h). Without a plan each block stands
// once.
Result<Guidebook> loadGuidebook(const QString &name, const QJsonObject &plan = {});
Result<QJsonObject> readGuidebook(const QString &name); // the file's JSON as it stands
