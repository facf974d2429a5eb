// SPDX-License-Identifier: MIT
#include "support/ids.h"

#include <QRandomGenerator>
#include <QUuid>

#include <array>

namespace {

constexpr int idLetters = 21;
constexpr char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

QByteArray lettersFrom(QRandomGenerator &random)
{
    QByteArray out(idLetters, Qt::Uninitialized);
    for (char &c : out)
        c = alphabet[random.bounded(int(sizeof(alphabet) - 1))];
    return out;
}

QByteArray uuidFrom(QRandomGenerator &random)
{
    std::array<quint32, 4> bits;
    random.fillRange(bits.data(), qsizetype(bits.size()));
    QUuid uuid(bits[0], ushort(bits[1] >> 16), ushort((bits[1] & 0x0fff) | 0x4000),
        uchar(0x80 | (bits[2] >> 26)), uchar(bits[2] >> 16), uchar(bits[2] >> 8), uchar(bits[2]),
        uchar(bits[3] >> 24), uchar(bits[3] >> 16), uchar(bits[3] >> 8), uchar(bits[3]));
    return uuid.toByteArray(QUuid::WithoutBraces);
}

QByteArray idFrom(Prefix prefix, QRandomGenerator &random)
{
    return prefix == Prefix::Exchange ? uuidFrom(random) : prefixText(prefix) + lettersFrom(random);
}

} // namespace

QByteArray prefixText(Prefix prefix)
{
    switch (prefix) {
    case Prefix::Business:
        return "bus_";
    case Prefix::Brand:
        return "brnd_";
    case Prefix::Meter:
        return "mtr_";
    case Prefix::Product:
        return "pdt_";
    case Prefix::Customer:
        return "cus_";
    case Prefix::Subscription:
        return "sub_";
    case Prefix::Checkout:
        return "cks_";
    case Prefix::Payment:
        return "pay_";
    case Prefix::Invoice:
        return "inv_";
    case Prefix::Event:
        return "img_";
    case Prefix::Token:
        return "tok_";
    case Prefix::Webhook:
        return "whk_";
    case Prefix::Message:
        return "msg_";
    case Prefix::Credit:
        return "cde_";
    case Prefix::CreditBalance:
        return "cbl_";
    case Prefix::CreditGrant:
        return "cgr_";
    case Prefix::CreditEntry:
        return "cle_";
    case Prefix::Addon:
        return "adn_";
    case Prefix::WalletEntry:
        return "wle_";
    case Prefix::Exchange:
        break;
    }
    return {};
}

// Exchanges need no secret numbers, and the system's own cost ten times as much.
QByteArray RandomIds::next(Prefix prefix)
{
    const bool open = prefix == Prefix::Exchange;
    return idFrom(prefix, open ? *QRandomGenerator::global() : *QRandomGenerator::system());
}

SeededIds::SeededIds(quint64 seed)
    : m_seed(seed)
{
}

QByteArray SeededIds::next(Prefix prefix)
{
    const quint64 n = ++m_counts[size_t(prefix)];
    const std::array<quint32, 5> words{
        quint32(m_seed), quint32(m_seed >> 32), quint32(n), quint32(n >> 32), quint32(prefix)};
    QRandomGenerator random(words.data(), qsizetype(words.size()));
    return idFrom(prefix, random);
}
