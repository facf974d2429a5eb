// SPDX-License-Identifier: MIT
#include "imaging/provider.h"

#include "support/strictjson.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when somebody asks for them; the macro wants no namespace
// around it.
static void useResources()
{
    Q_INIT_RESOURCE(imaging_data);
}

namespace {

constexpr qint64 closingDays = 60;

// In the order they are offered.
constexpr auto files = {"demo"_L1, "openai"_L1, "compatible"_L1, "webui"_L1, "sdserver"_L1, "localai"_L1,
    "vllm-omni"_L1, "openvino"_L1, "xai"_L1, "together"_L1, "deepinfra"_L1};

Result<Provider> load(QLatin1StringView name)
{
    QFile file(u":/providers/%1.json"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            .kind = Error::Kind::Storage, .message = u"The profile “%1” is not in this program."_s.arg(name)};
    const auto provider = readObject(file.readAll()).andThen(providerFromJson);
    if (provider && provider->id != name.data())
        return Error{.message = u"The profile “%1” names itself differently."_s.arg(name)};
    return provider;
}

// "gpt-image-2-2026-04-21" is a snapshot of "gpt-image-2".
QString withoutDate(const QString &id)
{
    static const QRegularExpression date(u"-\\d{4}-\\d{2}-\\d{2}$"_s);
    return QString(id).remove(date);
}

} // namespace

ProviderModel::Life ProviderModel::life(const QDate &today) const
{
    if (!shutdown || today.daysTo(*shutdown) > closingDays)
        return Life::Living;
    return today < *shutdown ? Life::Closing : Life::Gone;
}

bool Provider::has(Field field, const QString &asked) const
{
    return (model(asked).fields.value_or(fields) & field) != 0;
}

const ProviderModel *Provider::listed(const QString &asked) const
{
    for (const QString &each : {asked, withoutDate(asked)}) {
        const auto found = std::ranges::find(models, each, &ProviderModel::id);
        if (found != models.end())
            return &*found;
    }
    return nullptr;
}

const ProviderModel &Provider::model(const QString &asked) const
{
    const ProviderModel *found = listed(asked);
    return found ? *found : other;
}

const ProviderModel *Provider::defaultModel(const QDate &today) const
{
    const auto living = std::ranges::find_if(
        models, [&](const ProviderModel &each) { return each.life(today) != ProviderModel::Life::Gone; });
    return living == models.end() ? nullptr : &*living;
}

Result<QList<Provider>> loadProviders()
{
    useResources();
    QList<Provider> out;
    for (const QLatin1StringView name : files) {
        const auto one = load(name);
        if (!one)
            return one.error();
        out.append(*one);
    }
    return out;
}

const QList<Provider> &providers()
{
    // A test reads every file; what is asked of a list that could not be read is a program that was not
    // built whole.
    static const QList<Provider> all = loadProviders().valueOr({Provider{}});
    return all;
}

const Provider &provider(QByteArrayView id)
{
    const QList<Provider> &all = providers();
    for (const QByteArrayView each : {id, QByteArrayView("compatible")}) {
        const auto found
            = std::ranges::find_if(all, [&](const Provider &one) { return QByteArrayView(one.id) == each; });
        if (found != all.end())
            return *found;
    }
    return all.first();
}

QString lifeNote(const Provider &provider, const QString &name, const QDate &today)
{
    const ProviderModel *model = provider.listed(name);
    if (!model || model->life(today) == ProviderModel::Life::Living)
        return {};
    const QString day = model->shutdown->toString(Qt::ISODate);
    const bool gone = model->life(today) == ProviderModel::Life::Gone;
    QString out = (gone ? u"%1 was shut down on %2."_s : u"%1 shuts down on %2."_s).arg(name, day);
    if (!model->replacement.isEmpty())
        out += (gone ? u" %1 takes its place."_s : u" Change to %1."_s).arg(model->replacement);
    return out;
}
