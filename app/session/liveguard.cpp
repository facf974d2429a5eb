// SPDX-License-Identifier: MIT
#include "session/liveguard.h"

#include "outbox/outbox.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
const QString capKey = u"live_events_per_minute"_s;
constexpr int usualCap = 60;
constexpr int highestCap = 1000;
} // namespace

LiveGuard::LiveGuard(Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
{
}

QString LiveGuard::phrase()
{
    return tr("use live mode");
}

bool LiveGuard::open(const QString &typed)
{
    if (typed.trimmed() != phrase())
        return false;
    m_open = true;
    Q_EMIT changed();
    return true;
}

void LiveGuard::close()
{
    if (std::exchange(m_open, false))
        Q_EMIT changed();
}

int LiveGuard::eventsPerMinute() const
{
    const int kept = m_outbox.setting(capKey, QString::number(usualCap)).toInt();
    return std::clamp(kept, 1, highestCap);
}

void LiveGuard::setEventsPerMinute(int events)
{
    m_outbox.setSetting(capKey, QString::number(std::clamp(events, 1, highestCap)));
    Q_EMIT changed();
}
