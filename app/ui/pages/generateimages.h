// SPDX-License-Identifier: MIT
#pragma once

#include "support/call.h"

#include <QImage>
#include <QSize>

// Pictures made small on the pool: a megapixel takes several milliseconds, which the window has not.
namespace generate {

// Fitted into `box` pixels, never larger than it is, ready to be drawn.
Call<QImage> fittedImage(const QImage &picture, const QSize &box);

// A square of `side` pixels from the middle, for the history.
Call<QImage> thumbImage(const QImage &picture, int side);

// A file's picture, whole; Storage when it cannot be read.
Call<QImage> loadedImage(const QString &path);

// A file's picture as such a square.
Call<QImage> loadedThumb(const QString &path, int side);

} // namespace generate
