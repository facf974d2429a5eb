// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageanswer.h"
#include "imaging/imagecall.h"
#include "imaging/imageclient.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

// Pictures under way, whatever the protocol: the tries, the cancelling, the record for the log, the delivery
// and the one result. What is asked, and how, is the protocols' (OpenAiFlight, WebUiFlight, SdServerFlight).
// Deletes itself when done.
class ImageFlight : public QObject {
    Q_OBJECT
public:
    struct Order {
        ImageDestination to; // as it was when the call was made
        ImageRequest request;
        CallSource<Pictures> source;
    };

    static ImageFlight *make(ImageClient &client, const Order &order);
    ~ImageFlight() override;

    void start();

protected:
    ImageFlight(ImageClient &client, Order order);

    virtual void attempt() = 0;
    virtual void leave() { } // cancelled or too slow: tells the server to stop, where it listens

    const ImageDestination &to() const { return m_order.to; }
    const ImageRequest &asked() const { return m_order.request; }
    const QString &server() const { return m_server; } // its name, to show
    const ImageLimits &limits() const { return m_client.m_limits; }
    QNetworkAccessManager &network() const { return m_client.m_network; }
    milliseconds patience() const; // for the whole of a try
    qsizetype mostBytes() const; // of an answer with the pictures inside

    QNetworkRequest request(const QUrl &url) const;
    ImageCall *post(const QNetworkRequest &request); // the order itself: the one call that costs
    ImageCall *get(const QUrl &url, milliseconds deadline, qsizetype bytes);
    bool serverAtWork() const; // as far as one can know
    bool done() const { return m_done; }
    QByteArray nextExchange() const { return m_client.m_ids.next(Prefix::Exchange); }
    void serverTookIt() { m_taken = true; } // a job, or the picture is made: a cancel cuts no call

    Error told(const ImageCall::End &end) const; // what an answer with another status than 2xx says
    void failed(const Error &error, const ImageCall::End &end); // tries again where it may
    void record(const ImageCall::End &end, const std::optional<Error> &failure);
    void deliver(const Result<ImageAnswers> &answers);
    void abandon(const Error &error); // a try whose answer nobody waits for any more
    void conclude(const Result<Pictures> &result);
    static int percentOf(double part); // of a server's own number, which may be any
    void showStage(const QString &name, int done, int total, const QByteArray &preview = {}) const;
    void showPreview(const QString &name, int done, int total, const QByteArray &base64);

    // Megabytes of JSON and base64 are the pool's work.
    template<typename T, typename Work, typename Then>
    void onPool(Work work, Then then)
    {
        const CallSource<T> source;
        whenDone(source.call(), this, std::move(then));
        QThreadPool::globalInstance()->start([source, work = std::move(work)] { source.finish(work()); });
    }

private:
    void cancel();
    QByteArray body() const;
    bool doWithout(const Error &error);
    Picture known() const;
    void addSeeds(ImageAnswers &answers) const;

    ImageClient &m_client;
    const Order m_order;
    const QString m_server;
    QPointer<ImageCall> m_main;
    QTimer m_wait;
    QElapsedTimer m_elapsed;
    TimePoint m_startedAt;
    Headers m_requestHead;
    QStringList m_without; // fields this server turned out not to know
    int m_retries = 0;
    int m_shown = -1; // the last preview's place, so that none comes after a later one
    bool m_taken = false;
    bool m_recorded = false; // this try
    bool m_done = false;
};
