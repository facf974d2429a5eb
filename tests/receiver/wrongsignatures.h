// SPDX-License-Identifier: MIT
#pragma once

#include "wrongheaders.h"

// The same for the signature itself and for what it is over.
namespace {

const QList<Wrong> &signatureTable()
{
    static const QList<Wrong> table{
        {"first letter", [](Spoiled &m) { set(m.headers, flipped(m.message.signature(), 3)); },
            Fault::WrongSignature, "does not fit"},
        {"last letter before the filling",
            [](Spoiled &m) {
                set(m.headers, flipped(m.message.signature(), m.message.signature().size() - 2));
            },
            Fault::WrongSignature, "does not fit"},
        {"letter in the middle", [](Spoiled &m) { set(m.headers, flipped(m.message.signature(), 20)); },
            Fault::WrongSignature, "does not fit"},
        {"filling left out", [](Spoiled &m) { set(m.headers, m.message.signature().chopped(1)); },
            Fault::WrongSignature, "not as long"},
        {"cut short", [](Spoiled &m) { set(m.headers, m.message.signature().left(20)); },
            Fault::WrongSignature, "not as long"},
        {"longer by a letter", [](Spoiled &m) { set(m.headers, m.message.signature() + 'A'); },
            Fault::WrongSignature, "not as long"},
        {"nothing behind v1", [](Spoiled &m) { set(m.headers, "v1,"); }, Fault::WrongSignature,
            "not as long"},
        {"in hexadecimal",
            [](Spoiled &m) {
                set(m.headers, "v1," + QByteArray::fromBase64(m.message.signature().mid(3)).toHex());
            },
            Fault::WrongSignature, "not as long"},
        {"in the letters of addresses",
            [](Spoiled &m) {
                const auto raw = QByteArray::fromBase64(m.message.signature().mid(3));
                auto text = raw.toBase64(QByteArray::Base64UrlEncoding);
                text[5] = '-';
                set(m.headers, "v1," + text);
            },
            Fault::WrongSignature, "does not fit"},
        {"of all zeros", [](Spoiled &m) { set(m.headers, "v1," + QByteArray(32, 0).toBase64()); },
            Fault::WrongSignature, "does not fit"},
        {"in quotes", [](Spoiled &m) { set(m.headers, '"' + m.message.signature() + '"'); },
            Fault::NoKnownVersion, "of version v1"},
        {"without a version", [](Spoiled &m) { set(m.headers, m.message.signature().mid(3)); },
            Fault::NoKnownVersion, "of version v1"},
        {"version 2 alone", [](Spoiled &m) { set(m.headers, "v2," + m.message.signature().mid(3)); },
            Fault::NoKnownVersion, "of version v1"},
        {"version v1a", [](Spoiled &m) { set(m.headers, "v1a," + m.message.signature().mid(3)); },
            Fault::NoKnownVersion, "of version v1"},
        {"version V1", [](Spoiled &m) { set(m.headers, "V1," + m.message.signature().mid(3)); },
            Fault::NoKnownVersion, "of version v1"},
        {"an equals sign for the comma",
            [](Spoiled &m) { set(m.headers, "v1=" + m.message.signature().mid(3)); }, Fault::NoKnownVersion,
            "of version v1"},
        {"two wrong ones",
            [](Spoiled &m) {
                set(m.headers, flipped(m.message.signature(), 4) + ' ' + flipped(m.message.signature(), 5));
            },
            Fault::WrongSignature, "does not fit"},
        {"right, joined by a comma", [](Spoiled &m) { set(m.headers, "v1,AAAA," + m.message.signature()); },
            Fault::WrongSignature, "not as long"},
    };
    return table;
}

const QList<Wrong> &contentTable()
{
    static const QList<Wrong> table{
        {"body with a blank more", [](Spoiled &m) { m.body += ' '; }, Fault::WrongSignature, "does not fit"},
        {"body with a line end more", [](Spoiled &m) { m.body += '\n'; }, Fault::WrongSignature,
            "does not fit"},
        {"body written anew", [](Spoiled &m) { m.body.replace(":", ": "); }, Fault::WrongSignature,
            "does not fit"},
        {"body with a mark of byte order", [](Spoiled &m) { m.body.prepend("\xef\xbb\xbf"); },
            Fault::WrongSignature, "does not fit"},
        {"no body", [](Spoiled &m) { m.body.clear(); }, Fault::WrongSignature, "does not fit"},
        {"body with one byte changed", [](Spoiled &m) { m.body[3] = 'T'; }, Fault::WrongSignature,
            "does not fit"},
        {"another message's id", [](Spoiled &m) { setHeader(m.headers, "webhook-id", "msg_2b8e"); },
            Fault::WrongSignature, "does not fit"},
        {"signed by another secret", [](Spoiled &m) { m.secrets = {other}; }, Fault::WrongSignature,
            "does not fit"},
        {"signed by the secret's text",
            [](Spoiled &m) {
                m.message.key = SignedMessage::whole;
                m.headers = m.message.headers();
            },
            Fault::WrongSignature, "does not fit"},
        {"signed by the base64 itself",
            [](Spoiled &m) {
                m.message.key = QByteArray(SignedMessage::whole).mid(6);
                m.headers = m.message.headers();
            },
            Fault::WrongSignature, "does not fit"},
        {"signed by nothing",
            [](Spoiled &m) {
                m.message.key = "";
                m.headers = m.message.headers();
            },
            Fault::WrongSignature, "does not fit"},
        {"the body alone is signed",
            [](Spoiled &m) {
                set(m.headers,
                    "v1,"
                        + QMessageAuthenticationCode::hash(
                            m.message.body, m.message.key, QCryptographicHash::Sha256)
                              .toBase64());
            },
            Fault::WrongSignature, "does not fit"},
        {"a hash without a key",
            [](Spoiled &m) {
                const QByteArray said = m.message.id + '.' + m.message.seconds + '.' + m.message.body;
                set(m.headers, "v1," + QCryptographicHash::hash(said, QCryptographicHash::Sha256).toBase64());
            },
            Fault::WrongSignature, "does not fit"},
        {"SHA-1",
            [](Spoiled &m) {
                const QByteArray said = m.message.id + '.' + m.message.seconds + '.' + m.message.body;
                set(m.headers,
                    "v1,"
                        + QMessageAuthenticationCode::hash(said, m.message.key, QCryptographicHash::Sha1)
                              .toBase64());
            },
            Fault::WrongSignature, "not as long"},
        {"no secret here", [](Spoiled &m) { m.secrets.clear(); }, Fault::NoSecret, "no secret here"},
        {"an empty secret here", [](Spoiled &m) { m.secrets = {"whsec_"}; }, Fault::BadSecret, "no base64"},
        {"a secret with a letter that is no base64",
            [](Spoiled &m) { m.secrets = {"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY!"}; },
            Fault::BadSecret, "no base64"},
        {"a secret with a line end inside",
            [](Spoiled &m) { m.secrets = {"whsec_MDEyMzQ1Njc4OWFiY2Rl\nZjAxMjM0NTY3ODlhYmNkZWY="}; },
            Fault::BadSecret, "no base64"},
        {"the prefix twice", [](Spoiled &m) { m.secrets = {QByteArray("whsec_") + SignedMessage::whole}; },
            Fault::BadSecret, "no base64"},
    };
    return table;
}

} // namespace
