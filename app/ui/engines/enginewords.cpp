// SPDX-License-Identifier: MIT
#include "ui/engines/enginewords.h"

#include "imaging/imageerrors.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

using enginewords::pageText;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EnginesSheet", text);
}

QString day(const QDate &date)
{
    return QLocale::c().toString(date, u"d MMM yyyy"_s);
}

// "standard becomes medium, hd becomes high": what the customer buys stays, the provider's word for it
// changes.
QString qualitiesText(const ProviderModel &before, const ProviderModel &after)
{
    QStringList parts;
    for (const QByteArray &tier : {QByteArray("standard"), QByteArray("hd")}) {
        const QByteArray was = before.qualities.value(tier);
        const QByteArray is = after.qualities.value(tier);
        if (!was.isEmpty() && !is.isEmpty() && was != is)
            parts << tr("%1 becomes %2").arg(QString::fromLatin1(was), QString::fromLatin1(is));
    }
    return parts.join(u", "_s);
}

// What to do after a check is known better than after a picture; empty: no better.
QString betterStep(const Provider &provider, KeyFrom key, const Error &error)
{
    const QString &code = error.code;
    const bool own = !provider.urlFixed; // somebody's own server
    if (code == "no_connection"_L1)
        return own ? tr("Start the server, or check the port.") : tr("Check the network and its proxy.");
    if (code == "no_secure_connection"_L1)
        return own ? tr("Check its certificate. A server on this computer may want http://.")
                   : tr("Check the date of this computer, and its proxy.");
    const bool elsewhere = error.kind == Error::Kind::NotFound || code == "not_json"_L1;
    if (elsewhere && code != "ollama_removed"_L1 && provider.protocol == Provider::Protocol::OpenAi && own)
        return tr("Check how the address ends. Most servers want /v1.");
    if (code == "forbidden"_L1)
        return tr("It may not list models. It may still make pictures: write the model's name.");
    const bool keyed = code == "invalid_api_key"_L1 || code == "key_refused"_L1 || code == "key_missing"_L1;
    if (keyed && key == KeyFrom::Nowhere)
        return tr("Paste it above, then check again.");
    if (keyed && !provider.keyPage.isEmpty())
        return tr("Make one at %1 and paste it.").arg(pageText(provider.keyPage));
    return {};
}

} // namespace

namespace enginewords {

QString pageText(const QUrl &page)
{
    const QString text = page.toDisplayString(QUrl::RemoveScheme | QUrl::StripTrailingSlash);
    return text.startsWith("//"_L1) ? text.sliced(2) : text;
}

State stateOf(const Engines &engines, const Provider &provider)
{
    if (engines.current().provider == provider.id)
        return State::InUse;
    const Engine &engine = engines.engine(provider.id);
    if (engine.ready)
        return State::Ready;
    const bool keyed = provider.auth == Provider::Auth::Bearer;
    return keyed && engines.keyFrom(provider.id) == KeyFrom::Nowhere ? State::NeedsKey : State::NotSetUp;
}

QString stateText(State state)
{
    switch (state) {
    case State::InUse:
        return tr("in use");
    case State::Ready:
        return tr("ready");
    case State::NeedsKey:
        return tr("needs a key");
    case State::NotSetUp:
        return tr("not set up");
    }
    return {};
}

QString lineOf(const Provider &provider)
{
    if (provider.id == "demo")
        return tr("Free, needs no network, not AI");
    switch (provider.charges) {
    case Provider::Charges::Nothing:
        return tr("Free, on your own computer");
    case Provider::Charges::Tokens:
        return tr("Paid by tokens, needs a key");
    case Provider::Charges::PerPicture:
        return tr("Paid by the picture, needs a key");
    case Provider::Charges::Unknown:
        return provider.auth == Provider::Auth::Bearer ? tr("Paid, needs a key")
                                                       : tr("Any server with the same calls");
    }
    return {};
}

QString place(const QUrl &url)
{
    return url.port() > 0 ? u"%1:%2"_s.arg(url.host()).arg(url.port()) : url.host();
}

QString keyLine(KeyFrom from, const Provider &provider)
{
    switch (from) {
    case KeyFrom::Nowhere:
        return {};
    case KeyFrom::Keychain:
        return tr("The key is in the system's keychain.");
    case KeyFrom::Environment:
        return tr("The key comes from %1, for this run.").arg(provider.keyVariable);
    case KeyFrom::ThisRun:
        return tr("The key is held for this run only.");
    }
    return {};
}

Check checkWords(const Provider &provider, const QUrl &url, KeyFrom key, const QList<ModelInfo> &models)
{
    using Tone = Check::Tone;
    const QString took = key == KeyFrom::Nowhere ? tr("%1 answers.").arg(place(url)) : tr("The key works.");
    if (models.isEmpty())
        return {Tone::Doubt, took, tr("It lists no models. Write the name of one.")};
    qsizetype known = 0;
    for (const ModelInfo &model : models)
        known += provider.listed(model.id) ? 1 : 0;
    if (provider.urlFixed && !provider.models.isEmpty() && known == 0)
        return {Tone::Doubt, took, tr("It lists no picture models. Its project may not have any.")};
    const qsizetype count = provider.urlFixed ? known : models.size();
    return {Tone::Fine, took,
        count == 1 ? tr("It offers 1 picture model.") : tr("It offers %1 models.").arg(count)};
}

Check checkWords(const Provider &provider, KeyFrom key, const Error &error)
{
    const QString next = betterStep(provider, key, error);
    return {error.code == "forbidden"_L1 || remedyFor(error) == ImageRemedy::AddCredit
                || remedyFor(error) == ImageRemedy::Wait
            ? Check::Tone::Doubt
            : Check::Tone::Failed,
        error.message, next.isEmpty() ? nextStep(error) : next};
}

Ending endingOf(const ProviderModel &model, const Provider &provider, const QDate &today)
{
    const ProviderModel::Life life = model.life(today);
    if (life == ProviderModel::Life::Living || !model.shutdown)
        return {};
    QStringList sentences;
    sentences << (life == ProviderModel::Life::Gone ? tr("“%1” is gone since %2.") : tr("“%1” stops on %2."))
                     .arg(model.id, day(*model.shutdown));
    if (!model.replacement.isEmpty())
        sentences << tr("The nearest is %1.").arg(model.replacement);
    const QString qualities = qualitiesText(model, provider.model(model.replacement));
    if (!model.replacement.isEmpty() && !qualities.isEmpty())
        sentences << tr("For it %1.").arg(qualities);
    return {sentences.join(u' '), model.replacement};
}

QString lifeText(const ProviderModel &model, const QDate &today)
{
    switch (model.life(today)) {
    case ProviderModel::Life::Living:
        return {};
    case ProviderModel::Life::Closing:
        return tr("stops %1").arg(day(model.shutdown.value_or(today)));
    case ProviderModel::Life::Gone:
        return tr("gone since %1").arg(day(model.shutdown.value_or(today)));
    }
    return {};
}

} // namespace enginewords
