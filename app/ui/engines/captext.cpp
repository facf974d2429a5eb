// SPDX-License-Identifier: MIT
#include "ui/engines/captext.h"

#include "billing/money.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDigits = 9; // before the point
constexpr int mostPlaces = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("EnginesSheet", text);
}

CapText refused(const QString &sentence)
{
    return {.refusal = sentence};
}

// The comma of "0,5" is a point; that of "1,000" may part thousands.
bool mayBeThousands(const QString &text)
{
    return text.count(u',') == 1 && text.section(u',', 1).size() == 3 && !text.startsWith(u"0,");
}

} // namespace

CapText capFromText(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.startsWith(u'$') || text.endsWith(u'$'))
        text = text.remove(u'$').trimmed();
    if (text.endsWith("usd"_L1, Qt::CaseInsensitive))
        text = text.chopped(3).trimmed();
    if (text.isEmpty())
        return {};
    if (mayBeThousands(text))
        return refused(tr("Is that %1 or %2? Write it without a comma.")
                           .arg(QString(text).remove(u','), QString(text).replace(u',', u'.')));
    const bool comma = text.contains(u',');
    if (comma && text.contains(u'.'))
        return refused(tr("Write it without a comma, like 1000 or 0.50."));
    text.replace(u',', u'.');
    if (text.startsWith(u'.'))
        text.prepend(u'0');
    const auto usd = Decimal::fromText(text.toLatin1());
    if (!usd)
        return refused(tr("This is not an amount. Write it like 0.50, or leave it empty."));
    if (usd->isNegative())
        return refused(tr("A cap cannot be below 0. Leave it empty for no cap."));
    if (usd->digitsBeforePoint() > mostDigits || usd->digitsAfterPoint() > mostPlaces)
        return refused(
            tr("At most %1 digits before the point and %2 after it.").arg(mostDigits).arg(mostPlaces));
    return {.usd = usd, .note = comma ? tr("Read as %1.").arg(usdText(*usd)) : QString()};
}

QString usdText(const Decimal &usd)
{
    return displayMoney(usd.shifted(2).value_or(Decimal()), "USD");
}

QString capFieldText(const std::optional<Decimal> &cap)
{
    return cap ? mainFromMinor(cap->shifted(2).value_or(Decimal()), "USD") : QString();
}
