// SPDX-License-Identifier: MIT
#include "billing/namecheck.h"

#include "billing/confusables.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace {

using Kind = NameCheck::Kind;

constexpr int mostEdits = 2;

// One place where the names differ; -1 where the other name has nothing. `length` is 2 for swapped letters.
struct Odd {
    Kind kind = Kind::Different;
    int inTyped = -1;
    int inExpected = -1;
    int length = 1;
};

bool sameLetter(QChar a, QChar b)
{
    return a.toCaseFolded() == b.toCaseFolded();
}

bool onlyBlanks(QStringView text)
{
    return std::ranges::all_of(text, isBlank);
}

// Goes through both names side by side and explains every difference by case, blanks, look-alikes or
// separators.
class Walk {
public:
    Walk(const QString &typed, const QString &expected)
        : m_typed(typed)
        , m_expected(expected)
    {
    }

    std::optional<QList<Odd>> odds()
    {
        while (m_i < m_typed.size()) {
            if (!step())
                return std::nullopt;
        }
        return m_j == m_expected.size() ? std::optional(m_odds) : std::nullopt;
    }

private:
    bool step()
    {
        const QChar odd = m_typed[m_i];
        if (m_j < m_expected.size() && odd == m_expected[m_j]) {
            ++m_i;
            ++m_j;
            return true;
        }
        if (isBlank(odd))
            return blank();
        if (m_j == m_expected.size())
            return false;
        const auto kind = kindOf(odd, m_expected[m_j]);
        return kind && both(*kind);
    }

    static std::optional<Kind> kindOf(QChar odd, QChar wanted)
    {
        if (sameLetter(odd, wanted))
            return Kind::Case;
        const auto alike = lookAlikeOf(odd);
        if (alike && sameLetter(QChar(alike->plain), wanted))
            return Kind::LookAlike;
        if (isSeparator(wanted) && isSeparator(alike ? QChar(alike->plain) : odd))
            return Kind::Separator;
        return std::nullopt;
    }

    bool both(Kind kind)
    {
        m_odds.append({kind, int(m_i), int(m_j)});
        ++m_i;
        ++m_j;
        return true;
    }

    // A blank stands in place of a separator, or is one too many.
    bool blank()
    {
        const bool separatorDue = m_j < m_expected.size() && isSeparator(m_expected[m_j]);
        const bool separatorFollows
            = separatorDue && m_i + 1 < m_typed.size() && m_typed[m_i + 1] == m_expected[m_j];
        if (separatorDue && !separatorFollows)
            return both(Kind::SpaceInside);
        const QStringView typed(m_typed);
        const bool around = onlyBlanks(typed.first(m_i)) || onlyBlanks(typed.sliced(m_i));
        m_odds.append({around ? Kind::SpaceAround : Kind::SpaceInside, int(m_i), -1});
        ++m_i;
        return true;
    }

    const QString &m_typed;
    const QString &m_expected;
    qsizetype m_i = 0;
    qsizetype m_j = 0;
    QList<Odd> m_odds;
};

// Fewest letters to change, add, leave out or swap with their neighbour, and which.
class Edits {
public:
    Edits(const QString &typed, const QString &expected)
        : m_typed(typed)
        , m_expected(expected)
        , m_width(size_t(expected.size()) + 1)
        , m_costs((size_t(typed.size()) + 1) * m_width)
    {
        for (qsizetype i = 0; i <= typed.size(); ++i) {
            for (qsizetype j = 0; j <= expected.size(); ++j)
                cost(i, j) = cheapest(i, j);
        }
    }

    int count() { return cost(m_typed.size(), m_expected.size()); }

    QList<Odd> odds()
    {
        QList<Odd> out;
        qsizetype i = m_typed.size();
        qsizetype j = m_expected.size();
        while (i > 0 || j > 0) {
            const int here = cost(i, j);
            if (i > 0 && j > 0 && cost(i - 1, j - 1) + change(i, j) == here) {
                if (change(i, j) == 1)
                    out.prepend({Kind::NearMiss, int(i - 1), int(j - 1)});
                --i;
                --j;
            } else if (swapped(i, j) && cost(i - 2, j - 2) + 1 == here) {
                out.prepend({Kind::NearMiss, int(i - 2), int(j - 2), 2});
                i -= 2;
                j -= 2;
            } else if (i > 0 && cost(i - 1, j) + 1 == here) {
                out.prepend({Kind::NearMiss, int(--i), -1});
            } else {
                out.prepend({Kind::NearMiss, -1, int(--j)});
            }
        }
        return out;
    }

private:
    int &cost(qsizetype i, qsizetype j) { return m_costs[size_t(i) * m_width + size_t(j)]; }
    int change(qsizetype i, qsizetype j) const { return m_typed[i - 1] == m_expected[j - 1] ? 0 : 1; }

    bool swapped(qsizetype i, qsizetype j) const
    {
        return i > 1 && j > 1 && m_typed[i - 1] == m_expected[j - 2] && m_typed[i - 2] == m_expected[j - 1];
    }

    int cheapest(qsizetype i, qsizetype j)
    {
        if (i == 0 || j == 0)
            return int(i + j);
        int best = std::min({cost(i - 1, j) + 1, cost(i, j - 1) + 1, cost(i - 1, j - 1) + change(i, j)});
        if (swapped(i, j))
            best = std::min(best, cost(i - 2, j - 2) + 1);
        return best;
    }

    const QString &m_typed;
    const QString &m_expected;
    size_t m_width;
    std::vector<int> m_costs;
};

QString named(const QString &text, int at, int length)
{
    QString out;
    for (int i = at; at >= 0 && i < at + length; ++i)
        out += nameOfCharacter(text[i]);
    return out;
}

void mark(NameCheck &check, const QList<Odd> &odds)
{
    check.kind = odds.first().kind;
    check.oddName = named(check.typed, odds.first().inTyped, odds.first().length);
    check.wantedName = named(check.expected, odds.first().inExpected, odds.first().length);
    for (const Odd &odd : odds) {
        for (int k = 0; k < odd.length; ++k) {
            if (odd.inTyped >= 0)
                check.oddInTyped.append(odd.inTyped + k);
            if (odd.inExpected >= 0)
                check.oddInExpected.append(odd.inExpected + k);
        }
    }
}

// Near only when most of a short name is right too.
std::optional<QList<Odd>> nearMiss(const QString &typed, const QString &expected)
{
    if (std::abs(typed.size() - expected.size()) > mostEdits)
        return std::nullopt;
    Edits edits(typed, expected);
    if (edits.count() > mostEdits || edits.count() * 3 > expected.size())
        return std::nullopt;
    return edits.odds();
}

} // namespace

NameCheck checkName(const QString &typed, const QString &expected, const QList<NamedMeter> &meters)
{
    NameCheck check;
    check.typed = typed;
    check.expected = expected;
    if (typed == expected)
        return check;
    check.kind = Kind::Empty;
    if (typed.isEmpty())
        return check;
    if (const auto odds = Walk(typed, expected).odds()) {
        mark(check, *odds);
        return check;
    }
    if (const auto odds = nearMiss(typed, expected)) {
        mark(check, *odds);
        return check;
    }
    const auto other = std::ranges::find(meters, typed, &NamedMeter::eventName);
    check.kind = other == meters.end() ? Kind::Different : Kind::OtherMeter;
    if (other != meters.end())
        check.otherMeter = other->name;
    return check;
}
