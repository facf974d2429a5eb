// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/provider.h"

#include <QByteArray>
#include <QSize>
#include <QString>
#include <QUrl>

#include <optional>

// Where pictures come from. The provider's profile says which fields may be sent: servers refuse unknown ones
// (image-api.md 2, 3). The key may be empty, then no Authorization header is sent.
struct ImageDestination {
    QByteArray provider = "demo"; // Provider::id; the demo painter is the sandbox's own server
    QUrl baseUrl = {}; // with or without /v1, trailing slash tolerated
    QByteArray key = {};
    QString name = {}; // shown on the badge; the host when empty

    friend bool operator==(const ImageDestination &, const ImageDestination &) = default;
};

// One call. What the provider's profile does not have is left out.
struct ImageRequest {
    QString prompt = {}; // up to 32,000 characters
    QString model = {};
    QByteArray tier = "standard"; // what the customer buys: draft, standard, hd
    QSize size{1024, 1024};
    QByteArray style = "vivid"; // vivid, natural; for servers that know it
    std::optional<quint64> seed = {}; // of the first picture; for servers that know it
    int count = 1; // at most ProviderModel::perCall
    QString negative = {}; // what should not be seen
    QByteArray format = "png"; // png, jpeg, webp
    bool transparent = false;

    friend bool operator==(const ImageRequest &, const ImageRequest &) = default;
};

// What the provider is asked for: draft is low, standard medium, hd high; dall-e-3 knows standard and hd
// only, so its drafts are standard. Empty where the provider takes no quality.
QByteArray providerQuality(const QByteArray &provider, const QString &model, const QByteArray &tier);

// How many partial pictures a call asks for: they come with a single picture, and each costs the provider's
// money, so a draft has none, a standard picture one and hd two, where the model has them.
int partialsAsked(const QByteArray &provider, const QString &model, const QByteArray &tier, int count = 1);

QUrl endpoint(const ImageDestination &destination, const QString &path); // "images/generations", "models"
QUrl generationUrl(const ImageDestination &destination);
bool wantsStream(const ImageDestination &destination, const ImageRequest &request);
QByteArray bodyOf(const ImageDestination &destination, const ImageRequest &request); // JSON
