// SPDX-License-Identifier: MIT
#include "ui/pages/namecheckwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("NameCheckWords", text, nullptr, n);
}

QString firstUpper(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QChar oddLetter(const QString &name, const QList<int> &odd)
{
    return odd.isEmpty() || odd.first() >= name.size() ? QChar() : name[odd.first()];
}

// Separators have names; any other character is quoted.
QString named(QChar letter)
{
    switch (letter.unicode()) {
    case u'.':
        return tr("dot");
    case u'_':
        return tr("underscore");
    case u'-':
        return tr("dash");
    case u'/':
        return tr("slash");
    case u':':
        return tr("colon");
    case u' ':
        return tr("space");
    default:
        return u"“%1”"_s.arg(letter);
    }
}

QString withArticle(const QString &noun)
{
    return (noun.startsWith(u'u') ? tr("an %1") : tr("a %1")).arg(noun);
}

QString thisProgramSends(const NameCheck &check)
{
    return tr("This program sends %1.").arg(check.expected);
}

NameWords caseWords(const NameCheck &check)
{
    const QChar odd = oddLetter(check.typed, check.oddInTyped);
    const bool several = check.oddInTyped.size() > 1;
    const QString kind = odd.isUpper() ? tr("capital") : tr("small");
    NameWords words;
    words.title = several ? tr("%1 letters differ in case").arg(check.oddInTyped.size())
                          : tr("One letter differs: a %1 “%2”").arg(kind, odd);
    words.sentence = thisProgramSends(check) + u' '
        + tr("Yours has a %1 %2, so nothing would be counted.").arg(kind, odd);
    return words;
}

NameWords spaceInsideWords(const NameCheck &check)
{
    const QString space = check.oddName.isEmpty() ? tr("space") : check.oddName;
    NameWords words;
    words.title = check.wantedName.isEmpty()
        ? tr("%1 inside the name").arg(firstUpper(withArticle(space)))
        : tr("%1 instead of the %2")
              .arg(firstUpper(withArticle(space)), named(oddLetter(check.expected, check.oddInExpected)));
    words.sentence = thisProgramSends(check) + u' '
        + tr("Yours has %1 inside, so nothing would be counted.").arg(withArticle(space));
    return words;
}

NameWords spaceAroundWords(const NameCheck &check)
{
    const QString space = check.oddName.isEmpty() ? tr("space") : check.oddName;
    const bool before = !check.oddInTyped.isEmpty() && check.oddInTyped.first() == 0;
    NameWords words;
    words.title
        = (before ? tr("%1 before the name") : tr("%1 after the name")).arg(firstUpper(withArticle(space)));
    words.sentence = thisProgramSends(check) + u' '
        + (before ? tr("Yours begins with %1, so nothing would be counted.")
                  : tr("Yours ends with %1, so nothing would be counted."))
              .arg(withArticle(space));
    return words;
}

NameWords lookAlikeWords(const NameCheck &check)
{
    return {.title = tr("%1 in the name").arg(firstUpper(check.oddName)),
        .sentence
        = thisProgramSends(check) + u' ' + tr("Yours only looks the same, so nothing would be counted."),
        .mend = {}};
}

NameWords separatorWords(const NameCheck &check)
{
    const QString odd = withArticle(named(oddLetter(check.typed, check.oddInTyped)));
    return {.title = tr("%1 instead of the %2")
                         .arg(firstUpper(odd), named(oddLetter(check.expected, check.oddInExpected))),
        .sentence
        = thisProgramSends(check) + u' ' + tr("Yours has %1, so nothing would be counted.").arg(odd),
        .mend = {}};
}

NameWords nearMissWords(const NameCheck &check)
{
    const qsizetype odd = std::max(check.oddInTyped.size(), check.oddInExpected.size());
    NameWords words;
    if (check.oddInTyped.isEmpty()) {
        words.title = odd > 1 ? tr("%1 letters are missing").arg(odd) : tr("One letter is missing");
    } else if (check.oddInExpected.isEmpty()) {
        words.title = odd > 1 ? tr("%1 letters too many").arg(odd) : tr("One letter too many");
    } else {
        words.title = odd > 1 ? tr("%1 letters differ").arg(odd) : tr("One letter differs");
    }
    words.sentence = thisProgramSends(check) + u' '
        + (odd > 1 ? tr("Yours is %1 letters off, so nothing would be counted.").arg(odd)
                   : tr("Yours is one letter off, so nothing would be counted."));
    return words;
}

NameWords wordsOf(const NameCheck &check)
{
    switch (check.kind) {
    case NameCheck::Kind::Same:
        return {.title = tr("This program sends this name."), .sentence = {}, .mend = {}};
    case NameCheck::Kind::Empty:
        return {.title = tr("The event name is empty"),
            .sentence = thisProgramSends(check) + u' ' + tr("Without a name nothing can be counted."),
            .mend = {}};
    case NameCheck::Kind::Case:
        return caseWords(check);
    case NameCheck::Kind::SpaceInside:
        return spaceInsideWords(check);
    case NameCheck::Kind::SpaceAround:
        return spaceAroundWords(check);
    case NameCheck::Kind::LookAlike:
        return lookAlikeWords(check);
    case NameCheck::Kind::Separator:
        return separatorWords(check);
    case NameCheck::Kind::NearMiss:
        return nearMissWords(check);
    case NameCheck::Kind::OtherMeter:
        return {.title = tr("The event name of “%1”").arg(check.otherMeter),
            .sentence = tr("Both will count it.") + u' ' + thisProgramSends(check),
            .mend = {}};
    case NameCheck::Kind::Different:
        return {.title = tr("Another name"),
            .sentence = thisProgramSends(check) + u' ' + tr("Its events would not be counted by this meter."),
            .mend = {}};
    }
    return {};
}

} // namespace

NameWords nameWords(const NameCheck &check)
{
    NameWords words = wordsOf(check);
    if (!check.same())
        words.mend = tr("Use %1").arg(check.expected);
    return words;
}

QString twinWords(const QString &otherMeter)
{
    return tr("“%1” has this event name too. Both will count it.").arg(otherMeter);
}
