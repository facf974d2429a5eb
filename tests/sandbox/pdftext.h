// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QRegularExpression>
#include <QString>

// The text of a PDF as QPdfWriter makes it: each font's table of characters, and the glyphs of every page in
// the order they were drawn.
class PdfText {
public:
    explicit PdfText(const QByteArray &pdf)
        : m_pdf(pdf)
    {
        readFonts();
        readPages();
    }

    int pages() const { return m_pages; }
    QString text() const { return m_text; } // lines and columns are parted by newlines

private:
    QString latin() const { return QString::fromLatin1(m_pdf); }

    // What stands between "stream" and its end, inflated when it was deflated.
    QByteArray streamFrom(qsizetype at) const
    {
        const qsizetype begin = m_pdf.indexOf("stream", at);
        const qsizetype first = m_pdf.indexOf('\n', begin) + 1;
        const QByteArray raw = m_pdf.mid(first, m_pdf.indexOf("endstream", first) - first);
        if (!raw.startsWith('\x78'))
            return raw;
        QByteArray sized(4, '\0'); // qUncompress wants the length in front
        sized[1] = '\x40';
        return qUncompress(sized + raw);
    }

    qsizetype objectAt(int number) const
    {
        return m_pdf.indexOf('\n' + QByteArray::number(number) + " 0 obj");
    }

    void readFonts()
    {
        static const QRegularExpression uses(QStringLiteral("/F(\\d+) \\d+ 0 R"));
        for (const auto &match : uses.globalMatch(latin())) {
            const int font = match.captured(1).toInt();
            const qsizetype at = objectAt(font);
            const qsizetype table = m_pdf.indexOf("/ToUnicode ", at);
            if (at < 0 || table < 0 || m_fonts.contains(font))
                continue;
            m_fonts.insert(font,
                charactersOf(streamFrom(objectAt(m_pdf.mid(table + 11, 8).split(' ').first().toInt()))));
        }
    }

    static QHash<int, QChar> charactersOf(const QByteArray &map)
    {
        static const QRegularExpression range(
            QStringLiteral("<([0-9A-F]{4})> <([0-9A-F]{4})> (?:<([0-9A-F]{4})>|\\[([^\\]]*)\\])"));
        QHash<int, QChar> out;
        for (const auto &match : range.globalMatch(QString::fromLatin1(map))) {
            int glyph = match.captured(1).toInt(nullptr, 16);
            if (match.captured(4).isEmpty()) { // one after the other
                const int last = match.captured(2).toInt(nullptr, 16);
                for (int c = match.captured(3).toInt(nullptr, 16); glyph <= last; ++glyph, ++c)
                    out.insert(glyph, QChar(c));
                continue;
            }
            for (const QString &one : match.captured(4).split(QLatin1Char(' '), Qt::SkipEmptyParts))
                out.insert(glyph++, QChar(one.mid(1, 4).toUShort(nullptr, 16)));
        }
        return out;
    }

    void readPages()
    {
        static const QRegularExpression contents(QStringLiteral("/Contents (\\d+) 0 R"));
        for (const auto &match : contents.globalMatch(latin())) {
            ++m_pages;
            addPage(QString::fromLatin1(streamFrom(objectAt(match.captured(1).toInt()))));
        }
    }

    void addPage(const QString &commands)
    {
        static const QRegularExpression token(QStringLiteral("BT|/F(\\d+) [\\d.]+ Tf|<([0-9a-fA-F]+)> ?Tj"));
        QHash<int, QChar> font;
        for (const auto &match : token.globalMatch(commands)) {
            if (match.captured(0) == QLatin1String("BT"))
                m_text += QLatin1Char('\n');
            else if (!match.captured(1).isEmpty())
                font = m_fonts.value(match.captured(1).toInt());
            for (qsizetype i = 0; i + 4 <= match.captured(2).size(); i += 4)
                m_text += font.value(match.captured(2).mid(i, 4).toInt(nullptr, 16));
        }
        m_text.replace(QLatin1Char('\t'), QLatin1Char(' ')); // Qt names the space's glyph after the tab
    }

    const QByteArray m_pdf;
    QHash<int, QHash<int, QChar>> m_fonts;
    QString m_text;
    int m_pages = 0;
};
