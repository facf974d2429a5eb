// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/jsonrows.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

class JsonFind;
class JsonPathBar;
class QTextLayout;

// A value, or some letters of it, that decides a verdict: amber. start and length count inside the quotes.
struct JsonMark {
    QString path;
    int start = 0;
    int length = -1; // -1: the whole value with its quotes
};

// Read-only coloured JSON: two-space indent, the order of the keys as sent, comments in a column (under the
// text below 60 columns), marked values, fold marks in the margin. What is no JSON is shown as it is. Only
// the rows in sight are laid out, and long bodies are read on the pool, so that megabytes cost no frame.
// A click or an arrow key chooses a row: Left and Right fold, and its path can be copied. Copy gives the JSON
// without comments.
class JsonView : public QAbstractScrollArea {
    Q_OBJECT

public:
    using Break = JsonRows::Break;
    enum class Body { Whole, Cut }; // Cut: what is left of it is laid out as far as it goes
    static constexpr qsizetype readAtOnce = 100'000; // bytes; longer ones are read on the pool

    explicit JsonView(QWidget *parent = nullptr);
    ~JsonView() override;

    void setJson(const QByteArray &json, Body body = Body::Whole);
    void setHead(const QStringList &lines); // plain lines before it: "POST /events/ingest"
    void setMore(const QString &title, const QStringList &lines); // unfold behind the head
    void setNote(const QString &note); // behind the body: what is not there
    void setComments(const QList<JsonComment> &comments);
    void setMarks(const QList<JsonMark> &marks);
    void setWords(const QStringList &words); // highlighted wherever they stand
    void setChosen(const QString &path); // of a block: a bar beside it, and it is brought into sight
    void setBreak(Break lines); // Never unless set
    void setInspect(bool on); // the chosen row's path can be copied
    QString jsonText() const; // pretty, without head and comments
    QString toPlainText() const; // the rows as they are shown
    bool isJson() const { return m_rows.isJson(); }
    bool moreShown() const { return m_rows.moreOpen(); }
    void showMore(bool on);
    bool busy() const { return m_reading; }
    void copyAll();
    void foldAll(bool on);
    void find(); // opens its field
    bool cancel(); // closes the field, then lets the selection and the row go; false when there is none
    void fitHeight(); // from now on as high as its text, no scrolling: payload example
    QString chosenPath() const; // of the row: events[0].metadata.quality
    QString chosenValue() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void laidOut(); // a body that was set is shown
    void rowChosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool event(QEvent *event) override;

private:
    friend class JsonPainter;
    struct Place {
        int row = -1;
        int column = 0;
        friend auto operator<=>(const Place &, const Place &) = default;
    };
    struct Span { // of a line
        int line;
        int from;
        int length;
    };

    void take(const QByteArray &json, std::shared_ptr<const JsonLayout> layout, Body body = Body::Whole);
    void rebuild();
    void placeBars();
    void fitBars();
    void fitScrollBars();
    void findSpans();
    void showChosen();
    int rowHeight() const;
    qreal letterWidth() const;
    int columnsShown() const;
    Place placeAt(const QPointF &at) const;
    void fold(int row, bool on);
    void setCaret(int row);
    void moveCaret(int row, bool select);
    void stepInto(bool in);
    void scrollToRow(int row);
    QString selectedText() const;
    QString lineOf(int row) const;
    void copy();
    bool movesCaret(int key, bool select);
    bool doesOther(QKeyEvent *event);
    void makeFind();
    void search(const QString &text);
    void stepMatch(int by);
    void showMatch();

    JsonRows m_rows;
    bool m_reading = false;
    int m_read = 0; // bodies set so far: what is read late is left
    QBasicTimer m_late;
    qsizetype m_readBytes = 0;
    QString m_note;
    QList<JsonMark> m_marks;
    QList<Span> m_spans; // of the marks
    QStringList m_words;
    QString m_chosen;
    std::pair<int, int> m_chosenLines{-1, -1};
    Break m_break = Break::Never;
    bool m_fit = false;
    Place m_anchor; // of the selection
    Place m_cursor;
    int m_caret = -1; // row
    JsonFind *m_find = nullptr;
    JsonPathBar *m_pathBar = nullptr;
    QByteArray m_lower; // of the body, while something is looked for
    QString m_wanted;
    QList<Span> m_matches;
    int m_match = -1;
};
