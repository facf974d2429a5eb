// SPDX-License-Identifier: MIT
#include "receiver/httphead.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostHeaders = 100;
constexpr qsizetype mostDigits = 15;

Error refused(int status, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .status = status};
}

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool isToken(const QByteArray &text)
{
    constexpr QByteArrayView others = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::ranges::all_of(text, [&](char letter) {
        const char lower = char(letter | 0x20);
        return isDigit(letter) || (lower >= 'a' && lower <= 'z') || others.contains(letter);
    });
}

bool hasControls(const QByteArray &text)
{
    return std::ranges::any_of(
        text, [](char letter) { return (uchar(letter) < ' ' && letter != '\t') || letter == 127; });
}

Result<HttpHead> requestLine(const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !parts[1].startsWith('/'))
        return refused(400, u"The request line cannot be read."_s);
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0")
        return parts[2].startsWith("HTTP/") ? refused(505, u"Only HTTP/1.1 is spoken here."_s)
                                            : refused(400, u"The request line cannot be read."_s);
    HttpHead out;
    out.method = parts[0];
    out.target = parts[1];
    return out;
}

Result<void> readLength(HttpHead &head, const QByteArray &value)
{
    if (head.length)
        return refused(400, u"“Content-Length” stands there twice."_s);
    if (value.isEmpty() || value.size() > mostDigits || !std::ranges::all_of(value, isDigit))
        return refused(400, u"“Content-Length” is no number of bytes."_s);
    head.length = value.toLongLong();
    return {};
}

Result<void> readCoding(HttpHead &head, const QByteArray &value)
{
    if (head.chunked)
        return refused(400, u"“Transfer-Encoding” stands there twice."_s);
    if (value.compare("chunked", Qt::CaseInsensitive) != 0)
        return refused(501, u"Only the transfer coding “chunked” is known here."_s);
    head.chunked = true;
    return {};
}

Result<void> readHeader(HttpHead &head, const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.left(qMax(colon, qsizetype(0)));
    if (!isToken(name))
        return refused(400, u"A header line cannot be read."_s);
    const QByteArray lower = name.toLower();
    const QByteArray value = line.mid(colon + 1).trimmed();
    if (lower == "host" && !headerValue(head.headers, "host").isNull())
        return refused(400, u"“Host” stands there twice."_s);
    head.headers.emplaceBack(lower, value.isNull() ? QByteArray("") : value);
    if (lower == "content-length")
        return readLength(head, value);
    if (lower == "transfer-encoding")
        return readCoding(head, value);
    if (lower != "expect")
        return {};
    head.continues = value.compare("100-continue", Qt::CaseInsensitive) == 0;
    return head.continues ? Result<void>() : refused(417, u"What “Expect” asks for is not known here."_s);
}

} // namespace

Result<HttpHead> httpHeadFrom(const QByteArray &text)
{
    QByteArrayList lines;
    for (qsizetype from = 0; from <= text.size();) {
        const qsizetype end = text.indexOf("\r\n", from);
        lines.append(end < 0 ? text.mid(from) : text.mid(from, end - from));
        from = end < 0 ? text.size() + 1 : end + 2;
    }
    if (std::ranges::any_of(lines, hasControls))
        return refused(400, u"The head holds a control character, or a line that ends in only one."_s);
    if (lines.size() > mostHeaders + 1)
        return refused(431, u"There are more than %1 headers."_s.arg(mostHeaders));
    auto head = requestLine(lines.takeFirst());
    for (const QByteArray &line : std::as_const(lines)) {
        if (!head)
            break;
        if (const auto read = readHeader(*head, line); !read)
            return read.error();
    }
    if (!head)
        return head;
    if (head->chunked && head->length)
        return refused(400, u"The request gives both a length and chunks."_s);
    if (headerValue(head->headers, "host").isEmpty())
        return refused(400, u"The header “Host” is missing."_s);
    return head;
}

std::optional<QByteArray> hostOf(const QByteArray &value)
{
    const bool bracketed = value.startsWith('[');
    const qsizetype end = bracketed ? value.indexOf(']') : value.indexOf(':');
    QByteArray host = end < 0 ? value : value.left(end);
    QByteArray rest = end < 0 ? QByteArray() : value.mid(bracketed ? end + 1 : end);
    if (bracketed) {
        if (end < 0)
            return std::nullopt;
        host = host.mid(1);
    }
    if (!rest.isEmpty()
        && (!rest.startsWith(':') || rest.size() > 6 || !std::ranges::all_of(rest.mid(1), isDigit)))
        return std::nullopt;
    if (host.isEmpty())
        return std::nullopt;
    return host.toLower();
}

bool isLoopbackHost(const QByteArray &host)
{
    if (host == "localhost" || host == "::1")
        return true;
    const QByteArrayList parts = host.split('.');
    return parts.size() == 4 && parts[0] == "127" && std::ranges::all_of(parts, [](const QByteArray &part) {
        return !part.isEmpty() && part.size() <= 3 && std::ranges::all_of(part, isDigit)
            && part.toInt() <= 255;
    });
}
