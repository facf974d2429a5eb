// SPDX-License-Identifier: MIT
#pragma once

#include "faults/standin.h"
#include "switchbench.h"

// The service's own hosts, played on this machine, for benches that reach them through its proxy.
class HostsHere {
public:
    StandIn &standIn() const { return *m_standIn; }
    void goThrough(SwitchBench &bench)
    {
        if (!m_standIn) {
            auto started = StandIn::start(m_folder.path(), {});
            if (!started)
                qFatal("%s", qPrintable(started.error().message));
            m_standIn = *std::move(started);
        }
        const auto set = bench->network().set({.proxy = NetworkOptions::Proxy::Http,
            .host = QStringLiteral("127.0.0.1"),
            .port = m_standIn->proxyPort(),
            .caFile = m_standIn->caFile()});
        if (!set)
            qFatal("%s", qPrintable(set.error().message));
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<StandIn> m_standIn;
};

inline Result<Customer> makeCustomer(SwitchBench &bench)
{
    NewCustomer customer;
    customer.email = QStringLiteral("a@example.com");
    customer.name = QStringLiteral("A");
    return resultOf(bench->client().createCustomer(customer));
}
