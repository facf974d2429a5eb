// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QByteArray>

// What a webhook is signed with (dodo-api.md 2.11): "whsec_" and the base64 of the key's bytes; the prefix
// may be missing. Read strictly: a letter that is no base64 is an error and not skipped. Kind::Invalid with a
// sentence that does not repeat the secret.
Result<QByteArray> webhookKeyOf(const QByteArray &secret);

QString maskedWebhookSecret(const QByteArray &secret); // "whsec_••••••••"; empty for none
