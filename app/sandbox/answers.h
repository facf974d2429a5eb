// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "sandbox/route.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

// Answers in the shapes of dodo-api.md 1.3 and 1.6.
Answer answerJson(const QJsonObject &json, int status = 200);
Answer answerItems(const QJsonArray &items); // {"items": [...]}
Answer answerEmpty(int status); // no body and no Content-Type, which every SDK reads right
Answer answerError(
    const Error &error); // {"code", "message"}; status and code follow from the kind when absent
Answer answerHtml(const QByteArray &html, int status = 200);

Error notFound(const QString &what, const QByteArray &id); // 404 NOT_FOUND: "There is no meter “mtr_1”."
Error invalidBody(const QString &sentence, const QString &field = {}); // 422 INVALID_REQUEST_BODY
Error invalidQuery(const QString &sentence, const QString &field, int status = 422); // INVALID_QUERY_PARAMS

// The body as one JSON object, read strictly.
Result<QJsonObject> bodyObject(const Request &request);

// Query values; absent when not given.
std::optional<QByteArray> queryText(const Request &request, QByteArrayView key);
QList<QByteArray> queryTexts(const Request &request, QByteArrayView key); // a key given several times
Result<std::optional<bool>> queryBool(const Request &request, QByteArrayView key);
Result<std::optional<TimePoint>> queryTime(const Request &request, QByteArrayView key, int status = 422);
Result<std::optional<qint64>> queryInteger(
    const Request &request, QByteArrayView key, qint64 min, qint64 max, int status = 422);

// dodo-api.md 1.5: at most 100 a page.
struct Page {
    qint64 number = choices::firstPage;
    qint64 size = choices::defaultPageSize;

    qint64 offset() const { return (number - choices::firstPage) * size; }
};
Result<Page> pageOf(const Request &request);
