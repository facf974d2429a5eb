// SPDX-License-Identifier: MIT
#pragma once

#include "support/call.h"
#include "support/exchange.h"

#include <QString>

class Outbox;
struct AuditRow;

// Stands between the transport and the log: every exchange with the live host is also written to the
// workspace, where it is never deleted. Bodies and headers are left out, so no key and no secret can be in
// it.
class LiveAudit : public ExchangeSink {
public:
    // Both must outlive it; `log` may be null.
    LiveAudit(Outbox &outbox, ExchangeSink *log);

    void record(Exchange exchange) override; // any thread

private:
    Outbox &m_outbox;
    ExchangeSink *m_log;
};

bool isLiveCall(const Exchange &exchange); // by its host header
AuditRow auditRowOf(const Exchange &exchange);

// The list as CSV, newest first, times in UTC: read page by page, finished with the number of calls. Nothing
// is left of the file when it cannot be written whole. Both must live until then.
Call<int> exportAudit(Outbox &outbox, const QString &path, QObject *parent);
