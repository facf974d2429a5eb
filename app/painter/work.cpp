// SPDX-License-Identifier: MIT
#include "painter/work.h"

#include "painter/painter.h"

bool Work::cancelled()
{
    m_cancelled = m_cancelled || m_monitor.cancelled();
    return m_cancelled;
}
