// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QAbstractButton;
class QPainter;
class QRectF;
class QWidget;

// While billing is live, every button that sends something to the billing service carries the word LIVE after
// its own words. Button paints it and grows by it; a button's words, icon and state stay as they are.
void markSending(QAbstractButton *button);
void unmarkSending(QAbstractButton *button); // it sends nothing there any more
bool isMarkedSending(const QAbstractButton *button);

// Whether the window of this widget bills live. Sheets take it from the window they belong to.
bool isBillingLive(const QWidget *widget);
void setBillingLive(QWidget *window, bool live); // marked buttons within follow at once

// The word on a button that carries it now. Width 0: it does not.
int sendingTagWidth(const QAbstractButton *button); // with the gap before it
QString sendingWords(const QAbstractButton *button); // the same aloud; empty: it does not
void paintSendingTag(QPainter &painter, const QRectF &room, bool enabled);
