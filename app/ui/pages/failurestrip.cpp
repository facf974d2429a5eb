// SPDX-License-Identifier: MIT
#include "ui/pages/failurestrip.h"

#include "ui/parts/messagestrip.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FailureStrip)
};

void addButton(MessageStrip &strip, const QString &words, const char *name, const std::function<void()> &act)
{
    if (!act)
        return;
    Button *button = strip.addButton(words);
    button->setObjectName(QLatin1StringView(name));
    QObject::connect(button, &QAbstractButton::clicked, &strip, act);
}

} // namespace

void showFailure(MessageStrip &strip, const FailedCall &call)
{
    const bool readsOnly = call.error.status == 403; // dodo-api.md 1.6
    const bool keyRefused = call.error.status == 401;
    strip.setKind(
        call.error.kind == Error::Kind::Network ? MessageStrip::Kind::Offline : MessageStrip::Kind::Failure);
    if (readsOnly)
        strip.setMessage(Words::tr("This key only reads"),
            Words::tr("%1. %2 Use a key that may write.").arg(call.title, call.kept));
    else
        strip.setMessage(call.title, u"%1 %2"_s.arg(call.error.message, call.kept));
    strip.clearButtons();
    if (readsOnly || keyRefused)
        addButton(strip, Words::tr("Keys and connections"), "failureKeys", call.keys);
    addButton(strip, Words::tr("Try again"), "failureAgain", call.again);
    strip.show();
}
