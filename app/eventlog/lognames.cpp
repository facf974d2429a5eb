// SPDX-License-Identifier: MIT
#include "eventlog/lognames.h"

LogNames::Id LogNames::find(const QByteArray &text) const
{
    const std::lock_guard lock(m_mutex);
    return m_ids.value(text, none);
}

LogNames::Id LogNames::idOf(const QByteArray &text)
{
    if (text.isEmpty())
        return none;
    const std::lock_guard lock(m_mutex);
    if (const Id known = m_ids.value(text, none))
        return known;
    if (m_texts.size() >= most)
        return none;
    const Id id = Id(m_texts.size());
    m_texts.push_back(text);
    m_ids.insert(text, id);
    return id;
}

void LogNames::add(Id id, const QByteArray &text)
{
    if (id == none || id >= most)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_texts.size() <= id)
        m_texts.resize(id + 1);
    m_texts[id] = text;
    m_ids.insert(text, id);
}

QByteArray LogNames::text(Id id) const
{
    const std::lock_guard lock(m_mutex);
    return id < m_texts.size() ? m_texts[id] : QByteArray();
}

LogNames::Id LogNames::size() const
{
    const std::lock_guard lock(m_mutex);
    return Id(m_texts.size());
}
