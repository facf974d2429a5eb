// SPDX-License-Identifier: MIT
#include "billing/confusables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Row {
    QLatin1StringView script;
    QStringView odd;
    QStringView plain; // one for one
};

constexpr Row rows[] = {
    {"Cyrillic"_L1, u"аеорсухіјѕԁһԛԝӏктмАВЕКМНОРСТУХІЈЅԚԜӀ", u"aeopcyxijsdhqwlktmABEKMHOPCTYXIJSQWI"},
    {"Greek"_L1, u"αοινυρκχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", u"aoivupkxyABEZHIKMNOPTYX"},
    {"Armenian"_L1, u"օսհոցՕՍ", u"ouhngOU"},
    {"Latin"_L1, u"ıɡɑſ", u"igas"},
    {"one dot leader"_L1, u"\u2024", u"."},
    {"middle dot"_L1, u"\u00b7", u"."},
    {"bullet"_L1, u"\u2022", u"."},
    {"ideographic full stop"_L1, u"\u3002", u"."},
    {"hyphen"_L1, u"\u2010", u"-"},
    {"no-break hyphen"_L1, u"\u2011", u"-"},
    {"figure dash"_L1, u"\u2012", u"-"},
    {"en dash"_L1, u"\u2013", u"-"},
    {"em dash"_L1, u"\u2014", u"-"},
    {"minus sign"_L1, u"\u2212", u"-"},
    {"fraction slash"_L1, u"\u2044", u"/"},
    {"ratio sign"_L1, u"\u2236", u":"},
};
static_assert(std::ranges::all_of(rows, [](const Row &row) { return row.odd.size() == row.plain.size(); }));

constexpr char16_t fullWidthFirst = u'！';
constexpr char16_t fullWidthLast = u'～';

struct Named {
    char16_t code;
    QLatin1StringView name;
};

constexpr Named blanks[] = {{u' ', "space"_L1}, {u'\t', "tab"_L1}, {u'\n', "line break"_L1},
    {u'\r', "line break"_L1}, {u'\u00a0', "no-break space"_L1}, {u'\u202f', "narrow no-break space"_L1},
    {u'\u200b', "zero-width space"_L1}, {u'\u200c', "zero-width non-joiner"_L1},
    {u'\u200d', "zero-width joiner"_L1}, {u'\u2060', "word joiner"_L1}, {u'\ufeff', "byte order mark"_L1},
    {u'\u00ad', "soft hyphen"_L1}, {u'\u3000', "full-width space"_L1}, {u'\u200e', "left-to-right mark"_L1},
    {u'\u200f', "right-to-left mark"_L1}};

const Named *blankOf(QChar c)
{
    const auto found = std::ranges::find(blanks, char16_t(c.unicode()), &Named::code);
    return found == std::end(blanks) ? nullptr : found;
}

} // namespace

std::optional<LookAlike> lookAlikeOf(QChar c)
{
    for (const Row &row : rows) {
        if (const qsizetype at = row.odd.indexOf(c); at >= 0)
            return LookAlike{char16_t(row.plain[at].unicode()), row.script};
    }
    if (c.unicode() >= fullWidthFirst && c.unicode() <= fullWidthLast)
        return LookAlike{char16_t(c.unicode() - fullWidthFirst + u'!'), "full-width"_L1};
    return std::nullopt;
}

bool isBlank(QChar c)
{
    return c.isSpace() || blankOf(c) != nullptr;
}

bool isSeparator(QChar c)
{
    return u"._-/: "_s.contains(c);
}

QString nameOfCharacter(QChar c)
{
    if (const Named *blank = blankOf(c))
        return blank->name;
    if (c.isSpace())
        return u"space"_s;
    if (!c.isPrint())
        return u"U+%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0')).toUpper();
    if (const auto alike = lookAlikeOf(c))
        return u"%1 “%2”"_s.arg(alike->script, c);
    return c;
}
