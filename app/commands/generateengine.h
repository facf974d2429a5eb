// SPDX-License-Identifier: MIT
#pragma once

#include "commands/generatearguments.h"
#include "session/engines.h"

// The environment variable that must hold the provider's key and does not; empty when all is there.
QString missingKeyVariable(const Provider &provider, const QProcessEnvironment &environment);

// The environment variable that sends the provider's programs to another server; empty when none does. The
// key beside it is that server's, so it must not go to the provider.
QString divertingVariable(const Provider &provider, const QProcessEnvironment &environment);

// A provider set up for one command: address and model from the arguments, the key from the environment.
// What the workspace had is put back at the end.
class BorrowedEngine {
public:
    BorrowedEngine(Engines &engines, const GenerateArguments &options);
    ~BorrowedEngine();
    Q_DISABLE_COPY_MOVE(BorrowedEngine)

    // The model that is asked for when none was named; empty lets the server choose.
    QString model() const { return m_engines.engine(m_before.provider).model; }
    bool ready() const { return m_engines.engine(m_before.provider).ready; }

private:
    Engines &m_engines;
    const Engine m_before;
    bool m_changed = false;
};
