// SPDX-License-Identifier: MIT
#pragma once

#include "commands/generatearguments.h"
#include "session/engines.h"

// The environment variable that must hold the provider's key and does not; empty when all is there.
QString missingKeyVariable(const Provider &provider, const QProcessEnvironment &environment);

// The environment variable that sends the provider's programs to another server; empty when none does. The
// key beside it is that server's, so it must not go to the provider.
QString divertingVariable(const Provider &provider, const QProcessEnvironment &environment);

// The provider as this command uses it: address and model from the arguments or else the workspace's, the key
// from the environment. The workspace keeps nothing of it. Its model is empty where the server may choose.
const Engine &borrowedEngine(Engines &engines, const GenerateArguments &options);
