// SPDX-License-Identifier: MIT
#pragma once

#include "commands/workbench.h"
#include "ui/demo/demoplayer.h"

// What a demo leaves in its folder beside the pictures: result.json, events.jsonl (as sent, in order) and
// invoice.json (the period of usage-history).
class DemoResults : public QObject {
    Q_OBJECT
public:
    DemoResults(Workbench &bench, const QString &folder, QObject *parent = nullptr);

    void write(const QList<DemoPlayer::Outcome> &outcomes);

Q_SIGNALS:
    void written(); // everything is in the folder
    void failed(const Error &error);

private:
    void readExchanges(qint64 after);
    void take(const ExchangePage &page);
    void readInvoice();
    bool save(const QString &name, const QByteArray &bytes);

    Workbench &m_bench;
    QString m_folder;
    QByteArray m_events;
};
