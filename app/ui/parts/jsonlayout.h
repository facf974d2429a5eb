// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

// A JSON text laid out in lines with two-space indent, in the order it was sent: 36 bytes a line that say
// where its parts stand in the source; texts are made when they are asked for, so that megabytes are laid out
// in milliseconds. A text that ends too early is laid out as far as it goes. No widgets: any thread.
class JsonLayout {
public:
    enum class Kind : quint8 { Value, Open, Close };
    struct Line {
        qint32 key = 0; // with its quotes, in the source
        qint32 keyLength = 0;
        qint32 value = 0; // for a bracket that closes: itself
        qint32 valueLength = 0; // of a block: to its end
        qint32 parent = -1; // the line that opens the block it stands in
        qint32 end = -1; // opening: the last line of its block; closing: the line that opens it
        qint32 place = 0; // in its block
        quint16 depth = 0;
        Kind kind = Kind::Value;
        bool comma = false;
    };
    static constexpr int longestValue = 400; // bytes; a longer one is shortened in a line's text
    static constexpr int deepest = 1024;

    JsonLayout() = default;
    explicit JsonLayout(const QByteArray &source);

    bool isWhole() const { return m_whole; } // one sound object or list
    int size() const { return int(m_lines.size()); }
    const Line &line(int at) const { return m_lines[size_t(at)]; }
    const QByteArray &source() const { return m_source; }

    QString text(int line) const;
    QString folded(int line) const; // an opening line with what stands in its block, in short
    int valueStart(int line) const; // columns of text()
    int valueLength(int line) const;
    int count(int line) const; // values in the block that `line` opens

    QString path(int line) const; // events.0.metadata.quality; empty for brackets that close
    QString place(int line) const; // events[0].metadata.quality
    QString value(int line) const; // whole; of a block its lines
    int find(const QString &path) const; // -1: not there
    int lineAt(qsizetype offset) const; // the line that holds this byte of the source
    int columnAt(int line, qsizetype offset) const; // -1: not in its key or value
    QString pretty() const;

private:
    friend class JsonScanner;
    QString slice(qint32 from, qint32 length) const;
    QString keyText(const Line &line) const;
    QString nameOf(int line) const; // its key or place in the block
    QString shownValue(const Line &line) const;
    int next(int line) const; // behind the value that starts here
    int findIn(int block, QStringView path) const;

    QByteArray m_source;
    std::vector<Line> m_lines;
    bool m_whole = false;
};
