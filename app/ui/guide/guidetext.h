// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fonts.h"

// Sentences of the guide: they wrap, and `code` in them stands in the mono font.
namespace guidetext {

QLabel *make(TextRole role, Ink ink, QWidget *parent);
void set(QLabel *label, const QString &text); // hidden while empty

} // namespace guidetext
