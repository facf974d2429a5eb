// SPDX-License-Identifier: MIT
#pragma once

#include "session/logfollower.h"
#include "ui/pages/connectwords.h"

#include <QDialog>

class Button;
class ConnectLamp;
class ConnectLines;
class ConnectWatch;
class CopyButton;
class QLabel;
class QLineEdit;
class QScrollArea;

// What another program needs to use this sandbox; the keys are the sandbox's own.
struct ConnectInfo {
    QString dodoUrl; // http://127.0.0.1:4010
    QString imageUrl; // http://127.0.0.1:4010/v1
    QByteArray apiKey;
    QByteArray webhookKey;
};

// "Connect my own program": address, key and lines to copy, and a lamp that says which program arrived and
// whether its events counted. Counts from when it was made, or from the last reset. Esc closes it.
class ConnectPanel : public QDialog {
    Q_OBJECT

public:
    ConnectPanel(const ConnectInfo &info, Session &session, LogFollower &follower, LogModel &log,
        QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeContent();
    QLayout *makeHead();
    QList<EnvironmentLine> environment() const;
    QLayout *makeAddress();
    QWidget *makeKey();
    QLayout *makeWarnings();
    QLayout *makeCustomer();
    QLayout *makeLamp();
    QLayout *makeFoot();
    void reveal();
    void showTally();
    void showCustomer();
    void showWhere();

    ConnectInfo m_info;
    Session &m_session;
    ConnectWatch *m_watch;
    QLineEdit *m_key = nullptr;
    Button *m_reveal = nullptr;
    ConnectLines *m_lines = nullptr;
    ConnectLamp *m_lamp = nullptr;
    QLabel *m_others = nullptr;
    QLabel *m_customer = nullptr;
    QLabel *m_elsewhere = nullptr; // billing goes to a real service now
    CopyButton *m_copyCustomer = nullptr;
    QScrollArea *m_area = nullptr;
};
