// SPDX-License-Identifier: MIT
#include "painter/reader.h"

#include "painter/lexicon.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

struct Word {
    QString text; // as the lexicon spells it, or as typed
    Meaning meaning;
    bool known = false;
};

QStringList wordsOf(const QString &prompt)
{
    QString plain = prompt.normalized(QString::NormalizationForm_KC).toLower();
    plain.replace(u'’', u'\'');
    plain.remove(u"'s"_s);
    static const QRegularExpression parting(u"[^\\p{L}\\p{M}\\p{N}']+"_s);
    return plain.split(parting, Qt::SkipEmptyParts);
}

QList<Word> lookUp(const QStringList &words, const Lexicon &lexicon)
{
    QList<Word> found;
    for (int at = 0; at < words.size();) {
        const Lexicon::Match match = lexicon.match(words, at);
        if (match.meaning)
            found += Word{match.phrase, *match.meaning, true};
        else
            found += Word{words.at(at), {}, false};
        at += match.meaning ? match.length : 1;
    }
    return found;
}

template<typename T>
void merge(QList<T> &into, const QList<T> &more)
{
    for (const T &value : more) {
        if (!into.contains(value))
            into += value;
    }
}

template<typename Enum>
void prefer(Enum &target, Enum value)
{
    if (target == Enum::Open)
        target = value;
}

// Walks the words once. Colours wait for the thing they belong to; a negation swallows the next meaning.
class Walk {
public:
    void take(const Word &word)
    {
        if (!word.known)
            takeUnknown(word);
        else if (word.meaning.negates)
            m_negated = true;
        else if (word.meaning.links)
            m_linked = !m_lastThings.isEmpty();
        else if (word.meaning.isColour)
            takeColour(word);
        else if (!word.meaning.filler)
            takeThing(word);
    }

    // A colour that found nothing to act on becomes the picture's own.
    PromptReading finish()
    {
        for (const Tint &tint : std::as_const(m_waiting))
            tintThing(Thing::All, tint);
        return m_reading;
    }

private:
    void takeUnknown(const Word &word)
    {
        if (!m_negated && !m_reading.unknown.contains(word.text))
            m_reading.unknown += word.text;
        m_waiting.clear(); // "a red fox": the colour belongs to what is not painted
        m_lastThings.clear();
        m_negated = m_linked = false;
    }

    void takeColour(const Word &word)
    {
        Tint tint{.name = word.text, .rgb = word.meaning.colour};
        m_reading.used += word.text;
        if (m_linked) {
            for (const Thing thing : std::as_const(m_lastThings))
                tintThing(thing, tint);
        } else {
            m_waiting += tint;
        }
    }

    void takeThing(const Word &word)
    {
        if (m_negated) {
            m_negated = false;
            if (word.meaning.weather.contains(Weather::Clouds))
                merge(m_reading.scene.weather, {Weather::Clear});
            m_reading.used += word.text;
            return;
        }
        Scene &scene = m_reading.scene;
        merge(scene.places, word.meaning.places);
        merge(scene.weather, word.meaning.weather);
        merge(scene.features, word.meaning.features);
        prefer(scene.time, word.meaning.time);
        prefer(scene.season, word.meaning.season);
        prefer(scene.mood, word.meaning.mood);
        m_reading.used += word.text;
        giveColours(word.meaning.things);
    }

    void giveColours(const QList<Thing> &things)
    {
        if (things.isEmpty())
            return; // "purple stormy clouds": the colour waits on
        for (const Thing thing : things) {
            for (const Tint &tint : std::as_const(m_waiting))
                tintThing(thing, tint);
        }
        m_waiting.clear();
        m_lastThings = things;
        m_linked = false;
    }

    void tintThing(Thing thing, Tint tint)
    {
        tint.thing = thing;
        if (!m_reading.scene.tints.contains(tint))
            m_reading.scene.tints += tint;
    }

    PromptReading m_reading;
    QList<Tint> m_waiting;
    QList<Thing> m_lastThings;
    bool m_negated = false;
    bool m_linked = false;
};

} // namespace

Result<PromptReading> readPrompt(const QString &prompt, const Lexicon &lexicon)
{
    Walk walk;
    for (const Word &word : lookUp(wordsOf(prompt), lexicon)) {
        if (word.meaning.refused) {
            return Error{.kind = Error::Kind::Refused,
                .message = QCoreApplication::translate(
                    "Painter", "The painter does not paint violent, sexual or hateful pictures."),
                .code = u"moderation_blocked"_s,
                .field = u"prompt"_s};
        }
        walk.take(word);
    }
    PromptReading reading = walk.finish();
    reading.used.removeDuplicates();
    return reading;
}
