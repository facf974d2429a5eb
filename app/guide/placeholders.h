// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>

// "{bill.total}" in a text stands for the fact at that path. A member or index that is not there leaves the
// placeholder as it is, so that a test can find it.
QString filledIn(const QString &text, const QJsonObject &facts);
QStringList placeholders(const QString &text); // the paths, in order

// A value whose whole text is one placeholder becomes the fact itself, whatever its type; any other text is
// filled in.
QJsonValue filledIn(const QJsonValue &value, const QJsonObject &facts);
