// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/jsontext.h"

#include <QSet>
#include <QTextEdit>

class JsonHighlighter;

// A remark at the right of the line that holds the value under `path` ("metadata.quality",
// "events.0.event_id").
struct JsonComment {
    QString path;
    QString text;
};

// A value, or some letters of it, that decides a verdict: amber. start and length count inside the quotes.
struct JsonMark {
    QString path;
    int start = 0;
    int length = -1; // -1: the whole value with its quotes
};

// Read-only coloured JSON: two-space indent, the order of the keys as sent, comments in a column (under the
// text below 60 columns), marked values, fold marks in the margin. What is no JSON is shown as it is. Copy
// gives the JSON without comments.
class JsonView : public QTextEdit {
    Q_OBJECT

public:
    explicit JsonView(QWidget *parent = nullptr);

    void setJson(const QByteArray &json);
    void setHead(const QStringList &lines); // plain lines before it: "POST /events/ingest"
    void setComments(const QList<JsonComment> &comments);
    void setMarks(const QList<JsonMark> &marks);
    QString jsonText() const; // pretty, without head and comments
    void copyAll();
    void fitHeight(); // from now on as high as its text, no scrolling: payload example
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void applyFont();
    void rebuild();
    int firstLine() const; // the block of the first JSON line
    QString commentOf(const JsonLine &line) const;
    int columnsShown() const;
    void paintMarks(QPainter &painter);
    void paintFolds(QPainter &painter);
    void fold(int line);
    QRectF foldRect(int line) const;
    QRectF spanRect(int block, int from, int length) const;

    QByteArray m_json;
    QList<JsonLine> m_lines;
    QStringList m_head;
    QList<JsonComment> m_comments;
    QList<JsonMark> m_marks;
    QSet<int> m_folded;
    JsonHighlighter *m_highlighter;
    bool m_fit = false;
    bool m_below = false; // comments stand under the text
};
