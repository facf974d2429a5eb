// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QFont>

class QLabel;
class QWidget;

// The type sizes of look.md: px at 100 % text and weight.
enum class TextRole {
    Body, // 14/400
    Medium, // 14/500
    Strong, // 14/600
    Title, // 20/600, page
    Section, // 15/600
    Small, // 13/400: tables, labels, small buttons
    SmallMedium, // 13/500
    SmallStrong, // 13/600
    Help, // 12/400: help, chips
    Axis, // 11/400: charts only
    Figure, // 26/600
    CardBill, // 20/600
    Mono, // 13, JetBrains Mono
    MonoSmall, // 12, JetBrains Mono
    Hero, // 30/600, start page only
    Lead, // 16/400, start page only
    CardTitle, // 22/600, start page only
};

void loadFonts(); // registers the packed fonts once; does nothing where they are not packed
QFont fontOf(TextRole role); // at the text size in force, for painters
int pixelSizeOf(TextRole role);

// A label that follows theme and text size. Its text is always plain unless the caller sets a format.
QLabel *makeLabel(const QString &text, TextRole role, Ink ink = Ink::Text, QWidget *parent = nullptr);
void setTextRole(QWidget *label, TextRole role);
void setInk(QWidget *label, Ink ink);
