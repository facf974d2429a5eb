// SPDX-License-Identifier: MIT
#include "session/worldrecord.h"

WorldRecord::WorldRecord(EventLog &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
    for (const auto mode : {Destination::Mode::Test, Destination::Mode::Live})
        add({.mode = mode, .baseUrl = officialBaseUrl(mode), .key = {}});
}

void WorldRecord::add(const Destination &destination)
{
    const std::lock_guard lock(m_mutex);
    m_worlds.insert(destination.baseUrl.authority(QUrl::FullyEncoded).toLatin1(), worldOf(destination));
}

void WorldRecord::record(Exchange exchange)
{
    QByteArray world;
    {
        const std::lock_guard lock(m_mutex);
        world = m_worlds.value(headerValue(exchange.requestHead, "host"));
    }
    if (world.isEmpty())
        return m_log.record(std::move(exchange));
    m_log.append(world, {exchange});
    QMetaObject::invokeMethod(this, [this, world, exchange] { Q_EMIT recorded(world, exchange); });
}
