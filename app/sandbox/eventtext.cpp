// SPDX-License-Identifier: MIT
#include "sandbox/eventtext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace {

QByteArray jsonText(QByteArrayView text)
{
    const QJsonArray wrapped{QString::fromUtf8(text)};
    const QByteArray json = QJsonDocument(wrapped).toJson(QJsonDocument::Compact);
    return json.sliced(1, json.size() - 2);
}

} // namespace

QByteArray eventText(const StoredEvent &event, const QByteArray &businessId)
{
    QByteArray out = "{";
    if (!businessId.isEmpty())
        out += R"("business_id":)" + jsonText(businessId) + ',';
    out += R"("customer_id":)" + jsonText(event.view.customer) + R"(,"event_id":)" + jsonText(event.view.id);
    out += R"(,"event_name":)" + jsonText(event.view.name) + R"(,"timestamp":")" + toIso(event.at) + '"';
    return out + R"(,"metadata":)"
        + (event.metadataJson.isEmpty() ? QByteArray("null") : event.metadataJson.toByteArray()) + '}';
}
