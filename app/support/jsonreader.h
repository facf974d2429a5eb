// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QJsonArray>
#include <QJsonObject>

#include <limits>
#include <optional>

// Reads the members of one object strictly: a missing or ill-typed key becomes an Error naming its path, not
// a silent zero. Only the first error is kept. Unknown keys are ignored; null counts as absent for the
// optional readers.
class JsonReader {
public:
    explicit JsonReader(QJsonObject json, QString path = {});

    QString string(QLatin1StringView key);
    qint64 integer(QLatin1StringView key, qint64 min = std::numeric_limits<qint64>::min(),
        qint64 max = std::numeric_limits<qint64>::max());
    bool boolean(QLatin1StringView key);
    QJsonObject object(QLatin1StringView key);
    QJsonArray array(QLatin1StringView key);
    TimePoint time(QLatin1StringView key);

    std::optional<QString> optionalString(QLatin1StringView key);
    std::optional<qint64> optionalInteger(QLatin1StringView key,
        qint64 min = std::numeric_limits<qint64>::min(), qint64 max = std::numeric_limits<qint64>::max());
    std::optional<bool> optionalBoolean(QLatin1StringView key);
    std::optional<QJsonObject> optionalObject(QLatin1StringView key);
    std::optional<QJsonArray> optionalArray(QLatin1StringView key);
    std::optional<TimePoint> optionalTime(QLatin1StringView key);

    bool has(QLatin1StringView key) const; // present and not null
    QString path(QLatin1StringView key) const; // "price.meters", for messages of the caller's own checks
    void fail(QLatin1StringView key, const QString &sentence); // "must be …" becomes "price.meters must be …"
    void fail(const Error &error);

    // Takes the value out of another reader's result, keeping its error.
    template<typename T>
    T take(const Result<T> &result)
    {
        if (!result) {
            fail(result.error());
            return T{};
        }
        return *result;
    }

    // Each object of the array through `read(object, path)`.
    template<typename T, typename Read>
    QList<T> list(QLatin1StringView key, Read read)
    {
        QList<T> out;
        const QJsonArray items = array(key);
        for (qsizetype i = 0; i < items.size() && ok(); ++i)
            out.append(take<T>(read(element(key, items, i), elementPath(key, i))));
        return out;
    }

    bool ok() const { return !m_error; }

    template<typename T>
    Result<T> finish(T value) const
    {
        if (m_error)
            return *m_error;
        return value;
    }

private:
    QJsonValue required(QLatin1StringView key);
    QJsonObject element(QLatin1StringView key, const QJsonArray &items, qsizetype index);
    QString elementPath(QLatin1StringView key, qsizetype index) const;

    QJsonObject m_json;
    QString m_path;
    std::optional<Error> m_error;
};
