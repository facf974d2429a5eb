// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageanswer.h"

#include <QObject>

class QNetworkAccessManager;

// From an answer to pictures: fetches those behind an address at once, without the key, decodes each on the
// pool and splits the tokens. One that cannot be had is an error of that entry alone.
class ImageDelivery : public QObject {
    Q_OBJECT
public:
    struct Limits {
        milliseconds deadline; // of one download
        qsizetype bytes;
    };

    // `known` is what all of them have in common.
    ImageDelivery(
        QNetworkAccessManager &network, QString server, Picture known, Limits limits, QObject *parent);

    void start(const ImageAnswers &answers);

Q_SIGNALS:
    void delivered(const Pictures &pictures);

private:
    void fetch(qsizetype index, const ImageAnswer &answer);
    void decode(qsizetype index, const ImageAnswer &answer, const QByteArray &bytes);
    void put(qsizetype index, const Result<Picture> &picture);
    void finish();
    Picture knownOf(const ImageAnswer &answer) const;

    QNetworkAccessManager &m_network;
    const QString m_server;
    Picture m_known;
    const Limits m_limits;
    std::optional<ImageUsage> m_usage;
    Pictures m_pictures;
    qsizetype m_open = 0;
};

// Whole tokens for each of `count` pictures; the first takes what is left over.
QList<ImageUsage> shares(const ImageUsage &usage, qsizetype count);
