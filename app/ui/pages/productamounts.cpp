// SPDX-License-Identifier: MIT
#include "ui/pages/productamounts.h"

#include "billing/money.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProductAmounts", text);
}

Error wrong(const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence};
}

// What was probably meant by "0,05" or "$ 5"; a sample when nothing can be made of it.
QString rightForm(const QString &typed, const QByteArray &currency)
{
    QString mended = typed;
    mended.replace(u',', u'.').remove(currencySign(currency).trimmed()).remove(u' ').remove(u'+');
    const auto number = Decimal::fromText(mended.toLatin1());
    return number && !number->isNegative() ? mended : u"0.05"_s;
}

Result<Decimal> amount(const QString &typed, const QByteArray &currency)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return wrong(tr("Write an amount, such as 0.05."));
    const auto number = Decimal::fromText(text.toLatin1());
    if (number && number->isNegative())
        return wrong(tr("An amount cannot be below 0."));
    const Result<Decimal> minor = minorFromMain(text, currency, {});
    if (!minor)
        return wrong(tr("Not a number that the API reads. Write %1.").arg(rightForm(text, currency)));
    return minor;
}

} // namespace

Result<qint64> fixedAmount(const QString &typed, const QByteArray &currency)
{
    const Result<Decimal> minor = amount(typed, currency);
    if (!minor)
        return minor.error();
    if (!minor->isWhole())
        return wrong(tr("At most %1 places after the point.").arg(minorDigits(currency)));
    constexpr qint64 most = std::numeric_limits<qint32>::max();
    const auto whole = minor->rounded();
    if (!whole || *whole > most)
        return wrong(tr("At most %1.").arg(displayMoney(Decimal(most), currency)));
    return *whole;
}

Result<Decimal> unitPrice(const QString &typed, const QByteArray &currency, int perPlaces)
{
    const Result<Decimal> minor = amount(typed, currency);
    if (!minor)
        return minor.error();
    const auto perUnit = minor->shifted(-perPlaces);
    if (!perUnit)
        return wrong(tr("This price has too many digits."));
    return pricePerUnitFromText(perUnit->toText(), {});
}

QString unitPriceTyped(const Decimal &pricePerUnit, const QByteArray &currency, int perPlaces)
{
    return mainFromMinor(pricePerUnit.shifted(perPlaces).value_or(pricePerUnit), currency);
}

Result<qint64> wholeNumber(const QString &typed, qint64 least, qint64 most)
{
    const QString text = typed.trimmed();
    bool digits = !text.isEmpty();
    for (const QChar letter : text)
        digits = digits && letter >= u'0' && letter <= u'9';
    bool fits = false;
    const qint64 number = digits ? text.toLongLong(&fits) : 0;
    if (!fits)
        return wrong(text.isEmpty()
                ? tr("Write a whole number, such as %1.").arg(std::max<qint64>(least, 1))
                : tr("Not a whole number. Write it like %1.").arg(std::max<qint64>(least, 10)));
    if (number < least || number > most)
        return wrong(tr("Write a number from %1 to %2.").arg(least).arg(most));
    return number;
}

Result<PriceBasics> withDiscount(PriceBasics basics, const QString &typed)
{
    QString text = typed.trimmed();
    if (text.endsWith(u'%'))
        text = text.chopped(1).trimmed();
    basics.discount = 0;
    basics.discountBps.reset();
    if (text.isEmpty())
        return basics;
    const auto percent = Decimal::fromText(text.toLatin1());
    if (!percent)
        return wrong(tr("Not a number that the API reads. Write 10."));
    const auto bps = percent->shifted(2);
    if (percent->isNegative() || *percent > Decimal(100) || !bps || !bps->isWhole())
        return wrong(tr("Write 0 to 100 with at most 2 places."));
    if (percent->isWhole())
        basics.discount = int(percent->rounded().value_or(0));
    else
        basics.discountBps = int(bps->rounded().value_or(0));
    return basics;
}

QString discountTyped(const PriceBasics &basics)
{
    const int bps = discountBps(basics);
    return bps == 0 ? QString() : Decimal(bps).shifted(-2).value_or(Decimal(0)).toString();
}

std::optional<QString> probableSlip(const QString &typed, const QByteArray &currency, int perPlaces)
{
    const auto main = Decimal::fromText(typed.trimmed().toLatin1());
    if (!main || perPlaces != 0 || minorDigits(currency) == 0 || *main < Decimal(1))
        return std::nullopt;
    const auto hundredth = main->shifted(-2);
    return hundredth ? std::optional(hundredth->toString()) : std::nullopt;
}

QString oneOf(const QString &unit)
{
    const QString one = oneUnit(unit.trimmed());
    if (one.isEmpty())
        return tr("a unit");
    const bool vowel = u"aeiou"_s.contains(one[0].toLower());
    return (vowel ? tr("an %1") : tr("a %1")).arg(one);
}

QString cycleWords(const Cycle &cycle)
{
    const bool one = cycle.count == 1;
    QString word;
    switch (cycle.interval) {
    case Interval::Day:
        word = one ? tr("day") : tr("days");
        break;
    case Interval::Week:
        word = one ? tr("week") : tr("weeks");
        break;
    case Interval::Month:
        word = one ? tr("month") : tr("months");
        break;
    case Interval::Year:
        word = one ? tr("year") : tr("years");
        break;
    }
    return one ? word : u"%1 %2"_s.arg(cycle.count).arg(word);
}

QString taxCategoryWords(const QByteArray &category)
{
    if (category == "digital_products")
        return tr("Digital products");
    if (category == "saas")
        return tr("SaaS");
    if (category == "e_book")
        return tr("E-book");
    if (category == "edtech")
        return tr("EdTech");
    if (category == "live_tutoring")
        return tr("Live tutoring");
    return QString::fromUtf8(category);
}

QString priceWords(const MeterPrice &price, const QByteArray &currency)
{
    if (price.pricePerUnit)
        return tr("%1 per unit").arg(displayMoney(*price.pricePerUnit, currency));
    if (!price.creditEntitlementId || !price.meterUnitsPerCredit)
        return tr("No price yet");
    return tr("1 credit per %1").arg(displayUnits(*price.meterUnitsPerCredit, price.measurementUnit));
}
