// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imageflight.h"

// POST images/generations (image-api.md 2): one answer, or a stream with partial pictures before it. The demo
// painter's stream tells its stages.
class OpenAiFlight : public ImageFlight {
    Q_OBJECT
public:
    using ImageFlight::ImageFlight;

private:
    void attempt() override;
    void frame(const EventStream::Frame &frame);
    void ended(const ImageCall::End &end);

    QByteArray m_completed; // the stream's last word: the picture, or else an error
    bool m_hasPicture = false;
};
