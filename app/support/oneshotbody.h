// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

// A request body that can be read once. Qt sends a request again by itself when the server hangs up without
// an answer; with a body it cannot rewind, it fails instead. For calls that must not happen twice. Set the
// Content-Length header and QNetworkRequest::DoNotBufferUploadDataAttribute with it.
class OneShotBody : public QIODevice {
public:
    OneShotBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(ReadOnly | Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = qMin(most, qint64(m_bytes.size() - m_at));
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += qsizetype(count);
        return count > 0 || most == 0 ? count : -1;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qsizetype m_at = 0;
};
