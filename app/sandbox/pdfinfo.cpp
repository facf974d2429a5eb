// SPDX-License-Identifier: MIT
#include "sandbox/pdfinfo.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

// The end of the document that the update goes on from.
struct Trailer {
    qint64 size = 0; // one more than the highest object number
    QByteArray root; // "12 0 R"
    qint64 table = 0; // where its cross-reference table begins
};

std::optional<Trailer> trailerOf(const QByteArray &pdf)
{
    const qsizetype at = pdf.lastIndexOf("trailer");
    if (at < 0)
        return std::nullopt;
    static const QRegularExpression form(
        u"/Size (\\d+)[\\s\\S]*?/Root (\\d+ \\d+ R)[\\s\\S]*startxref\\s+(\\d+)"_s);
    static const QRegularExpression otherForm(
        u"/Root (\\d+ \\d+ R)[\\s\\S]*?/Size (\\d+)[\\s\\S]*startxref\\s+(\\d+)"_s);
    const QString text = QString::fromLatin1(pdf.mid(at));
    if (const auto match = form.match(text); match.hasMatch())
        return Trailer{
            match.captured(1).toLongLong(), match.captured(2).toLatin1(), match.captured(3).toLongLong()};
    if (const auto match = otherForm.match(text); match.hasMatch())
        return Trailer{
            match.captured(2).toLongLong(), match.captured(1).toLatin1(), match.captured(3).toLongLong()};
    return std::nullopt;
}

// A text string: big-endian UTF-16 with its mark, in hexadecimal.
QByteArray pdfText(const QString &text)
{
    QByteArray out = "<FEFF";
    for (const QChar c : text)
        out += QByteArray::number(c.unicode(), 16).rightJustified(4, '0').toUpper();
    return out + '>';
}

QByteArray pdfTime(TimePoint at)
{
    return "(D:" + toDateTime(at).toString(u"yyyyMMddHHmmss"_s).toLatin1() + "Z)";
}

QByteArray number(qint64 value, int digits)
{
    return QByteArray::number(value).rightJustified(digits, '0');
}

} // namespace

QByteArray withPdfInfo(QByteArray pdf, const PdfInfo &info)
{
    const auto trailer = trailerOf(pdf);
    if (!trailer)
        return pdf;
    if (!pdf.endsWith('\n'))
        pdf += '\n';
    const QByteArray id = QByteArray::number(trailer->size);
    const qint64 object = pdf.size();
    pdf += id + " 0 obj\n<< /Title " + pdfText(info.title) + " /Author " + pdfText(info.author) + " /Creator "
        + pdfText(u"PixelMeter"_s) + " /CreationDate " + pdfTime(info.created) + " /ModDate "
        + pdfTime(info.created) + " >>\nendobj\n";
    const qint64 table = pdf.size();
    pdf += "xref\n" + id + " 1\n" + number(object, 10) + " 00000 n \n";
    pdf += "trailer\n<< /Size " + QByteArray::number(trailer->size + 1) + " /Root " + trailer->root
        + " /Info " + id + " 0 R /Prev " + QByteArray::number(trailer->table) + " >>\nstartxref\n"
        + QByteArray::number(table) + "\n%%EOF\n";
    return pdf;
}
