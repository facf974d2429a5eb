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

// "No" is Portuguese for "in the" where the words around it are Portuguese.
void settleNo(QList<Word> &words)
{
    static const QStringList portuguese = {u"um"_s, u"uma"_s, u"com"_s, u"na"_s, u"nas"_s, u"nos"_s, u"em"_s,
        u"ao"_s, u"à"_s, u"dos"_s, u"das"_s, u"pela"_s, u"pelo"_s, u"os"_s};
    static const QStringList spanish
        = {u"el"_s, u"un"_s, u"una"_s, u"con"_s, u"los"_s, u"las"_s, u"y"_s, u"hay"_s, u"en"_s};
    const auto says = [&words](const QStringList &list) {
        return std::ranges::any_of(words, [&list](const Word &word) { return list.contains(word.text); });
    };
    const bool sure = says(portuguese) && !says(spanish);
    for (int i = 0; i + 1 < words.size(); ++i) {
        const bool foreign = words.at(i + 1).other && !says(spanish);
        if (words.at(i).text == "no"_L1 && words.at(i).meaning.negates && (sure || foreign))
            words[i].meaning = Meaning{.relation = Relation::In};
    }
}

const QRegularExpression &quotes()
{
    static const QRegularExpression marks(
        u"“([^”“]{1,60})[”“]|\"([^\"]{1,60})\"|„([^“”]{1,60})[“”]|«\\s*([^»]{1,60}?)\\s*»|「([^」]{1,60})」|"
        "(?<![\\p{L}\\p{N}])['‘]([^'’‘]{2,60})['’](?![\\p{L}\\p{N}])"_s);
    return marks;
}

// The words of a prompt; what stands in quotes is one word, when there is something to write it on.
QList<Word> wordsIn(const QString &prompt, const Lexicon &lexicon)
{
    static const QStringList verbs = {u"saying"_s, u"that says"_s, u"says"_s, u"text"_s, u"word"_s};
    QList<Word> found;
    qsizetype from = 0;
    for (auto it = quotes().globalMatch(prompt); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        QList<Word> before = lookUp(wordsOf(prompt.mid(from, match.capturedStart() - from)), lexicon);
        found += before;
        const bool carrier = std::ranges::any_of(found,
            [](const Word &word) { return !word.meaning.subject.isEmpty() || verbs.contains(word.text); });
        const QString text = match.captured(match.lastCapturedIndex()).simplified();
        if (carrier)
            found += Word{.text = text, .meaning = {}, .known = true, .quoted = true};
        else
            found += lookUp(wordsOf(text), lexicon);
        from = match.capturedEnd();
    }
    found += lookUp(wordsOf(prompt.mid(from)), lexicon);
    settleNo(found);
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
    for (const Word &word : wordsIn(prompt, lexicon))
        walk.take(word);
    PromptReading reading = walk.finish();
    reading.used.removeDuplicates();
    return reading;
}
