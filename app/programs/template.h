// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>

// What a template's marks stand for.
struct TemplateValues {
    QHash<QByteArray, QByteArray> values; // {{name}}; a value of several lines takes its line's indentation
    QSet<QByteArray> sections; // lines between {{#name}} and {{/name}} stay only when it is here
};

// One pass: what was put in is never looked at again, so a name that holds marks stays a name. Marks nobody
// knows stay too, so that a test finds them. {{#name}} and {{/name}} stand on lines of their own.
QByteArray fillIn(const QByteArray &text, const TemplateValues &with);
