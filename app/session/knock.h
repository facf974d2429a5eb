// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/networkoptions.h"

#include <QTimer>
#include <QUrl>

#include <functional>

class QSslSocket;

// Whether a service can be reached, by the way the transport takes: the same proxy, the same authorities. No
// request and no key leave. Tells once and deletes itself.
class Knock : public QObject {
    Q_OBJECT
public:
    Knock(const QUrl &address, const NetworkOptions &options, milliseconds within,
        std::function<void(bool answers)> then, QObject *parent);
    ~Knock() override;

private:
    void tell(bool answers);

    std::function<void(bool)> m_then;
    std::unique_ptr<QSslSocket> m_socket;
    QTimer m_deadline;
};
