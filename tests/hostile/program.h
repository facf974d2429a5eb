// SPDX-License-Identifier: MIT
#pragma once

#include "hostile/rawpeer.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

// `pixelmeter serve` as a process of its own, with a shop in it.
class Program {
public:
    Program() = default;
    ~Program();
    Q_DISABLE_COPY_MOVE(Program)
    bool start(); // and fills the shop
    bool refill(); // an empty world at today's date, and a new shop in it

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 residentKilobytes() const;
    quint16 port() const { return m_port; }
    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(m_port); }

    // A whole request with host, key and length.
    QByteArray bytes(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
        const QByteArray &type = "application/json") const;
    RawPeer::Ending call(
        const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const;
    QJsonObject json(const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const;

    struct Shop {
        QByteArray meter;
        QByteArray product;
        QByteArray customer;
        QByteArray session; // paid
        QByteArray openSession;
        QByteArray subscription;
        QByteArray payment;
        QByteArray webhook;
        QByteArray snapshot;
    };
    const Shop &shop() const { return m_shop; }

private:
    bool fill();

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    Shop m_shop;
};
