// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "session/payloadtree.h"

#include <QJsonObject>

// One object of a payload: as it stands in the text, and as JSON.
struct PayloadItem {
    QString path; // "events[3]"; empty when the text is one event
    const PayloadNode *node = nullptr; // of the tree it was read from
    QJsonObject json;
    QByteArray text; // as it stands, in UTF-8: what is sent
};

// The objects of one event, a list of them, or {"events": […]}. At most 1,000; what is no list and no object
// is refused with a sentence. The root must have no fault and outlive the items.
Result<QList<PayloadItem>> payloadItems(QStringView text, const PayloadNode &root);

// The event with its metadata in the order written and numbers with the digits written.
Result<Event> payloadEvent(const PayloadItem &item);

QString jsonText(const QString &text); // with quotes and escapes

// Two-space indent in the order written; the text itself where it is no JSON.
QString formatted(const QString &text);
