// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

// One call of the official Dodo Payments SDKs (dodo-api.md 1.8). TypeScript 2.52, Python 1.123 and Go 1.113
// name it alike but for their spelling; `go` is empty where the Go SDK's form differs between versions.
struct SdkCall {
    const char *method;
    const char *path; // ":" stands for an id
    const char *typeScript; // "usageEvents.ingest"
    const char *python;
    const char *go;
    const char *goParams; // the type of its parameters, empty: it takes none
    const char *fields; // of the body or the query, with spaces between; with a star those it must have
};

struct SdkMatch {
    const SdkCall *call = nullptr;
    QList<QString> ids; // of the path, decoded
};

// `path` is percent-encoded. Ids that an SDK refuses or would change are no match.
std::optional<SdkMatch> sdkCallFor(QByteArrayView method, const QByteArray &path);
// Whether the call takes all of these names, and gets all it must have.
bool fieldsFit(const SdkCall &call, const QSet<QByteArray> &names);
