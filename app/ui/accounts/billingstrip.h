// SPDX-License-Identifier: MIT
#pragma once

#include "ui/desk.h"

#include <QWidget>

class MessageStrip;

// Below the top bar while a real service answers, but refuses: says why and what can be done. A service that
// does not answer at all is the rescue's. Takes no room otherwise.
class BillingStrip : public QWidget {
    Q_OBJECT

public:
    explicit BillingStrip(const Desk &desk, QWidget *parent = nullptr);
    void tell(const Error &error);

Q_SIGNALS:
    void keyRequested(Destination::Mode mode, const QString &trouble);
    void connectionRequested();

private:
    void refuseKey(Destination::Mode mode, const Error &error);
    void addButtons(const Error &error);
    void clear();

    Desk m_desk;
    MessageStrip *m_strip;
};
