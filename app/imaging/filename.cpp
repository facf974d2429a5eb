// SPDX-License-Identifier: MIT
#include "imaging/filename.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 48; // characters; at four bytes each still under a file system's 255

// Letters and digits of any script in lower case, everything else one dash.
QString wordsOf(const QString &prompt)
{
    QString out;
    const auto points = prompt.left(1000).toLower().toUcs4();
    for (const char32_t point : points) {
        if (QChar::isLetterOrNumber(point) || QChar::isMark(point))
            out += QChar::fromUcs4(point);
        else if (!out.isEmpty() && !out.endsWith(u'-'))
            out += u'-';
    }
    return out;
}

// Whole words only, unless the first one alone is too long.
QString shortened(QString words)
{
    if (words.size() > longestName) {
        const qsizetype dash = words.lastIndexOf(u'-', longestName);
        words.truncate(dash > 0 ? dash : longestName);
        if (words.back().isHighSurrogate())
            words.chop(1);
    }
    while (words.endsWith(u'-'))
        words.chop(1);
    return words;
}

} // namespace

QString fileNameFor(const QString &prompt, TimePoint at)
{
    const QString words = shortened(wordsOf(prompt));
    const QString date = toDateTime(at).toLocalTime().date().toString(Qt::ISODate);
    return (words.isEmpty() ? u"picture"_s : words) + u'-' + date + u".png"_s;
}
