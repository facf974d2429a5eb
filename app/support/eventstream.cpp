// SPDX-License-Identifier: MIT
#include "support/eventstream.h"

#include <utility>

QList<EventStream::Frame> EventStream::feed(QByteArrayView bytes)
{
    QList<Frame> out;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0) {
            m_line.append(bytes);
            break;
        }
        m_line.append(bytes.first(end));
        bytes = bytes.sliced(end + 1);
        const QByteArray whole = std::exchange(m_line, {});
        line(whole.endsWith('\r') ? QByteArrayView(whole).chopped(1) : QByteArrayView(whole), out);
    }
    return out;
}

void EventStream::line(QByteArrayView text, QList<Frame> &out)
{
    if (text.isEmpty()) {
        if (m_hasData)
            out.append(m_frame);
        m_frame = {};
        m_hasData = false;
        return;
    }
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView field = colon < 0 ? text : text.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == "event") {
        m_frame.event = value.toByteArray();
    } else if (field == "id") {
        m_frame.id = value.toByteArray();
    } else if (field == "data") {
        if (m_hasData)
            m_frame.data.append('\n');
        m_frame.data.append(value);
        m_hasData = true;
    }
}
