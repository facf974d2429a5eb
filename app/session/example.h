// SPDX-License-Identifier: MIT
#pragma once

#include "session/purchase.h"
#include "session/scenario.h"

// "Try the PixelGen example": makes meter, product and customer through the same calls as the pages, and
// lists them.
class Example : public QObject {
    Q_OBJECT
public:
    struct Line {
        enum class Kind { Meter, Product, Subscription };
        Kind kind = Kind::Meter;
        QString name;
        QString id;
    };

    Example(Session &session, Scenario scenario, QObject *parent = nullptr);

    void start();
    const QList<Line> &lines() const { return m_lines; }
    const Scenario &scenario() const { return m_scenario; }

Q_SIGNALS:
    void changed(); // one more line
    void finished();
    void failed(const Error &error);

private:
    bool isElsewhere();
    void finish();
    void fail(const Error &error);
    void makeProduct(const Meter &meter);
    void buy(const Product &product);
    void add(Line::Kind kind, const QString &name, const QString &id);

    Session &m_session;
    Scenario m_scenario;
    QList<Line> m_lines;
    QByteArray m_world; // where it was begun
    bool m_running = false;
    Purchase m_purchase;
};
