// SPDX-License-Identifier: MIT
#include "painter/lexicon.h"

#include "painter/scenenames.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE has to stand outside any namespace; a static library's resources are dropped without it.
static void loadLexiconResource()
{
    Q_INIT_RESOURCE(lexicon);
}

namespace {

template<typename Enum, std::size_t Count>
bool append(QList<Enum> &list, const std::array<QLatin1String, Count> &names, QStringView name)
{
    const std::optional<Enum> value = SceneNames::parse<Enum>(names, name);
    if (value && !list.contains(*value))
        list += *value;
    return value.has_value();
}

template<typename Enum, std::size_t Count>
bool assign(Enum &target, const std::array<QLatin1String, Count> &names, QStringView name)
{
    const std::optional<Enum> value = SceneNames::parse<Enum>(names, name);
    target = value.value_or(target);
    return value.has_value();
}

bool readColour(Meaning &meaning, QStringView value)
{
    bool ok = false;
    meaning.colour = value.toString().toUInt(&ok, 16);
    meaning.isColour = ok;
    return ok;
}

bool readFlag(Meaning &meaning, QStringView flag)
{
    if (flag == "filler"_L1)
        return meaning.filler = true;
    if (flag == "negates"_L1)
        return meaning.negates = true;
    if (flag == "links"_L1)
        return meaning.links = true;
    if (flag == "refused"_L1)
        return meaning.refused = true;
    return false;
}

// One pair of a line: "place=beach", or a flag alone.
bool readPair(Meaning &meaning, QStringView pair)
{
    const qsizetype equals = pair.indexOf(u'=');
    if (equals < 0)
        return readFlag(meaning, pair);
    const QStringView key = pair.left(equals);
    const QStringView value = pair.mid(equals + 1);
    if (key == "place"_L1)
        return append(meaning.places, SceneNames::places, value);
    if (key == "weather"_L1)
        return append(meaning.weather, SceneNames::weathers, value);
    if (key == "feature"_L1)
        return append(meaning.features, SceneNames::features, value);
    if (key == "thing"_L1)
        return append(meaning.things, SceneNames::things, value);
    if (key == "time"_L1)
        return assign(meaning.time, SceneNames::times, value);
    if (key == "season"_L1)
        return assign(meaning.season, SceneNames::seasons, value);
    if (key == "mood"_L1)
        return assign(meaning.mood, SceneNames::moods, value);
    return key == "colour"_L1 && readColour(meaning, value);
}

std::optional<Meaning> readMeaning(QStringView text)
{
    Meaning meaning;
    for (const QStringView pair : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!readPair(meaning, pair))
            return std::nullopt;
    }
    return meaning;
}

} // namespace

const Lexicon &Lexicon::builtin()
{
    static const Lexicon lexicon = [] {
        loadLexiconResource();
        QFile file(u":/lexicon/words.tsv"_s);
        return Lexicon(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
    }();
    return lexicon;
}

// Words that mean the same share a line, parted by commas.
Lexicon::Lexicon(const QString &table)
{
    for (const QStringView line : QStringView(table).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        const qsizetype tab = line.indexOf(u'\t');
        const std::optional<Meaning> meaning = tab > 0 ? readMeaning(line.mid(tab + 1)) : std::nullopt;
        if (!meaning) {
            ++m_badLines;
            continue;
        }
        for (const QStringView phrase : line.left(tab).split(u',', Qt::SkipEmptyParts)) {
            m_entries.insert(phrase.trimmed().toString(), *meaning);
            m_longest = std::max(m_longest, int(phrase.trimmed().count(u' ')) + 1);
        }
    }
}

const Meaning *Lexicon::find(const QString &phrase, QString *spelled) const
{
    QStringList forms = {phrase};
    if (phrase.endsWith("ies"_L1) && phrase.size() > 4)
        forms += phrase.chopped(3) + u'y';
    if (phrase.endsWith("es"_L1) && phrase.size() > 4)
        forms += phrase.chopped(2);
    if (phrase.endsWith(u's') && phrase.size() > 3)
        forms += phrase.chopped(1);
    for (const QString &form : forms) {
        const auto it = m_entries.constFind(form);
        const bool plural = form.size() != phrase.size();
        if (it == m_entries.cend() || (plural && it->isColour))
            continue; // "oranges" are no colour
        *spelled = form;
        return &it.value();
    }
    return nullptr;
}

Lexicon::Match Lexicon::match(const QStringList &words, int at) const
{
    for (int length = std::min(m_longest, int(words.size()) - at); length > 0; --length) {
        QString spelled;
        if (const Meaning *meaning = find(words.mid(at, length).join(u' '), &spelled))
            return {meaning, spelled, length};
    }
    return {};
}
