// SPDX-License-Identifier: MIT
#include "eventlog/logreader.h"

#include "eventlog/logreaderhar.h"
#include "eventlog/logreadersafe.h"
#include "support/strictjson.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 firstLetters = 1000;
constexpr JsonLimits limits{.maxBytes = LogReader::longestLine, .maxDepth = 64};
// Names ids that are made from what they stand for.
const QUuid idsAnew(0x5a1f0c32, 0x7d0e, 0x4c1b, 0x9a, 0x55, 0x3e, 0x0d, 0x11, 0x8c, 0x42, 0x07);

Error tooLarge(const QString &what)
{
    return {.kind = Error::Kind::Invalid, .message = what};
}

// exchangeFromJson() takes what it finds inside lists; a file from anywhere is looked at more closely.
Result<void> checkLists(const QJsonObject &json)
{
    const auto wrong = [](const QString &field) {
        return Error{.kind = Error::Kind::Invalid,
            .message = u"%1 is not text."_s.arg(field),
            .code = {},
            .field = field};
    };
    for (const auto &name : {u"request_head"_s, u"answer_head"_s}) {
        const QJsonArray head = json[name].toArray();
        for (qsizetype i = 0; i < head.size(); ++i) {
            const QJsonArray pair = head[i].toArray();
            if (pair.size() != 2 || !pair[0].isString() || !pair[1].isString())
                return wrong(u"%1[%2]"_s.arg(name).arg(i));
        }
    }
    const QJsonArray events = json["events"_L1].toArray();
    for (qsizetype i = 0; i < events.size(); ++i) {
        if (!events[i].isString())
            return wrong(u"events[%1]"_s.arg(i));
    }
    return {};
}

} // namespace

LogReader::LogReader(QIODevice &device)
    : m_device(device)
{
    if (HarEntries::begins(device.peek(firstLetters)))
        m_har = std::make_unique<HarEntries>(device);
}

LogReader::~LogReader() = default;

Result<QList<Exchange>> LogReader::next(int limit)
{
    QList<Exchange> out;
    if (m_place == 0 && m_device.size() > largestFile)
        return tooLarge(u"The file is larger than %1 MB."_s.arg(largestFile / 1'000'000));
    while (out.size() < limit) {
        const Result<QByteArray> text = nextText();
        if (!text)
            return text.error();
        if (text->isEmpty())
            break;
        const Result<QJsonObject> json = readObject(*text, limits);
        const Read read = !json ? Read(json.error()) : m_har ? exchangeFromHar(*json) : readLine(*json);
        if (const auto taken = take(out, *text, read); !taken)
            return taken.error();
    }
    return out;
}

Result<QByteArray> LogReader::nextText()
{
    if (m_har) {
        ++m_place;
        auto entry = m_har->next(longestLine);
        if (!entry)
            return inPlace(entry.error());
        return entry;
    }
    while (!m_device.atEnd()) {
        ++m_place;
        QByteArray line = m_device.readLine(longestLine + 2);
        if (line.size() > longestLine)
            return tooLarge(u"Line %1 is longer than %2 MB."_s.arg(m_place).arg(longestLine / 1'000'000));
        line = std::move(line).trimmed();
        if (!line.isEmpty())
            return line;
    }
    return QByteArray();
}

LogReader::Read LogReader::readLine(QJsonObject json) const
{
    if (!json.contains("id"_L1))
        json.insert("id"_L1, QString());
    if (const auto checked = checkLists(json); !checked)
        return checked.error();
    const Result<Exchange> read = exchangeFromJson(json);
    if (!read)
        return read.error();
    return std::optional(*read);
}

Result<void> LogReader::take(QList<Exchange> &out, const QByteArray &text, const Read &read)
{
    if (!read)
        return inPlace(read.error());
    if (!*read)
        return {};
    Result<Exchange> safe = madeSafe(**read);
    if (!safe)
        return inPlace(safe.error());
    makeUnique(*safe, text);
    out.append(*std::move(safe));
    return {};
}

Error LogReader::inPlace(const Error &error) const
{
    Error out = error;
    out.message = (m_har ? u"Entry %1: %2"_s : u"Line %1: %2"_s).arg(m_place).arg(error.message);
    return out;
}

void LogReader::makeUnique(Exchange &exchange, const QByteArray &text)
{
    if (exchange.id.isNull())
        exchange.id = QUuid::createUuidV5(idsAnew, text);
    while (const int times = m_seen[exchange.id]++)
        exchange.id = QUuid::createUuidV5(exchange.id, text + QByteArray::number(times));
}
