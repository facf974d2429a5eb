// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QByteArray>
#include <QString>

// What a PDF says of itself. Qt 6.4 writes no author, and takes the time from the computer's clock.
struct PdfInfo {
    QString title;
    QString author;
    TimePoint created;
};

// The document with this information, as an update at its end (ISO 32000-1, 7.5.6). Nothing before it
// changes. One that is not as QPdfWriter writes it comes back as it was.
QByteArray withPdfInfo(QByteArray pdf, const PdfInfo &info);
