// SPDX-License-Identifier: MIT
#include "billing/money.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

constexpr char currencyCodes[]
    = "AED ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CHF "
      "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
      "HNL HRK HTG HUF IDR ILS INR IQD JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
      "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP "
      "PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SZL THB TND TOP "
      "TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

// ISO 4217: those without a smaller unit, and those with three places.
constexpr char withoutMinor[] = "BIF CLP DJF GNF JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr char withThree[] = "BHD IQD JOD KWD LYD OMR TND";

bool isIn(const char *codes, const QByteArray &currency)
{
    return currency.size() == 3 && QByteArray(codes).split(' ').contains(currency);
}

// "1234567" as "1,234,567"; the point and what follows stay.
QString grouped(QByteArray digits)
{
    const qsizetype point = digits.indexOf('.');
    for (qsizetype at = (point < 0 ? digits.size() : point) - 3; at > 0; at -= 3)
        digits.insert(at, ',');
    return QString::fromLatin1(digits);
}

// Without its sign, in main units, with at least the currency's places. An amount too small to shift keeps
// all its digits by falling back to plain text work.
QByteArray mainDigits(const Decimal &minor, int places)
{
    QByteArray text = minor.toText();
    if (text.startsWith('-'))
        text.remove(0, 1);
    qsizetype point = text.indexOf('.');
    if (point < 0) {
        point = text.size();
    } else {
        text.remove(point, 1);
    }
    while (point <= places) {
        text.prepend('0');
        ++point;
    }
    point -= places;
    while (text.size() - point > places && text.endsWith('0'))
        text.chop(1);
    if (text.size() > point)
        text.insert(point, '.');
    while (text.startsWith('0') && text.size() > 1 && text[1] != '.')
        text.remove(0, 1);
    return text;
}

Error notAnAmount(const QString &field, const QString &rightForm)
{
    return {.kind = Error::Kind::Invalid,
        .message
        = u"%1 is not an amount. Write it like %2."_s.arg(field.isEmpty() ? u"This"_s : field, rightForm),
        .code = u"INTEGER_CONVERSION_FAILURE"_s,
        .field = field,
        .status = 422};
}

// What was probably meant by "0,05" or "$5"; a sample amount when nothing can be made of it.
QString rightFormOf(const QString &typed, const QByteArray &currency)
{
    QString mended = typed;
    mended.replace(u',', u'.').remove(currencySign(currency).trimmed()).remove(u' ').remove(u'+');
    const auto number = Decimal::fromJsonNumber(mended.toLatin1());
    if (number && !number->isNegative())
        return number->toString();
    return minorDigits(currency) == 0 ? u"5"_s : u"0.05"_s;
}

} // namespace

const QByteArrayList &currencies()
{
    static const QByteArrayList codes = QByteArray(currencyCodes).split(' ');
    return codes;
}

int minorDigits(const QByteArray &currency)
{
    if (isIn(withoutMinor, currency))
        return 0;
    return isIn(withThree, currency) ? 3 : 2;
}

QString currencySign(const QByteArray &currency)
{
    static const QHash<QByteArray, QString> signs{{"USD", u"$"_s}, {"EUR", u"€"_s}, {"GBP", u"£"_s},
        {"JPY", u"¥"_s}, {"INR", u"₹"_s}, {"KRW", u"₩"_s}, {"BRL", u"R$"_s}, {"AUD", u"A$"_s},
        {"CAD", u"CA$"_s}, {"NZD", u"NZ$"_s}, {"MXN", u"MX$"_s}, {"HKD", u"HK$"_s}, {"CNY", u"CN¥"_s},
        {"ILS", u"₪"_s}, {"NGN", u"₦"_s}, {"PHP", u"₱"_s}, {"TRY", u"₺"_s}, {"UAH", u"₴"_s}, {"VND", u"₫"_s}};
    return signs.value(currency, QString::fromLatin1(currency) + u' ');
}

QString displayMoney(const Decimal &minor, const QByteArray &currency)
{
    const QString amount = currencySign(currency) + grouped(mainDigits(minor, minorDigits(currency)));
    return minor.isNegative() ? u'-' + amount : amount;
}

Result<Decimal> minorFromMain(QStringView text, const QByteArray &currency, const QString &field)
{
    const QString typed = text.trimmed().toString();
    const auto main = Decimal::fromText(typed.toLatin1());
    const auto minor = main ? main->shifted(minorDigits(currency)) : std::nullopt;
    if (!minor || minor->isNegative())
        return notAnAmount(field, rightFormOf(typed, currency));
    return *minor;
}

QString mainFromMinor(const Decimal &minor, const QByteArray &currency)
{
    const QString digits = QString::fromLatin1(mainDigits(minor, minorDigits(currency)));
    return minor.isNegative() ? u'-' + digits : digits;
}

QString displayCount(const Decimal &units)
{
    const QByteArray text = units.toText();
    return units.isNegative() ? u'-' + grouped(text.sliced(1)) : grouped(text);
}

QString oneUnit(const QString &unit)
{
    if (unit.endsWith("ies"_L1))
        return unit.chopped(3) + u'y';
    return unit.endsWith(u's') && !unit.endsWith("ss"_L1) ? unit.chopped(1) : unit;
}

QString displayUnits(const Decimal &count, const QString &unit)
{
    return (displayCount(count) + u' ' + (count == Decimal(1) ? oneUnit(unit) : unit)).trimmed();
}
