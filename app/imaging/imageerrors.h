// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/provider.h"
#include "support/result.h"

// What a person can do about a failed picture; pages turn it into a button.
enum class ImageRemedy {
    None,
    ChangePrompt,
    ChangeKey,
    ChooseModel,
    ChangeAddress,
    Wait,
    AddCredit,
    VerifyOrganization,
    TryAgain
};

// Each way a picture can fail has a stable code (the service's own where it has one), a kind, a sentence and
// a remedy, in one table (image-api.md 2.6). `server` and `detail` fill the sentence.
Error imageError(QLatin1StringView code, const QString &server, const QString &detail = {}, int status = 0);
bool isImageErrorCode(const QString &code);
QStringList imageErrorCodes(); // the whole table's

ImageRemedy remedyFor(const Error &error);
QString nextStep(const Error &error); // "Check the key." Empty where nothing can be done

// Whether the provider may take money although no picture came: it was too slow, broke off or was cancelled
// after the request was sent.
bool mayBeCharged(const Error &error, const Provider &provider);
QString chargeNote(const Error &error, const Provider &provider); // "OpenAI may charge for it." Or empty
