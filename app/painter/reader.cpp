// SPDX-License-Identifier: MIT
#include "painter/reader.h"

#include "painter/walk.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QStringList wordsOf(const QString &prompt)
{
    QString plain = prompt.normalized(QString::NormalizationForm_KC).toLower();
    plain.replace(u'’', u'\'');
    plain.remove(u"'s"_s);
    static const QRegularExpression comma(u"[,;.!?、，。]+"_s);
    plain.replace(comma, u" , "_s);
    static const QRegularExpression parting(u"[^\\p{L}\\p{M}\\p{N}',]+"_s);
    static const QRegularExpression elided(u"\\b([cdjlmnst]|qu)'(?=\\p{L})"_s); // l'océan
    plain.replace(elided, u"\\1' "_s);
    static const QRegularExpression sign(u"(\\p{Han})"_s);
    plain.replace(sign, u" \\1 "_s);
    return plain.split(parting, Qt::SkipEmptyParts);
}

bool isHanWord(const QString &word)
{
    return isHan(word.at(0));
}

QList<Word> lookUp(const QStringList &words, const Lexicon &lexicon)
{
    QList<Word> found;
    for (int at = 0; at < words.size();) {
        if (words.at(at) == u',') {
            found += Word{.text = words.at(at++), .meaning = {.joins = true}, .known = true};
            continue;
        }
        const Lexicon::Match match = lexicon.match(words, at);
        if (match.meaning) {
            const bool han = isHanWord(match.phrase);
            found += Word{han ? QString(match.phrase).remove(u' ') : match.phrase, *match.meaning, true,
                match.plural, match.other};
        } else if (!found.isEmpty() && !found.last().known && isHanWord(found.last().text)
            && isHanWord(words.at(at)))
            found.last().text += words.at(at); // signs without a meaning stay together
        else
            found += Word{words.at(at), {}, false, false, false};
        at += match.meaning ? match.length : 1;
    }
    return found;
}

// Also across commas: "self, harm" is not another word.
bool isRefused(QStringList words, const Lexicon &lexicon)
{
    words.removeAll(u","_s);
    const QList<Word> found = lookUp(words, lexicon);
    return std::ranges::any_of(found, [](const Word &word) { return word.meaning.refused; });
}

} // namespace

Result<PromptReading> readPrompt(const QString &prompt, const Lexicon &lexicon)
{
    const QStringList words = wordsOf(prompt);
    if (isRefused(words, lexicon)) {
        return Error{.kind = Error::Kind::Refused,
            .message = QCoreApplication::translate(
                "Painter", "The painter does not paint violent, sexual or hateful pictures."),
            .code = u"moderation_blocked"_s,
            .field = u"prompt"_s};
    }
    Walk walk;
    for (const Word &word : lookUp(words, lexicon))
        walk.take(word);
    PromptReading reading = walk.finish();
    reading.used.removeDuplicates();
    return reading;
}
