// SPDX-License-Identifier: MIT
#include "hostile/mutation.h"

#include <QByteArrayList>

#include <array>

namespace {

using Random = QRandomGenerator;

struct Parts {
    QByteArrayList head; // lines without their ends
    QByteArray body;
};

Parts split(const QByteArray &request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    if (end < 0)
        return {request.split('\n'), {}};
    Parts out{{}, request.mid(end + 4)};
    for (const QByteArray &line : request.left(end).split('\n'))
        out.head.append(line.trimmed());
    return out;
}

QByteArray joined(const Parts &parts)
{
    return parts.head.join("\r\n") + "\r\n\r\n" + parts.body;
}

// Says the true length again, so that the change is met behind the first look at the head.
QByteArray measured(Parts parts)
{
    for (QByteArray &line : parts.head) {
        if (line.startsWith("Content-Length:"))
            line = "Content-Length: " + QByteArray::number(parts.body.size());
    }
    return joined(parts);
}

template<size_t N>
QByteArray oneOf(const std::array<const char *, N> &texts, Random &random)
{
    return texts[size_t(random.bounded(int(N)))];
}

qsizetype placeIn(const QByteArray &text, Random &random)
{
    return random.bounded(qint64(text.size()) + 1);
}

QByteArray bytesFlipped(QByteArray request, Random &random)
{
    for (int i = random.bounded(1, 9); i > 0 && !request.isEmpty(); --i) {
        const qsizetype at = random.bounded(qint64(request.size()));
        request[at] = char(request[at] ^ char(1 << random.bounded(8)));
    }
    return request;
}

QByteArray cut(QByteArray request, Random &random)
{
    return request.left(placeIn(request, random));
}

QByteArray lineGone(QByteArray request, Random &random)
{
    Parts parts = split(request);
    parts.head.removeAt(random.bounded(qint64(parts.head.size())));
    return joined(parts);
}

QByteArray lineTwice(QByteArray request, Random &random)
{
    Parts parts = split(request);
    const qsizetype at = random.bounded(qint64(parts.head.size()));
    parts.head.insert(random.bounded(qint64(parts.head.size()) + 1), parts.head.at(at));
    return joined(parts);
}

QByteArray sizeLied(QByteArray request, Random &random)
{
    static constexpr std::array sizes{"0", "1", "-1", "4194304", "4194305", "99999999999999999999", "1e3",
        "0x10", "", " 7 ", "7, 7", "18446744073709551615", "+5", "67108864"};
    Parts parts = split(request);
    const QByteArray line = "Content-Length: "
        + (random.bounded(3) == 0 ? QByteArray::number(parts.body.size() + random.bounded(-40, 40))
                                  : oneOf(sizes, random));
    bool replaced = false;
    for (QByteArray &old : parts.head) {
        if (old.startsWith("Content-Length:")) {
            old = line;
            replaced = true;
        }
    }
    if (!replaced)
        parts.head.append(line);
    return joined(parts);
}

QByteArray chunked(QByteArray request, Random &random)
{
    static constexpr std::array endings{
        "0\r\n\r\n", "0\r\nX-Later: 1\r\n\r\n", "", "0\r\n", "-1\r\n", "\r\n"};
    static constexpr std::array sizes{"ffffffffffffffff", "zz", "", "-5", "7fffffff", "0x5", "5;name=value"};
    Parts parts = split(request);
    parts.head.removeIf([&](const QByteArray &line) { return line.startsWith("Content-Length:"); });
    parts.head.append("Transfer-Encoding: chunked");
    const QByteArray whole = std::exchange(parts.body, {});
    for (qsizetype at = 0; at < whole.size();) {
        const QByteArray piece = whole.mid(at, random.bounded(1, 200));
        const QByteArray size
            = random.bounded(12) == 0 ? oneOf(sizes, random) : QByteArray::number(piece.size(), 16);
        parts.body += size + "\r\n" + piece + "\r\n";
        at += piece.size();
    }
    parts.body += random.bounded(3) == 0 ? oneOf(endings, random) : "0\r\n\r\n";
    return joined(parts);
}

QByteArray deep(QByteArray request, Random &random)
{
    static constexpr std::array openers{"[", "{\"a\":", "[{\"clauses\":["};
    Parts parts = split(request);
    const QByteArray many = oneOf(openers, random).repeated(random.bounded(20, 40000));
    const qsizetype colon = parts.body.indexOf(':', placeIn(parts.body, random));
    parts.body.insert(colon < 0 ? parts.body.size() : colon + 1, many);
    return measured(parts);
}

QByteArray longTarget(QByteArray request, Random &random)
{
    static constexpr std::array pieces{"a", "/", "%2F", "?a=b&", "../", "%00"};
    Parts parts = split(request);
    QByteArray &line = parts.head.first();
    line.insert(qMax<qsizetype>(0, line.lastIndexOf(' ')),
        oneOf(pieces, random).repeated(random.bounded(100, 20000)));
    return joined(parts);
}

QByteArray encodedTarget(QByteArray request, Random &random)
{
    static constexpr std::array pieces{"%2F", "%", "%2", "%zz", "%00", "%ff%fe", "/", "//", "?", "#", "%25",
        "..", "%2e%2e", "&page_size=99999999999999999999", "?page_number=-1", "\xc3\x28", ";",
        "%F0%9F%98%80"};
    Parts parts = split(request);
    QByteArray &line = parts.head.first();
    const qsizetype from = line.indexOf(' ') + 1;
    const qsizetype to = qMax(from, line.lastIndexOf(' '));
    line.insert(from + random.bounded(qint64(to - from) + 1), oneOf(pieces, random));
    return joined(parts);
}

QByteArray nulBytes(QByteArray request, Random &random)
{
    for (int i = random.bounded(1, 5); i > 0; --i)
        request.insert(placeIn(request, random), random.bounded(2) == 0 ? QByteArray(1, '\0') : "\\u0000");
    return request;
}

// A value of the body becomes another one.
QByteArray otherValue(QByteArray request, Random &random)
{
    static constexpr std::array values{"null", "[]", "{}", "true", "-1", "0", "1e308", "1e-308", "1e999",
        "-0", "9223372036854775807", "9223372036854775808",
        "123456789012345678901234567890123456789012345678901",
        "0.000000000000000000000000000000000000000000001", "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"",
        "\"0000-00-00T00:00:00Z\"", "\"9999-12-31T23:59:59.999999999+23:59\"", "\"999999999 months\"",
        "\"1e999\"", "\"-0.5\"", "01", "+1", ".5", "nul", "\"\xff\xfe\"", "\"\t\""};
    Parts parts = split(request);
    const qsizetype colon = parts.body.indexOf(':', placeIn(parts.body, random));
    if (colon < 0)
        return encodedTarget(request, random);
    qsizetype end = colon + 1;
    while (end < parts.body.size() && !QByteArrayView(",}]").contains(parts.body.at(end)))
        ++end;
    parts.body.replace(colon + 1, end - colon - 1, oneOf(values, random));
    return measured(parts);
}

QByteArray pieceTwice(QByteArray request, Random &random)
{
    Parts parts = split(request);
    const qsizetype from = placeIn(parts.body, random);
    const QByteArray piece = parts.body.mid(from, random.bounded(1, 300));
    parts.body.insert(placeIn(parts.body, random), piece.repeated(random.bounded(1, 50)));
    return measured(parts);
}

QByteArray otherStart(QByteArray request, Random &random)
{
    static constexpr std::array starts{"GET", "HEAD", "OPTIONS", "PRI", "TRACE", "CONNECT", "get", "", "POST",
        "PUT", "DELETE", "PATCH", "A\tB"};
    static constexpr std::array versions{"HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/9.9", "", "HTTP/1.1 x"};
    Parts parts = split(request);
    QByteArray &line = parts.head.first();
    if (random.bounded(2) == 0)
        line = oneOf(starts, random) + line.mid(qMax<qsizetype>(0, line.indexOf(' ')));
    else
        line = line.left(line.lastIndexOf(' ') + 1) + oneOf(versions, random);
    return joined(parts);
}

QByteArray oddHeaders(QByteArray request, Random &random)
{
    static constexpr std::array headers{"X-No-Colon", ": empty name", "X-Folded: a\r\n  b",
        "Expect: 100-continue", "Expect: a-miracle", "Content-Encoding: gzip", "Content-Encoding: br",
        "Transfer-Encoding: gzip", "Connection: upgrade", "Upgrade: h2c",
        "Range: bytes=0-1,5-4,-9999999999999999999", "Host: evil.example",
        "Content-Type: multipart/form-data; boundary=x", "Content-Type: application/x-www-form-urlencoded",
        "Authorization: Basic ====", "Last-Event-ID: -99999999999999999999", "Accept-Encoding: gzip",
        "X-PixelMeter-Exchange: {00000000-0000-0000-0000-000000000000}", "Content-Type: application/json"};
    Parts parts = split(request);
    if (random.bounded(6) == 0)
        parts.head.append("X-Long: " + QByteArray(random.bounded(1000, 60000), 'x'));
    else if (random.bounded(6) == 0)
        parts.head.append(QByteArrayList(random.bounded(50, 400), "X-Many: 1"));
    else
        parts.head.insert(random.bounded(1, int(parts.head.size()) + 1), oneOf(headers, random));
    return joined(parts);
}

using Change = QByteArray (*)(QByteArray, Random &);
constexpr std::array<Change, 15> changes{bytesFlipped, cut, lineGone, lineTwice, sizeLied, chunked, deep,
    longTarget, encodedTarget, nulBytes, otherValue, otherValue, pieceTwice, otherStart, oddHeaders};

} // namespace

QByteArray mutated(const QByteArray &request, QRandomGenerator &random)
{
    QByteArray out = request;
    for (int i = random.bounded(4) == 0 ? random.bounded(2, 4) : 1; i > 0; --i)
        out = changes[size_t(random.bounded(int(changes.size())))](out, random);
    return out;
}
