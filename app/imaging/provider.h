// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"

#include "support/result.h"

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QSize>
#include <QStringList>
#include <QUrl>

#include <optional>

// What a model costs at its provider, in US dollars (image-api.md 2.5). Empty: not known.
struct ModelPrice {
    std::optional<Decimal> textIn; // these three for a million tokens
    std::optional<Decimal> imageIn;
    std::optional<Decimal> out;
    QMap<QByteArray, qint64> factors; // quality to the estimate's factor, which gives output tokens
    QMap<QByteArray, Decimal> square; // quality to a picture's price: 1024x1024, or any square
    QMap<QByteArray, Decimal> oblong; // and any other size
    std::optional<Decimal> each; // one price for every picture

    friend bool operator==(const ModelPrice &, const ModelPrice &) = default;
};

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
    std::optional<int> fields; // of Provider::Field, where they differ from the profile's
    ModelPrice price;

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
    QString responseFormat; // what the field is set to: b64_json, or base64
    QUrl baseUrl; // where it usually listens
    bool urlFixed = false; // OpenAI's own
    bool listsModels = false; // GET /models
    bool splitsAtBar = false; // a | in the prompt begins a negative prompt
    bool cancels = false; // the server stops working when told to
    QString keyVariable; // "OPENAI_API_KEY"
    QString urlVariable; // "OPENAI_BASE_URL"
    QList<ProviderModel> models; // the first living one is the default; empty: free text alone
    ProviderModel other; // what is assumed of a model that is not listed

    bool has(Field field, const QString &model) const; // dall-e-3 alone takes a style
    const ProviderModel &model(const QString &id) const; // `other` when it is not listed
    const ProviderModel *listed(const QString &id) const; // "gpt-image-2-2026-04-21" is gpt-image-2
    const ProviderModel *defaultModel(const QDate &today) const; // the first living one; null: free text
};

// In the order they are offered; the demo painter is first.
const QList<Provider> &providers();
const Provider &provider(QByteArrayView id); // "compatible" for an id nobody knows

// Strict: a broken file is an error naming the member.
Result<Provider> providerFromJson(const QJsonObject &json);
Result<QList<Provider>> loadProviders(); // the files of this program

// "dall-e-3 was shut down on 2026-05-12. gpt-image-2.5-flare takes its place." Empty for a living model and
// one nobody knows.
QString lifeNote(const Provider &provider, const QString &model, const QDate &today);
