// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

// One start of the program as a person types it. Ends with the object.
class Program {
public:
    explicit Program(const QStringList &arguments, const QProcessEnvironment &more = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(more);
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(PIXELMETER), arguments);
        if (!m_process.waitForStarted(20000))
            qFatal("%s", qPrintable(m_process.errorString()));
    }
    ~Program()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(20000);
    }

    qint64 id() const { return m_process.processId(); }
    void write(const QByteArray &input)
    {
        m_process.write(input);
        m_process.closeWriteChannel();
    }
    // -1: it is still running after the time, or was killed.
    int exitCode(int milliseconds = 60000)
    {
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(milliseconds))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    QByteArray readLine() // of stdout; empty when it ends or 20 s pass without one
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20000)) { }
        return m_process.readLine();
    }
    QByteArray output() { return m_process.readAllStandardOutput(); }
    QByteArray complaint() { return m_process.readAllStandardError(); }
    void signal(int number) const { ::kill(pid_t(id()), number); }

private:
    QProcess m_process;
};

// A sandbox that runs alone, and a plain client with its key.
class Served {
public:
    explicit Served(QStringList arguments, const QProcessEnvironment &more = {})
        : program(
            QStringList{QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")} + arguments,
            more)
        , ready(QJsonDocument::fromJson(program.readLine()).object())
    {
    }

    QString url() const { return ready[QLatin1StringView("dodo_url")].toString(); }
    QByteArray key() const { return ready[QLatin1StringView("api_key")].toString().toUtf8(); }

    struct Answer {
        int status = 0;
        QByteArray body;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        QJsonArray items() const { return json()[QLatin1StringView("items")].toArray(); }
    };
    Answer call(const QByteArray &method, const QString &target, const QByteArray &body = {})
    {
        return call(method, target, body, key());
    }
    Answer call(
        const QByteArray &method, const QString &target, const QByteArray &body, const QByteArray &token)
    {
        QNetworkRequest request(QUrl(url() + target));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token);
        const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 20000))
            return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }

    Program program;
    const QJsonObject ready; // the line it printed

private:
    QNetworkAccessManager m_network;
};
