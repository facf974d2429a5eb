// SPDX-License-Identifier: MIT
#include "sandbox/wirehead.h"

#include "sandbox/guard.h"

#include <algorithm>
#include <utility>

namespace {

constexpr std::string_view headEnd = "\r\n\r\n";
constexpr qsizetype longestLength = 9; // digits

std::string_view textOf(QByteArrayView bytes)
{
    return {bytes.data(), size_t(bytes.size())};
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

bool isTokenLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || std::string_view("-_.!#$%&'*+^`|~").find(c) != std::string_view::npos;
}

bool isVisible(char c)
{
    return uchar(c) > ' ' && c != 0x7f;
}

bool isValueLetter(char c)
{
    return uchar(c) >= ' ' ? c != 0x7f : c == '\t';
}

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

// Those that change how the rest is to be read or answered.
bool isForLibrary(QByteArrayView name)
{
    static constexpr QByteArrayView names[]
        = {"transfer-encoding", "content-encoding", "expect", "range", "upgrade", "trailer"};
    return std::ranges::find(names, name) != std::end(names);
}

// "POST /target HTTP/1.1"
bool readRequestLine(std::string_view line, WireHead &out)
{
    const size_t first = line.find(' ');
    const size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || line.substr(last + 1) != "HTTP/1.1")
        return false;
    const auto method = methodNamed(line.substr(0, first));
    const std::string_view target = line.substr(first + 1, last - first - 1);
    if (!method || target.empty() || target.front() != '/' || !std::ranges::all_of(target, isVisible))
        return false;
    out.method = *method;
    out.target = bytesOf(target);
    return true;
}

bool readHeader(std::string_view line, WireHead &out)
{
    const size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos)
        return false;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!std::ranges::all_of(name, isTokenLetter) || !std::ranges::all_of(value, isValueLetter))
        return false;
    out.headers.emplaceBack(bytesOf(name).toLower(), bytesOf(value));
    return !isForLibrary(out.headers.last().first);
}

// The length of the body, and whether the connection stays. Two lengths are refused elsewhere.
bool understandHeaders(WireHead &out)
{
    bool hasLength = false;
    for (const auto &[name, value] : out.headers) {
        if (name == "content-length") {
            const bool digits = !value.isEmpty() && value.size() <= longestLength
                && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
            if (std::exchange(hasLength, true) || !digits)
                return false;
            out.bodySize = value.toLongLong();
        } else if (name == "connection") {
            const QByteArray lower = value.toLower();
            if (lower != "keep-alive" && lower != "close")
                return false;
            out.close = lower == "close";
        } else if (name == "content-type" && value.toLower().startsWith("multipart/")) {
            return false;
        }
    }
    const bool carries
        = out.method == Method::Post || out.method == Method::Put || out.method == Method::Patch;
    return out.bodySize <= bodyLimit && (carries || out.bodySize == 0);
}

} // namespace

std::optional<Method> methodNamed(std::string_view name)
{
    if (name == "GET")
        return Method::Get;
    if (name == "POST")
        return Method::Post;
    if (name == "PUT")
        return Method::Put;
    if (name == "PATCH")
        return Method::Patch;
    if (name == "DELETE")
        return Method::Delete;
    return std::nullopt;
}

bool holdsHead(QByteArrayView bytes)
{
    const std::string_view all = textOf(bytes);
    if (bytes.size() > plainHeadLimit || all.find(headEnd) != std::string_view::npos)
        return true;
    // Lines that do not begin or end as they should: the library says what is wrong with them.
    const size_t line = all.find('\n');
    return (!all.empty() && !isTokenLetter(all.front()))
        || (line != std::string_view::npos && (line == 0 || all[line - 1] != '\r'));
}

std::optional<WireHead> plainHead(QByteArrayView bytes)
{
    const std::string_view all = textOf(bytes);
    const size_t end = all.find(headEnd);
    if (end == std::string_view::npos || qsizetype(end) > plainHeadLimit)
        return std::nullopt;
    WireHead out;
    out.size = qsizetype(end + headEnd.size());
    out.headers.reserve(16);
    std::string_view rest = all.substr(0, end + 2);
    bool first = true;
    while (!rest.empty()) {
        const size_t stop = rest.find("\r\n");
        const std::string_view line = rest.substr(0, stop);
        const bool good = std::exchange(first, false) ? readRequestLine(line, out) : readHeader(line, out);
        if (!good)
            return std::nullopt;
        rest.remove_prefix(stop + 2);
    }
    if (!understandHeaders(out))
        return std::nullopt;
    return out;
}
