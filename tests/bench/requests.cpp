// SPDX-License-Identifier: MIT
#include "requests.h"

#include <QUuid>

namespace {

QByteArray event(const QByteArray &customer)
{
    return R"({"event_id":")" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + R"(","customer_id":")"
        + customer
        + R"(","event_name":"image.generated","metadata":{"quality":"standard","size":"1024x1024"}})";
}

} // namespace

Volley ingestRequests(quint16 port, const QList<QByteArray> &customers, int requests, int eventsEach)
{
    Volley out{.requests = {}, .answer = R"({"ingested_count":)" + QByteArray::number(eventsEach) + '}'};
    qsizetype nth = 0;
    for (int i = 0; i < requests; ++i) {
        QByteArray body = R"({"events":[)";
        for (int k = 0; k < eventsEach; ++k)
            body += (k > 0 ? "," : "") + event(customers[nth++ % customers.size()]);
        body += "]}";
        out.requests.append("POST /events/ingest HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
            + "\r\nAuthorization: Bearer " + benchKey
            + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body);
    }
    return out;
}
