// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "support/result.h"

#include <QImage>
#include <QSize>
#include <QString>
#include <QStringList>

// The demo painter: a prompt becomes a scene spec, the spec becomes a picture. No model, no network.
// It paints what it knows and says which words it did not know.

enum class PaintQuality { Draft, Standard, Hd }; // draft: fewer layers; hd: finer strokes, supersampling
enum class PaintStyle { Vivid, Natural };

constexpr QStringView painterModel = u"demo-painter";
constexpr QStringView painterName = u"Demo painter (offline, not AI)";

constexpr int minPaintEdge = 256; // pixels, each edge
constexpr int maxPaintEdge = 2048;
constexpr int maxPromptLength = 32000; // characters

struct PaintRequest {
    QString prompt;
    QSize size{1024, 1024};
    PaintQuality quality = PaintQuality::Standard;
    PaintStyle style = PaintStyle::Vivid;
    quint64 seed = 1;
};

struct Painting {
    QImage image; // Format_RGB32, exactly the size asked for
    Scene scene; // with what the prompt left open filled in
    QString caption; // what was painted: "mountains, lake, sunset"
    QStringList used; // the prompt's words that shaped the scene, in its order
    QStringList unknown; // the words it has no meaning for
};

// Called on the painting thread. The preview is about 128 pixels on the longer side.
struct PaintMonitor {
    virtual ~PaintMonitor() = default;
    virtual void stage(const QString &name, int done, int total, const QImage &preview) = 0;
    virtual bool cancelled() const = 0;
};

// Any thread, no QObject. Same request, same bytes on one machine; another seed is another layout, palette
// and camera. Errors: Cancelled within 50 ms of cancelled() turning true; Refused with code
// "moderation_blocked"; Invalid naming the field ("prompt" or "size").
Result<Painting> paint(const PaintRequest &request, PaintMonitor &monitor);
