// SPDX-License-Identifier: MIT
#include "served.h"

#include "requests.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTextStream>
#include <QUrl>

#include <httplib.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120000; // milliseconds; the peer's packages are installed the first time

} // namespace

std::unique_ptr<Served> Served::start(const QString &program, const QStringList &arguments)
{
    auto out = std::make_unique<Served>();
    out->m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    out->m_process.start(program, arguments);
    QElapsedTimer timer;
    timer.start();
    while (!out->m_process.canReadLine() && timer.elapsed() < patience
        && out->m_process.state() != QProcess::NotRunning)
        out->m_process.waitForReadyRead(patience);
    out->m_ready = QJsonDocument::fromJson(out->m_process.readLine()).object();
    if (out->port() != 0)
        return out;
    QTextStream(stderr) << program << " does not come up." << Qt::endl;
    return nullptr;
}

std::unique_ptr<Served> Served::sandbox(const QString &folder)
{
    return start(QStringLiteral(PIXELMETER_PROGRAM), {u"serve"_s, u"--port"_s, u"0"_s, u"--data"_s, folder});
}

std::unique_ptr<Served> Served::fastify()
{
    return start(QStringLiteral(BENCH_PEERS "/run"), {QStringLiteral(BENCH_WORK), u"fastify.mjs"_s});
}

Served::~Served()
{
    m_process.terminate();
    if (!m_process.waitForFinished(patience))
        m_process.kill();
    m_process.waitForFinished(patience);
}

quint16 Served::port() const
{
    const int told = m_ready["port"_L1].toInt();
    return quint16(told ? told : QUrl(m_ready["dodo_url"_L1].toString()).port(0));
}

double Served::cpu() const
{
    QFile file(u"/proc/%1/stat"_s.arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const auto fields = all.mid(all.lastIndexOf(')') + 2).split(' '); // from the third one on
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong())
        / double(sysconf(_SC_CLK_TCK));
}

qint64 Served::kilobytes(const QByteArray &field) const
{
    QFile file(u"/proc/%1/status"_s.arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(field + ':'))
            return line.mid(field.size() + 1).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

Served::Reply Served::ask(const QByteArray &method, const QByteArray &target, const QJsonObject &body) const
{
    httplib::Client client("127.0.0.1", port());
    client.set_tcp_nodelay(true);
    client.set_read_timeout(120);
    httplib::Request request;
    request.method = method.toStdString();
    request.path = target.toStdString();
    request.headers = {{"Authorization", std::string("Bearer ") + benchKey}};
    if (!body.isEmpty()) {
        request.headers.emplace("Content-Type", "application/json");
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    }
    QElapsedTimer timer;
    timer.start();
    const auto answer = client.send(request);
    Reply out;
    out.milliseconds = double(timer.nsecsElapsed()) / 1e6;
    if (!answer)
        return out;
    out.status = answer->status;
    out.bytes = qint64(answer->body.size());
    out.json = QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object();
    return out;
}
