// SPDX-License-Identifier: MIT
#include "painter/lexicon.h"

#include "painter/scenenames.h"
#include "painter/subjects.h"

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
    if (flag == "joins"_L1)
        return meaning.joins = true;
    if (flag == "contains"_L1)
        return meaning.contains = true;
    if (flag == "accompanies"_L1)
        return meaning.accompanies = true;
    if (flag == "disguises"_L1)
        return meaning.disguises = true;
    if (flag == "refused"_L1)
        return meaning.refused = true;
    return false;
}

// What a word says about the subject beside it.
bool readForSubjects(Meaning &meaning, QStringView key, QStringView value)
{
    if (key == "style"_L1)
        return assign(meaning.style, SceneNames::styles, value);
    if (key == "scale"_L1)
        return assign(meaning.scale, SceneNames::scales, value);
    if (key == "action"_L1)
        return assign(meaning.action, SceneNames::actions, value);
    if (key == "relation"_L1)
        return assign(meaning.relation, SceneNames::relations, value);
    if (key == "side"_L1)
        return assign(meaning.side, SceneNames::sides, value);
    if (key == "subject"_L1)
        return Subjects::builtin().find(meaning.subject = value.toString());
    if (key == "prop"_L1)
        return Subjects::builtin().find(meaning.prop = value.toString());
    if (key == "sight"_L1) {
        meaning.sights += value.toString();
        return Subjects::builtin().find(meaning.sights.last());
    }
    if (key == "count"_L1)
        return (meaning.count = value.toInt()) > 0;
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
    return key == "colour"_L1 ? readColour(meaning, value) : readForSubjects(meaning, key, value);
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
        const auto text = [](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        };
        return Lexicon(text(u":/lexicon/words.tsv"_s), text(u":/lexicon/languages.tsv"_s));
    }();
    return lexicon;
}

bool isHan(QChar sign)
{
    return sign.script() == QChar::Script_Han;
}

Lexicon::Lexicon(const QString &table, const QString &others)
{
    read(table, false);
    addSubjects();
    read(others, true);
}

// Words that mean the same share a line, parted by commas.
void Lexicon::read(const QString &table, bool other)
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
        for (const QStringView word : line.left(tab).split(u',', Qt::SkipEmptyParts)) {
            QString phrase = word.trimmed().toString();
            if (other && isHan(phrase.at(0)))
                phrase = phrase.split(QString(), Qt::SkipEmptyParts).join(u' ');
            if (!other || !m_entries.contains(phrase)) {
                insert(phrase, *meaning, false);
                m_entries[phrase].other = other;
            }
        }
    }
}

void Lexicon::insert(const QString &phrase, const Meaning &meaning, bool plural)
{
    m_entries.insert(phrase, {meaning, plural, false});
    m_longest = std::max(m_longest, int(phrase.count(u' ')) + 1);
}

// The table of words goes first: "star" is in the sky.
void Lexicon::addSubjects()
{
    for (const Subject &subject : Subjects::builtin().all()) {
        Meaning meaning;
        meaning.subject = subject.id;
        for (QString word : subject.words) {
            const bool plural = word.endsWith(u'*');
            word.remove(u'*');
            if (!m_entries.contains(word))
                insert(word, meaning, plural);
        }
    }
}

Lexicon::Match Lexicon::find(const QString &phrase) const
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
        if (it == m_entries.cend() || (plural && it->meaning.isColour))
            continue; // "oranges" are no colour
        return {&it->meaning, form, 1, plural || it->plural, it->other};
    }
    return findInflected(phrase);
}

// "Katzen", "kleinen": endings that English does not have.
Lexicon::Match Lexicon::findInflected(const QString &phrase) const
{
    if (phrase.contains(u' '))
        return {};
    for (const QLatin1String ending : {"en"_L1, "er"_L1, "n"_L1, "e"_L1, "x"_L1}) {
        if (phrase.size() < ending.size() + 3 || !phrase.endsWith(ending))
            continue;
        const QString form = phrase.chopped(ending.size());
        const auto it = m_entries.constFind(form);
        if (it != m_entries.cend() && it->other)
            return {&it->meaning, form, 1, !it->meaning.subject.isEmpty(), true};
    }
    return {};
}

Lexicon::Match Lexicon::match(const QStringList &words, int at) const
{
    for (int length = std::min(m_longest, int(words.size()) - at); length > 0; --length) {
        if (Match found = find(words.mid(at, length).join(u' ')); found.meaning) {
            found.length = length;
            return found;
        }
    }
    return {};
}
