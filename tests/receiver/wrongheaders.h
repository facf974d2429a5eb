// SPDX-License-Identifier: MIT
#pragma once

#include "signed.h"

// What is spoiled in a right message, and why it is refused then: its headers and its time.
namespace {

using Fault = WebhookFault;

const QByteArray other = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBzYW1lIHNpemUhIQ==";

// A right message, to be spoiled.
struct Spoiled {
    SignedMessage message;
    Headers headers = message.headers();
    QByteArray body = message.body;
    QList<QByteArray> secrets{SignedMessage::whole};
    TimePoint now = message.at();
};

struct Wrong {
    const char *name;
    void (*spoil)(Spoiled &m);
    Fault fault;
    const char *why;
};

void setHeader(Headers &headers, QByteArrayView name, const QByteArray &value)
{
    for (auto &[given, old] : headers) {
        if (given == name)
            old = value;
    }
}

void dropHeader(Headers &headers, QByteArrayView name)
{
    headers.removeIf([&](const auto &header) { return header.first == name; });
}

QByteArray flipped(QByteArray text, qsizetype at)
{
    text[at] = text[at] == 'A' ? 'B' : 'A';
    return text;
}

void set(Headers &headers, const QByteArray &signature)
{
    setHeader(headers, "webhook-signature", signature);
}

const QList<Wrong> &headerTable()
{
    static const QList<Wrong> table{
        {"no id", [](Spoiled &m) { dropHeader(m.headers, "webhook-id"); }, Fault::HeaderMissing,
            "“webhook-id” is missing"},
        {"no timestamp", [](Spoiled &m) { dropHeader(m.headers, "webhook-timestamp"); }, Fault::HeaderMissing,
            "“webhook-timestamp” is missing"},
        {"no signature", [](Spoiled &m) { dropHeader(m.headers, "webhook-signature"); }, Fault::HeaderMissing,
            "“webhook-signature” is missing"},
        {"no headers at all", [](Spoiled &m) { m.headers.clear(); }, Fault::HeaderMissing,
            "“webhook-id” is missing"},
        {"another family's names",
            [](Spoiled &m) {
                for (auto &header : m.headers)
                    header.first.replace("webhook-", "svix-");
            },
            Fault::HeaderMissing, "“webhook-id” is missing"},
        {"empty id", [](Spoiled &m) { setHeader(m.headers, "webhook-id", ""); }, Fault::HeaderEmpty,
            "“webhook-id” is empty"},
        {"blank timestamp", [](Spoiled &m) { setHeader(m.headers, "webhook-timestamp", "  "); },
            Fault::HeaderEmpty, "“webhook-timestamp” is empty"},
        {"empty signature", [](Spoiled &m) { set(m.headers, ""); }, Fault::HeaderEmpty,
            "“webhook-signature” is empty"},
        {"id twice", [](Spoiled &m) { m.headers.emplaceBack("webhook-id", m.message.id); },
            Fault::HeaderRepeated, "“webhook-id” stands there 2 times"},
        {"id twice in another case", [](Spoiled &m) { m.headers.emplaceBack("Webhook-ID", "msg_other"); },
            Fault::HeaderRepeated, "“webhook-id” stands there 2 times"},
        {"timestamp twice", [](Spoiled &m) { m.headers.emplaceBack("WEBHOOK-TIMESTAMP", "1767225601"); },
            Fault::HeaderRepeated, "“webhook-timestamp” stands there 2 times"},
        {"signature twice", [](Spoiled &m) { m.headers.emplaceBack("webhook-signature", "v1,x"); },
            Fault::HeaderRepeated, "“webhook-signature” stands there 2 times"},
        {"id with a dot",
            [](Spoiled &m) {
                m.message.id = "msg.1";
                m.headers = m.message.headers();
            },
            Fault::BadId, "is no id"},
        {"id with a blank",
            [](Spoiled &m) {
                m.message.id = "msg 1";
                m.headers = m.message.headers();
            },
            Fault::BadId, "is no id"},
        {"id with a control character",
            [](Spoiled &m) {
                m.message.id = "msg\x01";
                m.headers = m.message.headers();
            },
            Fault::BadId, "is no id"},
        {"id beyond ASCII",
            [](Spoiled &m) {
                m.message.id = "msg_\xc3\xa9";
                m.headers = m.message.headers();
            },
            Fault::BadId, "is no id"},
        {"id of 257 letters",
            [](Spoiled &m) {
                m.message.id = QByteArray(257, 'a');
                m.headers = m.message.headers();
            },
            Fault::BadId, "is no id"},
    };
    return table;
}
const QList<Wrong> &timeTable()
{
    static const auto stamped = [](Spoiled &m, const QByteArray &seconds) {
        m.message.seconds = seconds;
        m.headers = m.message.headers();
    };
    static const QList<Wrong> table{
        {"301 s old", [](Spoiled &m) { m.now += 301s; }, Fault::TooOld, "301 s ago"},
        {"301 s ahead", [](Spoiled &m) { m.now -= 301s; }, Fault::TooNew, "301 s in the future"},
        {"a day old", [](Spoiled &m) { m.now += 24h; }, Fault::TooOld, "86400 s ago"},
        {"of the year 1970", [](Spoiled &m) { stamped(m, "1"); }, Fault::TooOld, "s ago"},
        {"far ahead", [](Spoiled &m) { stamped(m, "999999999999"); }, Fault::TooNew, "in the future"},
        {"in milliseconds", [](Spoiled &m) { stamped(m, "1767225600000"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"with a sign", [](Spoiled &m) { stamped(m, "+1767225600"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"negative", [](Spoiled &m) { stamped(m, "-1767225600"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"with a fraction", [](Spoiled &m) { stamped(m, "1767225600.5"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"with an exponent", [](Spoiled &m) { stamped(m, "1e9"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"with zeros before", [](Spoiled &m) { stamped(m, "01767225600"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"in hexadecimal", [](Spoiled &m) { stamped(m, "0x6955B900"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"as a date", [](Spoiled &m) { stamped(m, "2026-01-01T00:00:00Z"); }, Fault::BadTimestamp,
            "not in whole seconds"},
        {"moved by a second", [](Spoiled &m) { setHeader(m.headers, "webhook-timestamp", "1767225601"); },
            Fault::WrongSignature, "does not fit"},
    };
    return table;
}

} // namespace
