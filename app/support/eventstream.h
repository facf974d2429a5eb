// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

// Reads server-sent events from bytes as they arrive. Comments and unknown fields are skipped; several data
// lines are joined by a newline. A frame is complete at its blank line.
class EventStream {
public:
    struct Frame {
        QByteArray event; // empty for the default one
        QByteArray id;
        QByteArray data;

        friend bool operator==(const Frame &, const Frame &) = default;
    };

    QList<Frame> feed(QByteArrayView bytes);
    qsizetype held() const { return m_line.size() + m_frame.data.size(); } // bytes of an unfinished frame

private:
    void line(QByteArrayView text, QList<Frame> &out);

    QByteArray m_line;
    Frame m_frame;
    bool m_hasData = false;
};
