// SPDX-License-Identifier: MIT
#include "support/clock.h"

#include <charconv>
#include <optional>

namespace {

using namespace std::chrono;

// Reads exactly `count` digits at `pos`; nullopt when there are fewer.
std::optional<int> digits(QByteArrayView text, qsizetype &pos, qsizetype count)
{
    if (pos + count > text.size())
        return std::nullopt;
    int value = 0;
    for (qsizetype i = 0; i < count; ++i) {
        const char c = text[pos + i];
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    pos += count;
    return value;
}

bool literal(QByteArrayView text, qsizetype &pos, char expected)
{
    if (pos >= text.size() || text[pos] != expected)
        return false;
    ++pos;
    return true;
}

// Microseconds of ".123456789"; digits past the sixth are cut, as the service keeps six.
std::optional<microseconds> fraction(QByteArrayView text, qsizetype &pos)
{
    if (pos >= text.size() || text[pos] != '.')
        return microseconds{0};
    ++pos;
    qint64 value = 0;
    int count = 0;
    for (; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos, ++count) {
        if (count < 6)
            value = value * 10 + (text[pos] - '0');
    }
    if (count < 1 || count > 9)
        return std::nullopt;
    for (int i = count; i < 6; ++i)
        value *= 10;
    return microseconds{value};
}

std::optional<minutes> offset(QByteArrayView text, qsizetype &pos)
{
    if (pos >= text.size())
        return std::nullopt;
    const char sign = text[pos++];
    if (sign == 'Z' || sign == 'z')
        return minutes{0};
    if (sign != '+' && sign != '-')
        return std::nullopt;
    const auto h = digits(text, pos, 2);
    if (!h || !literal(text, pos, ':'))
        return std::nullopt;
    const auto m = digits(text, pos, 2);
    if (!m || *h > 23 || *m > 59)
        return std::nullopt;
    const minutes by{*h * 60 + *m};
    return sign == '-' ? -by : by;
}

Error wrongTime(const QString &field, const QString &what)
{
    return {.kind = Error::Kind::Invalid,
        .message = QStringLiteral("%1 %2. Write it like 2026-11-25T10:22:31.049Z.")
                       .arg(field.isEmpty() ? QStringLiteral("The time") : field, what),
        .code = QStringLiteral("INVALID_REQUEST_BODY"),
        .field = field,
        .status = 422};
}

std::optional<TimePoint> dateAndTime(QByteArrayView text, qsizetype &pos)
{
    const auto y = digits(text, pos, 4);
    if (!y || !literal(text, pos, '-'))
        return std::nullopt;
    const auto mo = digits(text, pos, 2);
    if (!mo || !literal(text, pos, '-'))
        return std::nullopt;
    const auto d = digits(text, pos, 2);
    if (!d || !(literal(text, pos, 'T') || literal(text, pos, 't') || literal(text, pos, ' ')))
        return std::nullopt;
    const auto h = digits(text, pos, 2);
    if (!h || !literal(text, pos, ':'))
        return std::nullopt;
    const auto mi = digits(text, pos, 2);
    if (!mi || !literal(text, pos, ':'))
        return std::nullopt;
    const auto s = digits(text, pos, 2);
    const auto frac = s ? fraction(text, pos) : std::nullopt;
    const year_month_day date{year{*y}, month{unsigned(*mo)}, day{unsigned(*d)}};
    if (!s || !frac || !date.ok() || *h > 23 || *mi > 59 || *s > 60)
        return std::nullopt;
    return sys_days{date} + hours{*h} + minutes{*mi} + seconds{*s} + *frac;
}

} // namespace

TimePoint SystemClock::now() const
{
    return time_point_cast<microseconds>(system_clock::now());
}

FrozenClock::FrozenClock(TimePoint at)
    : m_at(at.time_since_epoch().count())
{
}

TimePoint FrozenClock::now() const
{
    return TimePoint{microseconds{m_at.load()}};
}

void FrozenClock::set(TimePoint at)
{
    m_at = at.time_since_epoch().count();
}

void FrozenClock::advance(microseconds by)
{
    m_at += by.count();
}

QByteArray toIso(TimePoint at)
{
    const auto dayStart = floor<days>(at);
    const year_month_day date{dayStart};
    const hh_mm_ss time{at - dayStart};
    QString out = QString::asprintf("%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()), unsigned(date.month()),
        unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count()));
    const auto micros = time.subseconds().count();
    if (micros % 1000 != 0)
        out += QString::asprintf(".%06d", int(micros));
    else if (micros != 0)
        out += QString::asprintf(".%03d", int(micros / 1000));
    return out.toLatin1() + 'Z';
}

Result<TimePoint> timeFromIso(QByteArrayView text, const QString &field)
{
    qsizetype pos = 0;
    const auto at = dateAndTime(text, pos);
    if (!at)
        return wrongTime(field, QStringLiteral("is not a time"));
    if (pos == text.size())
        return wrongTime(field, QStringLiteral("has no time zone"));
    const auto by = offset(text, pos);
    if (!by || pos != text.size())
        return wrongTime(field, QStringLiteral("is not a time"));
    return *at - *by;
}

QDateTime toDateTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(floor<milliseconds>(at).time_since_epoch().count(), Qt::UTC);
}

TimePoint fromDateTime(const QDateTime &at)
{
    return TimePoint{milliseconds{at.toMSecsSinceEpoch()}};
}
