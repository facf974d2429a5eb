// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/networkoptions.h"
#include "support/result.h"

#include <QObject>

class ImageClient;
class Outbox;
class Transport;

// How this workspace reaches the network: kept there, the proxy's password for this run alone. Applied at the
// start and at each change to billing and to image servers alike.
class NetworkSettings : public QObject {
    Q_OBJECT
public:
    // All must outlive it.
    NetworkSettings(Outbox &outbox, Transport &transport, ImageClient &images, QObject *parent = nullptr);

    const NetworkOptions &options() const { return m_options; }
    // Refused with the wrong field's name, and nothing changes: host, port, ca_file, longest_wait.
    Result<void> set(const NetworkOptions &options);
    // The kept file of own authorities can no longer be read: a sentence for the page.
    QString trouble() const { return m_trouble; }

Q_SIGNALS:
    void changed();

private:
    void apply();

    Outbox &m_outbox;
    Transport &m_transport;
    ImageClient &m_images;
    NetworkOptions m_options;
    QString m_trouble;
};
