// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"
#include "programs/program.h"
#include "ui/pages/connectpanel.h"

#include <QScrollArea>

class Card;
class ElidedLabel;

// Beside the program: the lines its environment needs, how to run it, and what the sandbox plays.
class CodeSetup : public QScrollArea {
    Q_OBJECT

public:
    explicit CodeSetup(const ConnectInfo &info, QWidget *parent = nullptr);

    // Where billing goes. A real service's key is a word to replace: keys stay where they are kept.
    void setInfo(const ConnectInfo &info, Destination::Mode mode);
    // `subscription` and its customer are null before there is one.
    void setProgram(const Program &program, ProgramKind kind, const Subscription *subscription);
    void setFolder(const QString &folder); // where it was saved; empty: not yet

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    QLayout *makeHint();
    QLayout *makeRun();
    QLayout *makeNotes();
    QList<EnvironmentLine> environment(const Program &program, const Subscription *subscription) const;
    void showRun();

    ConnectInfo m_info;
    Destination::Mode m_mode = Destination::Mode::Sandbox;
    QStringList m_run;
    QString m_folder;
    ConnectLines *m_lines;
    QWidget *m_simulated = nullptr; // what the sandbox plays
    QWidget *m_hint = nullptr;
    QLabel *m_hintText = nullptr;
    Card *m_runBox = nullptr;
    CopyButton *m_copyRun = nullptr;
    QList<ElidedLabel *> m_runLabels;
};
