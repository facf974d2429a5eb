// SPDX-License-Identifier: MIT
#pragma once

#include "session/networksettings.h"

#include <QWidget>

#include <functional>

class Button;
class Field;
class PrefixedEdit;
class QLabel;
class Segments;

// Asks for a PEM file; calls back with its path when there is one. Replaced by tests.
using AskCaFile = std::function<void(QWidget *parent, std::function<void(const QString &)> chosen)>;

// How the network is reached: the proxy, own authorities, the longest wait. Taken at once for billing and
// image servers alike.
class NetworkForm : public QWidget {
    Q_OBJECT

public:
    explicit NetworkForm(NetworkSettings &network, QWidget *parent = nullptr);

    bool take(); // false, and the field that is wrong says why
    void showKept(); // what is in force
    void focusFirst();
    void setAsk(AskCaFile ask) { m_ask = std::move(ask); }

private:
    QWidget *makeProxy();
    QWidget *makeAuthority();
    QLayout *makeFoot();
    Field *makeField(const QString &label, PrefixedEdit *&edit, const char *name);
    void showProxy();
    NetworkOptions written() const;
    void refuse(const Error &error);

    NetworkSettings &m_network;
    AskCaFile m_ask;
    Segments *m_proxy = nullptr;
    QLabel *m_proxyHelp = nullptr;
    QWidget *m_own = nullptr; // the fields of an own proxy
    PrefixedEdit *m_host = nullptr;
    PrefixedEdit *m_port = nullptr;
    PrefixedEdit *m_user = nullptr;
    PrefixedEdit *m_password = nullptr;
    PrefixedEdit *m_ca = nullptr;
    Field *m_hostField = nullptr;
    Field *m_portField = nullptr;
    Field *m_caField = nullptr;
    Segments *m_wait = nullptr;
    Button *m_apply = nullptr;
};
