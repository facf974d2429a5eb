// SPDX-License-Identifier: MIT
#include "receiver/httpreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype chunkLineBytes = 256; // size and extensions
constexpr qsizetype sizeDigits = 8;

bool isHex(char letter)
{
    const char lower = char(letter | 0x20);
    return (letter >= '0' && letter <= '9') || (lower >= 'a' && lower <= 'f');
}

} // namespace

void HttpReader::fail(int status, const QString &sentence)
{
    m_state = State::Failed;
    m_error = {.kind = Error::Kind::Invalid, .message = sentence, .status = status};
    m_rest.clear();
}

HttpReader::State HttpReader::feed(const QByteArray &piece)
{
    if (m_state == State::Done || m_state == State::Failed)
        return m_state;
    m_rest += piece;
    if (m_state == State::Head)
        readHead();
    if (m_state == State::Body)
        m_head->chunked ? readChunks() : readBody();
    return m_state;
}

void HttpReader::readHead()
{
    const qsizetype end = m_rest.indexOf("\r\n\r\n");
    if ((end < 0 ? m_rest.size() : end) > headBytes)
        return fail(431, u"The head is larger than %1 bytes."_s.arg(headBytes));
    if (end < 0) {
        // A line that ends in LF alone would leave a sender waiting until its time is over.
        if (m_rest.contains("\n\n"))
            fail(400, u"Lines of the head must end in CR and LF."_s);
        return;
    }
    auto head = httpHeadFrom(m_rest.left(end));
    if (!head)
        return fail(head.error().status, head.error().message);
    m_rest.remove(0, end + 4);
    m_head = *std::move(head);
    m_left = m_head->length.value_or(0);
    if (m_left > bodyBytes)
        return fail(413, u"The body is larger than 1 MB."_s);
    m_state = State::Body;
}

void HttpReader::readBody()
{
    const qsizetype taken = qMin(qsizetype(m_left) - m_body.size(), m_rest.size());
    m_body += m_rest.left(taken);
    m_rest.remove(0, taken);
    if (m_body.size() == m_left)
        m_state = State::Done;
}

void HttpReader::readChunks()
{
    while (m_state == State::Body) {
        if (m_chunk == Chunk::Size && !readChunkSize())
            return;
        if (m_chunk == Chunk::Data) {
            const qsizetype taken = qMin(qsizetype(m_left), m_rest.size());
            m_body += m_rest.left(taken);
            m_rest.remove(0, taken);
            m_left -= taken;
            if (m_left > 0)
                return;
            m_chunk = Chunk::DataEnd;
        }
        if (m_chunk == Chunk::DataEnd) {
            if (m_rest.size() < 2)
                return;
            if (!m_rest.startsWith("\r\n"))
                return fail(400, u"A chunk is longer than it says."_s);
            m_rest.remove(0, 2);
            m_chunk = Chunk::Size;
        }
        if (m_chunk == Chunk::Trailer && !readTrailer())
            return;
    }
}

// False: more must come, or it is refused.
bool HttpReader::readChunkSize()
{
    const qsizetype end = m_rest.indexOf("\r\n");
    if (end < 0 || end > chunkLineBytes) {
        if (end > chunkLineBytes || m_rest.size() > chunkLineBytes)
            fail(400, u"A chunk's size cannot be read."_s);
        return false;
    }
    const QByteArray line = m_rest.left(end);
    const qsizetype extension = line.indexOf(';');
    const QByteArray digits = extension < 0 ? line : line.left(extension).trimmed();
    if (digits.isEmpty() || digits.size() > sizeDigits || !std::ranges::all_of(digits, isHex)) {
        fail(400, u"A chunk's size cannot be read."_s);
        return false;
    }
    m_rest.remove(0, end + 2);
    m_left = digits.toLongLong(nullptr, 16);
    if (m_body.size() + m_left > bodyBytes) {
        fail(413, u"The body is larger than 1 MB."_s);
        return false;
    }
    m_chunk = m_left > 0 ? Chunk::Data : Chunk::Trailer;
    return true;
}

// Lines behind the last chunk mean nothing here, but end the request.
bool HttpReader::readTrailer()
{
    const qsizetype end = m_rest.indexOf("\r\n");
    m_trailerBytes += end < 0 ? 0 : end + 2;
    if (m_trailerBytes + (end < 0 ? m_rest.size() : 0) > headBytes) {
        fail(431, u"The lines behind the body are larger than %1 bytes."_s.arg(headBytes));
        return false;
    }
    if (end < 0)
        return false;
    m_rest.remove(0, end + 2);
    if (end == 0) {
        m_state = State::Done;
        m_rest.clear();
    }
    return true;
}
