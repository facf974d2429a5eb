// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/picture.h"
#include "sandbox/world.h"

#include <chrono>

// Whether the stages of the painter are told to the one who asked: this program only (it sends the
// x-pixelmeter-exchange header); an SDK gets nothing it does not know.
enum class StageFrames { Left, Sent };

// One server-sent event.
QByteArray sseFrame(const QByteArray &event, const QByteArray &json);

// Turns the painter's stages into frames of one picture, and a client that has gone into a cancel: asked for
// often, it looks at the connection at most every 20 ms.
class StreamMonitor : public PaintMonitor {
public:
    StreamMonitor(const StreamSink &sink, const ImageOrder &order, StageFrames stages, qint64 createdAt);

    void stage(const QString &name, int done, int total, const QImage &preview) override;
    bool cancelled() const override;
    int partialsSent() const { return m_partialsSent; }

private:
    bool partialIsDue(int done, int total) const;
    void send(const QByteArray &frame);

    const StreamSink &m_sink;
    const ImageOrder &m_order;
    const StageFrames m_stages;
    const qint64 m_createdAt;
    int m_partialsSent = 0;
    mutable bool m_gone = false;
    mutable std::chrono::steady_clock::time_point m_lookedAt;
};

// The answer to `stream: true` (image-api.md 2.3): all pictures of the order, one after another.
Answer imageStream(const ImageOrder &order, World &world, StageFrames stages);
