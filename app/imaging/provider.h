// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QSize>
#include <QStringList>
#include <QUrl>

#include <optional>

// A model as its provider's profile knows it (image-api.md 1, 2). Any other name may be typed.
struct ProviderModel {
    QString id;
    QString label; // shown; the id when empty
    std::optional<QDate> shutdown; // the day it stops, or stopped
    QString replacement; // what to take instead
    QMap<QByteArray, QByteArray> qualities; // tier (draft, standard, hd) to what the provider is asked for
    QList<QSize> sizes;
    QStringList formats; // png, jpeg, webp
    bool transparent = false; // takes background: transparent
    int perCall = 1; // n at most
    int partials = 0; // partial pictures while streaming; 0: no streaming

    enum class Life { Living, Closing, Gone }; // Closing: within 60 days
    Life life(const QDate &today) const;
};

// What a kind of image server takes and gives (image-api.md 3), read from resources/providers/*.json. Servers
// refuse fields they do not know, so nothing outside the profile is sent.
struct Provider {
    enum class Protocol { OpenAi, WebUi, SdServer };
    enum class Auth { None, Bearer, OptionalBearer, Basic }; // Basic: the key is user:password, and optional
    enum class SizeStyle { Size, AspectRatio, WidthAndHeight };
    enum class Charges {
        Nothing,
        Tokens,
        PerPicture,
        Unknown
    }; // of the provider, to whoever runs this program
    enum Field {
        Quality = 1,
        Style = 2,
        Format = 4,
        Background = 8,
        Seed = 16,
        Negative = 32,
        ResponseFormat = 64
    };

    QByteArray id; // "demo", "openai", "compatible", "webui", "sdserver", "localai", "xai", …
    QString name; // "OpenAI", "Stable Diffusion WebUI"
    QString hint; // one line: what it is, where its key is found or how it is started
    QUrl keyPage; // where a key is made; shown as text
    Protocol protocol = Protocol::OpenAi;
    Auth auth = Auth::None;
    SizeStyle sizeStyle = SizeStyle::Size;
    Charges charges = Charges::Unknown;
    int fields = 0; // of Field, or-ed
    QUrl baseUrl; // where it usually listens
    bool urlFixed = false; // OpenAI's own
    bool listsModels = false; // GET /models
    bool cancels = false; // the server stops working when told to
    QString keyVariable; // "OPENAI_API_KEY"
    QString urlVariable; // "OPENAI_BASE_URL"
    QList<ProviderModel> models; // the first living one is the default; empty: free text alone
    ProviderModel other; // what is assumed of a model that is not listed

    bool has(Field field, const QString &model) const; // dall-e-3 alone takes a style
    const ProviderModel &model(const QString &id) const; // `other` when it is not listed
    const ProviderModel *listed(const QString &id) const;
};

// In the order they are offered; the demo painter is first.
const QList<Provider> &providers();
const Provider &provider(QByteArrayView id); // "compatible" for an id nobody knows
