// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"
#include "commands/workbench.h"
#include "session/example.h"

#include <QTimer>

// One run of `generate`: reads the service's state, orders the pictures, and says of each what became of it.
class TerminalRun : public QObject {
    Q_OBJECT
public:
    struct Options {
        PictureOrder order;
        QString out; // copy of the first picture; the next get -2, -3 before the ending
        bool json = false;
        bool example = false; // make the example's meter, product and customer when there is no customer
    };

    TerminalRun(Workbench &bench, Options options, QObject *parent = nullptr);
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
    void say(const PictureJob &job);
    QString copyOut(const PictureTrack &track);

    Workbench &m_bench;
    Options m_options;
    std::unique_ptr<Example> m_example;
    QList<PictureJob *> m_jobs;
    QTimer m_patience;
    Exit m_code = Exit::Done;
    int m_open = 0;
    bool m_begun = false;
};
