// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "programs/program.h"
#include "ui/code/askfolder.h"
#include "ui/pages/connectpanel.h"

class Button;
class CodeFiles;
class CodeKinds;
class CodeSetup;
class CodeWebhook;
class ComboBox;
class ConnectLamp;

// "In your own code": for a live meter the complete small program in each language, with the lines its
// environment needs, what is simulated, and the lamp that says whether it arrived. Esc closes it.
class CodeWindow : public QDialog {
    Q_OBJECT

public:
    // All must outlive it.
    CodeWindow(const ConnectInfo &info, Session &session, LogFollower &follower, LogModel &log,
        QWidget *parent = nullptr);

    void showFor(const MeterId &meter); // empty: the meter of this program, else the newest
    void setAskFolder(AskFolder ask);
    const Program &program() const { return m_program; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeHead();
    QLayout *makeBody();
    QLayout *makeFoot();
    void choose(const MeterId &meter);
    void showMeters();
    void showProgram();
    void showLamp();
    ConnectInfo info() const; // of where billing goes now; no key of a real service
    const Meter *meter() const;
    ProgramOrder order() const;

    ConnectInfo m_info;
    Session &m_session;
    ConnectWatch *m_watch;
    Program m_program;
    ComboBox *m_meters = nullptr;
    CodeKinds *m_kinds = nullptr;
    CodeFiles *m_files = nullptr;
    CodeSetup *m_setup = nullptr;
    ConnectLamp *m_lamp = nullptr;
    Button *m_reset = nullptr;
    CodeWebhook *m_webhook = nullptr;
};
