// SPDX-License-Identifier: MIT
#pragma once

#include "ui/parts/jsonlayout.h"

// Goes once through a JSON text and notes its lines; stops where it is no JSON. Not recursive: a body may
// nest as deep as it likes.
class JsonScanner {
public:
    JsonScanner(const QByteArray &source, std::vector<JsonLayout::Line> &lines);
    bool scan(); // whether it is one sound object or list; else the lines go as far as it was sound

private:
    struct Block {
        qint32 line;
        bool named; // an object
        qint32 place = 0; // of the next value
        bool comma = false; // one stands before the next value
    };

    void skipSpace();
    bool at(char c) const { return m_at < m_size && m_source[m_at] == c; }
    bool member();
    bool key(JsonLayout::Line &line);
    bool value(JsonLayout::Line line);
    bool text(); // from quote to quote
    bool scalar();
    void open(JsonLayout::Line line);
    void close();
    void ended(qint32 line); // a value is over: notes its comma
    void closeAll();

    const char *m_source;
    qint32 m_size;
    qint32 m_at = 0;
    std::vector<JsonLayout::Line> &m_lines;
    std::vector<Block> m_open;
};
