// SPDX-License-Identifier: MIT
#include "commands/demoresults.h"

#include "support/strictjson.h"

#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {
constexpr int exchangesAtOnce = 200;
}

DemoResults::DemoResults(Workbench &bench, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_bench(bench)
    , m_folder(folder)
{
}

bool DemoResults::save(const QString &name, const QByteArray &bytes)
{
    QSaveFile file(m_folder + u'/' + name);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    Q_EMIT failed({.kind = Error::Kind::Storage, .message = u"%1 cannot be written."_s.arg(file.fileName())});
    return false;
}

void DemoResults::write(const QList<DemoPlayer::Outcome> &outcomes)
{
    QJsonArray steps;
    for (const auto &outcome : outcomes)
        steps.append(QJsonObject{{"name"_L1, outcome.name}, {"ok"_L1, outcome.ok}, {"ms"_L1, outcome.ms},
            {"expected"_L1, outcome.expected}, {"got"_L1, outcome.got}});
    if (save(u"result.json"_s, QJsonDocument(QJsonObject{{"steps"_L1, steps}}).toJson()))
        readExchanges(0);
}

// The sandbox's own record says what was sent; this window's memory is not asked.
void DemoResults::readExchanges(qint64 after)
{
    whenDone(
        m_bench.sandbox().exchanges(after, exchangesAtOnce), this, [this](const Result<ExchangePage> &page) {
            if (!page)
                return Q_EMIT failed(page.error());
            take(*page);
        });
}

void DemoResults::take(const ExchangePage &page)
{
    for (const Exchange &exchange : page.items) {
        const auto body = exchange.target == "/events/ingest" && exchange.status == 200
            ? readObject(exchange.requestBody)
            : Result<QJsonObject>(QJsonObject());
        const QJsonArray events = body ? body->value("events"_L1).toArray() : QJsonArray();
        for (const auto &event : events)
            m_events += compact(event.toObject()) + '\n';
    }
    if (!page.items.isEmpty())
        return readExchanges(page.next);
    if (save(u"events.jsonl"_s, m_events))
        readInvoice();
}

void DemoResults::readInvoice()
{
    const auto &subscription = m_bench.session().state().subscription;
    if (!subscription)
        return Q_EMIT written();
    whenDone(m_bench.client().usageHistory(subscription->id), this,
        [this](const Result<QList<UsagePeriod>> &usage) {
            if (!usage || usage->isEmpty())
                return Q_EMIT failed(usage ? Error{.message = u"There is no usage."_s} : usage.error());
            if (save(u"invoice.json"_s, QJsonDocument(toJson(usage->first())).toJson()))
                Q_EMIT written();
        });
}
