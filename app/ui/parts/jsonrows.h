// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/jsonlayout.h"

#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

// A remark at the right of the line that holds the value under `path` ("metadata.quality",
// "events.0.event_id").
struct JsonComment {
    QString path;
    QString text;
};

// One row as it is painted: a line, or a part of one that is broken at the right edge.
struct JsonRow {
    enum class Kind : quint8 {
        Title, // the first line before the body
        Head, // those after it
        More, // unfolds further lines
        Blank,
        Json,
        Text, // a body that is no JSON
        Note, // said of the body
    };
    Kind kind = Kind::Blank;
    qint32 line = 0;
    qint32 from = 0;
    qint32 length = -1; // -1: to the end
};

// What a JsonView shows, row by row: lines before the body, the body folded and broken, comments and notes.
// Keeps numbers, no texts: a row's text is made when it is asked for.
class JsonRows {
public:
    static constexpr int foldedAbove = 400; // lines; then blocks from the second level on start folded
    static constexpr int mostBroken = 2000; // lines in sight; more are not broken at the right edge

    void setHead(const QStringList &lines);
    void setMore(const QString &title, const QStringList &lines); // after the head, folded at first
    bool moreOpen() const { return m_moreOpen; }
    void showMore(bool on) { m_moreOpen = on; }
    void setNote(const QString &note); // after the body
    void setBody(const QByteArray &text, std::shared_ptr<const JsonLayout> layout);
    void setComments(const QList<JsonComment> &comments) { m_comments = comments; }
    enum class Break { Never, AtEdge };
    // Anew, where so many columns are shown. What is no JSON is always broken; comments stand under the text
    // in less than 60 columns.
    void build(int columns, Break lines);

    int size() const { return int(m_rows.size()); }
    const JsonRow &row(int at) const { return m_rows[size_t(at)]; }
    QString text(int at) const; // of the row
    QString lineText(int at) const; // of the whole line the row is a part of
    int widest() const { return m_widest; } // columns
    int commentAt(int at) const; // column of the line's comment; -1 without one
    int hanging(int at) const; // columns that a broken line's rows go in
    bool isJson() const { return m_layout && m_layout->size() > 0; }
    const JsonLayout &layout() const { return *m_layout; }
    const QByteArray &body() const { return m_body; }

    bool foldable(int at) const; // the first row of a line that opens something
    bool folded(int at) const;
    void fold(int at, bool on);
    void foldAll(bool on);
    void open(int first, int last); // of the body: nothing in it stays folded
    bool reveal(int line); // of the body: unfolds what it stands in; whether anything changed
    int rowOf(int line, int column = 0) const; // of the body, -1: not in sight
    std::pair<int, int> textPlace(qsizetype offset) const; // line and column of a body that is no JSON

private:
    void addHead();
    void addJson(int columns);
    void addText(int columns);
    void addComments(int columns);
    void addBroken(JsonRow row, const QString &text, int columns, int hang);
    bool hasMore() const { return !m_more.isEmpty(); }
    QString textLine(int line) const;
    bool isFolded(int line) const { return m_folded[size_t(line)]; }
    int linesInSight() const;
    QString commentOf(int line) const;

    QStringList m_head;
    QString m_moreTitle;
    QStringList m_more;
    bool m_moreOpen = false;
    QString m_note;
    QByteArray m_body;
    std::shared_ptr<const JsonLayout> m_layout = std::make_shared<JsonLayout>();
    std::vector<bool> m_folded; // by line of the layout
    std::vector<qint32> m_starts; // of the lines of a body that is no JSON
    QList<JsonComment> m_comments;
    std::vector<std::pair<int, QString>> m_beside; // comments beside their lines
    QStringList m_under; // comments under the text
    int m_commentColumn = 0;
    std::vector<JsonRow> m_rows;
    int m_bodyFrom = 0; // its rows
    int m_bodyEnd = 0;
    int m_widest = 0;
};
