// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageflight.h"

// The job API of stable-diffusion.cpp's sd-server (image-api.md 3.1): POST /sdcpp/v1/img_gen, then the job is
// asked until it is done. A job in its queue can be cancelled there.
class SdServerFlight : public ImageFlight {
    Q_OBJECT
public:
    SdServerFlight(ImageClient &client, Order order);

private:
    struct Job;

    void attempt() override;
    void leave() override;
    void taken(const ImageCall::End &end);
    void ask();
    void answered(const ImageCall::End &end);
    void unanswered(const ImageCall::End &end);
    void follow(const Job &job);
    Error failureOf(const Job &job) const;
    void expire();
    QUrl jobUrl(const QString &action = {}) const;

    QTimer m_poll;
    QTimer m_deadline;
    QString m_job;
    int m_unanswered = 0; // in a row
};
