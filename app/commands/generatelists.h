// SPDX-License-Identifier: MIT
#pragma once

#include "commands/console.h"
#include "commands/workbench.h"

enum class ListAs { Text, Json };

// `generate --list-providers`: one line or object each.
void printProviders(ListAs as);

// `generate --list-models`: what the profile and the server know, living ones first.
class ModelList : public QObject {
    Q_OBJECT
public:
    ModelList(Workbench &bench, QByteArray provider, ListAs as, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(Exit code);

private:
    void show();

    Workbench &m_bench;
    const QByteArray m_provider;
    const ListAs m_as;
};
