// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QString>

// Signs. The letters are the painter's own strokes: no font is needed, and no font changes a picture.

// Whether all of it can be written: Latin letters, figures and common signs.
bool canLetter(const QString &text);
// As large as fits the box, on up to four lines.
void letter(QPainter &painter, const QString &text, const QRectF &box, const QColor &colour);
// The painter's sign board with this text on it.
QImage letteredSign(QImage board, const QString &text);
// A plate with the text across anything else: a shop, a cake, a van.
QImage plated(QImage drawing, const QString &text);
