// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"
#include "commands/generatearguments.h"
#include "commands/workbench.h"
#include "session/example.h"

#include <QTimer>

struct GenerateReport;

// One run of `generate`: reads the service's state, orders the pictures, and says of each what became of it.
class TerminalRun : public QObject {
    Q_OBJECT
public:
    TerminalRun(Workbench &bench, GenerateArguments options, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(Exit code);

private:
    void begin();
    void makeExample();
    void order();
    void ended(PictureJob *job);
    void giveUp();
    void fail(const Error &error);
    void sayNext();
    void say(const GenerateReport &report);
    GenerateReport reportOf(const PictureJob &job) const;
    QString target(const PictureJob *job) const;

    Workbench &m_bench;
    const GenerateArguments m_options;
    std::unique_ptr<Example> m_example;
    QList<PictureJob *> m_jobs;
    QList<PictureJob *> m_toSay; // the first is being written
    QSet<PictureJob *> m_known; // to be said, or said
    QTimer m_patience;
    Exit m_code = Exit::Done;
    bool m_begun = false;
};
