// SPDX-License-Identifier: MIT
#include "guide/typedfacts.h"

#include "billing/money.h"
#include "billing/namecheck.h"
#include "support/strictjson.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// The name the next meter is to have: of several, the first without a live meter.
QString wantedName(const Session &session)
{
    const QStringList names = session.sentNames();
    for (const QString &name : names) {
        const auto &meters = session.state().meters;
        if (std::ranges::none_of(meters, [&](const Meter &meter) { return meter.is.eventName == name; }))
            return name;
    }
    return names.value(0);
}

QString kindOf(const NameCheck &check)
{
    switch (check.kind) {
    case NameCheck::Kind::Same:
        return u"same"_s;
    case NameCheck::Kind::Empty:
        return u"empty"_s;
    case NameCheck::Kind::Case:
        return u"case"_s;
    case NameCheck::Kind::SpaceInside:
    case NameCheck::Kind::SpaceAround:
        return u"blank"_s;
    case NameCheck::Kind::LookAlike:
        return u"alike"_s;
    case NameCheck::Kind::Separator:
        return u"sign"_s;
    case NameCheck::Kind::NearMiss:
        return u"near"_s;
    case NameCheck::Kind::OtherMeter:
        return u"taken"_s;
    case NameCheck::Kind::Different:
        return u"other"_s;
    }
    return {};
}

QString oddOf(const NameCheck &check)
{
    if (check.kind != NameCheck::Kind::Case)
        return u"a "_s + check.oddName;
    const QChar odd = check.typed.at(check.oddInTyped.value(0));
    return (odd.isUpper() ? u"a capital %1"_s : u"a small %1"_s).arg(odd);
}

QJsonObject nameFacts(const QString &typed, const QString &wanted, const QList<Meter> &live)
{
    // As long as the letters so far are right there is nothing to say; a wrong one is said at once.
    const QString soFar = wanted.left(typed.size());
    const bool begun
        = !typed.isEmpty() && typed.size() < wanted.size() && soFar.compare(typed, Qt::CaseInsensitive) == 0;
    QList<NamedMeter> meters;
    for (const Meter &meter : live)
        meters.append({.name = meter.is.name, .eventName = meter.is.eventName});
    const NameCheck check = begun ? checkName(typed, soFar) : checkName(typed, wanted, meters);
    return {{"wanted"_L1, wanted}, {"kind"_L1, begun && check.same() ? u"typing"_s : kindOf(check)},
        {"odd"_L1, oddOf(check)}};
}

} // namespace

QJsonObject typedFacts(const Screen &screen, const Session &session, const QSet<QString> &controls)
{
    QJsonObject typed;
    QJsonObject money;
    for (const QString &control : controls) {
        const auto text = screen.text(control);
        if (!text)
            continue;
        typed.insert(control, *text);
        if (const auto amount = minorFromMain(*text, "USD", control))
            money.insert(control, displayMoney(*amount, "USD"));
    }
    QJsonObject facts{{"typed"_L1, typed}, {"typed_money"_L1, money}};
    if (const auto name = screen.text(u"eventName"_s))
        facts.insert("name"_L1, nameFacts(*name, wantedName(session), session.state().meters));
    return facts;
}

QSet<QString> typedIn(const QJsonObject &book)
{
    static const QRegularExpression path(u"typed(?:_money)?\\.([A-Za-z0-9]+)"_s);
    QSet<QString> controls;
    for (const QRegularExpressionMatch &found : path.globalMatch(QString::fromUtf8(compact(book))))
        controls.insert(found.captured(1));
    return controls;
}
