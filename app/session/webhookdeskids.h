// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/seenwebhooks.h"
#include "support/sqlfile.h"

// The messages that came, in a small file of the workspace: a repeat is known after a restart too.
class WebhookDeskIds : public SeenWebhooks {
public:
    // `webhooks.db` in this folder. Kind::Storage with a sentence when it cannot be opened.
    static Result<std::unique_ptr<WebhookDeskIds>> open(const QString &folder, int atMost = most);
    Result<std::optional<TimePoint>> remember(const QByteArray &id, TimePoint now) override;

private:
    WebhookDeskIds(std::unique_ptr<SqlFile> file, int atMost);

    std::unique_ptr<SqlFile> m_file;
    const int m_most;
};
