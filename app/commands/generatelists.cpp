// SPDX-License-Identifier: MIT
#include "commands/generatelists.h"

#include "support/strictjson.h"

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString providerLine(const Provider &one)
{
    QStringList parts{u"%1  %2"_s.arg(QString::fromLatin1(one.id), -12).arg(one.name)};
    if (!one.keyVariable.isEmpty())
        parts.append(u"key in %1"_s.arg(one.keyVariable));
    if (!one.urlFixed)
        parts.append(one.baseUrl.toString());
    return parts.join(u", "_s);
}

QJsonObject providerJson(const Provider &one)
{
    return {{"provider"_L1, QString::fromLatin1(one.id)}, {"name"_L1, one.name},
        {"key_variable"_L1, orNull(one.keyVariable)}, {"base_url"_L1, orNull(one.baseUrl.toString())},
        {"fixed_url"_L1, one.urlFixed}};
}

QString modelLine(const Provider &by, const ProviderModel &model, const QDate &today)
{
    const QString note = lifeNote(by, model.id, today);
    return note.isEmpty() ? model.id : u"%1  %2"_s.arg(model.id, -28).arg(note);
}

QJsonObject modelJson(const Provider &by, const ProviderModel &model, const QDate &today)
{
    static constexpr QLatin1StringView lives[] = {"living"_L1, "closing"_L1, "gone"_L1};
    return {{"provider"_L1, QString::fromLatin1(by.id)}, {"model"_L1, model.id},
        {"life"_L1, lives[int(model.life(today))]},
        {"shutdown"_L1, orNull(model.shutdown ? model.shutdown->toString(Qt::ISODate) : QString())},
        {"replacement"_L1, orNull(model.replacement)}};
}

} // namespace

void printProviders(ListAs as)
{
    for (const Provider &one : providers())
        print(as == ListAs::Json ? QString::fromUtf8(compact(providerJson(one))) : providerLine(one));
}

ModelList::ModelList(Workbench &bench, QByteArray provider, ListAs as, QObject *parent)
    : QObject(parent)
    , m_bench(bench)
    , m_provider(std::move(provider))
    , m_as(as)
{
}

void ModelList::start()
{
    if (!provider(m_provider).listsModels) {
        show();
        return Q_EMIT finished(Exit::Done);
    }
    whenDone(
        m_bench.engines().refreshModels(m_provider), this, [this](const Result<QList<ModelInfo>> &models) {
            if (!models) {
                complain(u"pixelmeter generate: "_s + models.error().message);
                return Q_EMIT finished(exitFor(models.error()));
            }
            show();
            Q_EMIT finished(Exit::Done);
        });
}

void ModelList::show()
{
    const Provider &by = provider(m_provider);
    const QDate today = toDateTime(m_bench.clock().now()).toLocalTime().date();
    for (const ProviderModel &model : m_bench.engines().models(m_provider))
        print(m_as == ListAs::Json ? QString::fromUtf8(compact(modelJson(by, model, today)))
                                   : modelLine(by, model, today));
}
