// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QProcess>

#include <memory>
#include <optional>

// A server in a process of its own that says on its first line, as JSON, where it listens. Ends with this.
class Served {
public:
    // Nothing when it does not come up; why has been said.
    static std::unique_ptr<Served> start(const QString &program, const QStringList &arguments);
    static std::unique_ptr<Served> sandbox(const QString &folder); // pixelmeter serve
    static std::unique_ptr<Served> fastify();
    ~Served();

    quint16 port() const;
    double cpu() const; // seconds used so far
    qint64 kilobytes(const QByteArray &field) const; // of /proc/PID/status: VmRSS, RssAnon

    struct Reply {
        int status = 0;
        QJsonObject json;
        qint64 bytes = 0;
        double milliseconds = 0;
    };
    Reply ask(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {}) const;
    Reply post(const QByteArray &target, const QJsonObject &body) const { return ask("POST", target, body); }

private:
    QProcess m_process;
    QJsonObject m_ready;
};
