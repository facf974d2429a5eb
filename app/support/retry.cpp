// SPDX-License-Identifier: MIT
#include "support/retry.h"

#include <QLocale>
#include <QRandomGenerator>

#include <algorithm>

namespace {

// "Fri, 21 Nov 2026 10:00:00 GMT"; the two obsolete forms are not worth reading.
std::optional<TimePoint> httpDate(const QByteArray &text)
{
    auto at = QLocale::c().toDateTime(
        QString::fromLatin1(text.trimmed()), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    at.setTimeSpec(Qt::UTC);
    return at.isValid() ? std::optional(fromDateTime(at)) : std::nullopt;
}

std::optional<milliseconds> fromDate(const Headers &answerHead, const QByteArray &text, TimePoint now)
{
    const auto until = httpDate(text);
    if (!until)
        return std::nullopt;
    const auto from = httpDate(headerValue(answerHead, "date")).value_or(now);
    return std::chrono::ceil<milliseconds>(*until - from);
}

// Whole or fractional seconds: "2", "1.5".
std::optional<milliseconds> fromNumber(const QByteArray &text, int unitsInMilliseconds)
{
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    if (!ok || !(number >= 0) || number > 1e9)
        return std::nullopt;
    return milliseconds{qint64(number * unitsInMilliseconds)};
}

} // namespace

milliseconds waitOf(const Backoff &backoff, int retriesMade, int jitter)
{
    const int doublings = std::clamp(retriesMade, 0, 16);
    return std::min(backoff.first * (1 << doublings), backoff.longest) * jitter / 1000;
}

std::optional<milliseconds> hintedWait(const Headers &answerHead, TimePoint now, const Backoff &backoff)
{
    auto wait = fromNumber(headerValue(answerHead, "retry-after-ms"), 1);
    const QByteArray after = headerValue(answerHead, "retry-after");
    if (!wait)
        wait = fromNumber(after, 1000);
    if (!wait)
        wait = fromDate(answerHead, after, now);
    if (!wait || *wait <= 0ms || *wait > backoff.longestHint)
        return std::nullopt;
    return wait;
}

int randomJitter()
{
    return QRandomGenerator::global()->bounded(750, 1001);
}
