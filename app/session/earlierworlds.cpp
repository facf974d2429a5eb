// SPDX-License-Identifier: MIT
#include "session/earlierworlds.h"

#include "session/session.h"

using namespace Qt::StringLiterals;

// Also while billing goes to a real service.
bool isEarlierSandbox(const Session &session, const QByteArray &world)
{
    constexpr QByteArrayView sandboxes = "sandbox:";
    if (!world.startsWith(sandboxes))
        return false;
    const QString present = session.outbox().setting(u"world"_s, u"1"_s); // as the session keeps it
    return world.sliced(sandboxes.size()) != present.toUtf8();
}
