// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageflight.h"

// POST /sdapi/v1/txt2img of AUTOMATIC1111, Forge and SD.Next (image-api.md 3.3): one answer, while /progress
// tells how far it is; /interrupt stops it.
class WebUiFlight : public ImageFlight {
    Q_OBJECT
public:
    WebUiFlight(ImageClient &client, Order order);

private:
    void attempt() override;
    void leave() override;
    void ask();
    void progressed(const ImageCall::End &end);
    void ended(const ImageCall::End &end);

    QTimer m_poll;
    bool m_smallImage = true; // its current picture came small enough to be shown
    bool m_telling = true; // it has a /progress
    bool m_made = false; // the whole answer is here
    int m_percent = 0;
};
