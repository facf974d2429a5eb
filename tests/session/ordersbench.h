// SPDX-License-Identifier: MIT
#pragma once

#include "studiobench.h"

#include <QJsonDocument>
#include <QJsonObject>

constexpr auto generations = "/v1/images/generations";
inline const QList<QColor> colours{Qt::red, Qt::green, Qt::blue, Qt::cyan};

// Two cents a picture, up to ten in one request.
inline PictureOrder order(int count)
{
    PictureOrder order;
    order.prompt = QStringLiteral("a lake");
    order.provider = "xai";
    order.model = QStringLiteral("grok-imagine-image");
    order.count = count;
    return order;
}

inline QByteArray answerBody(int count)
{
    QByteArrayList items;
    for (int i = 0; i < count; ++i)
        items.append(dataItem(pictureFile("PNG", colours[i % colours.size()])));
    return "{\"data\":[" + items.join(',') + "]}";
}

inline QByteArray answer(int count)
{
    return PathPeer::json(answerBody(count));
}

inline QJsonObject bodyOf(const QByteArray &request)
{
    return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
}

// The example's customer, and an image server of the test's own behind xAI's profile.
class OrdersBench {
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_peer = std::make_unique<PathPeer>();
        m_bench = std::make_unique<StudioBench>(m_folder->path());
        QVERIFY(m_bench->makeExample());
        m_bench->use("xai", m_peer->url().port());
    }

    void finish()
    {
        m_bench.reset();
        m_peer.reset();
    }

    QList<PictureJob *> make(const PictureOrder &order) { return *m_bench->studio().order(order); }
    qsizetype metered() { return resultOf(m_bench->client().events()).valueOr({}).size(); }
    qsizetype kept() { return resultOf(m_bench->outbox().images()).valueOr({}).size(); }
    QJsonObject sent(qsizetype i) const { return bodyOf(m_peer->requests(generations).value(i)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PathPeer> m_peer;
    std::unique_ptr<StudioBench> m_bench;
};
