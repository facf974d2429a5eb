// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QImage>
#include <QJsonObject>
#include <QMap>
#include <QSet>

struct Guidebook;

// A guide as it was walked: the steps with the person's own values, and a picture of each chapter.
struct StoryChapter {
    QString id;
    QString title;
    QString why;
    QStringList steps;
    QString done; // what was said when it was ticked
    QImage picture; // null when none was taken

    friend bool operator==(const StoryChapter &, const StoryChapter &) = default;
};

struct StoryValue {
    QString name;
    QString value;
    bool code = false; // shown in mono

    friend bool operator==(const StoryValue &, const StoryValue &) = default;
};

struct Story {
    QString title;
    QString summary;
    QList<StoryValue> values; // meter, event name, filter, price, free threshold, customer …
    QString bill; // "12 images, 10 free, 2 × $0.05 = $0.10 so far"; empty before there is one
    QList<StoryChapter> chapters; // those ticked
    QStringList open; // titles of the others
};

// What was ticked and pictured, by chapter.
struct Walk {
    QSet<int> ticked;
    QMap<int, QImage> pictures;
};

// Placeholders are filled in from the facts (facts.h); secrets become bullets.
Story storyOf(const Guidebook &book, const QJsonObject &facts, const Walk &walk);

QByteArray asMarkdown(const Story &story); // guide.md; pictures as images/NN-chapter.png
// Writes guide.md and its pictures into a new folder under `parent`, named after the story; gives its path.
Result<QString> saveStory(const Story &story, const QString &parent);

// A folder that does not exist yet under `parent`: name, name-2, name-3 … of letters, digits and hyphens.
QString newFolderPath(const QString &parent, const QString &name);
