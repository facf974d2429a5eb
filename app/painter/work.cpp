// SPDX-License-Identifier: MIT
#include "painter/work.h"

#include "painter/painter.h"

bool Work::cancelled()
{
    if (!m_cancelled && std::this_thread::get_id() == m_painter && m_monitor.cancelled())
        m_cancelled = true;
    return m_cancelled;
}
