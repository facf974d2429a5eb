// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/receipt.h"
#include "support/call.h"

// Whether a saved file tells how it was made. Only PNG files hold a text; JPEG and WebP never do.
enum class PictureText { Inside, LeftOut };

// A picture of the workspace as a file for elsewhere.
struct SaveOrder {
    QString source = {}; // the workspace's PNG
    QString target = {}; // for savePicture(); replaced when it is there
    QByteArray format = {}; // png, jpeg, webp; empty: by the target's ending, PNG without one
    PictureText text = PictureText::Inside;
    ReceiptBill bill = {}; // goes into the receipt; members that are empty leave what it holds

    friend bool operator==(const SaveOrder &, const SaveOrder &) = default;
};

// "png", "jpeg" or "webp" by a file name's ending; png without one, empty for an ending nobody writes here.
QByteArray formatForFile(const QString &name);

// The file's bytes: for a drag or the clipboard. Pool thread: JPEG and WebP are encoded anew.
Result<QByteArray> exportedBytes(const SaveOrder &order);

// exportedBytes() into the target, whole or not at all. Works on the pool.
Call<void> savePicture(const SaveOrder &order);

// What a file from elsewhere tells about its picture.
struct DroppedPicture {
    QString path;
    QByteArray format; // png, jpeg, webp: by the bytes
    QSize size; // in pixels
    std::optional<Receipt> receipt; // made by this program
    std::optional<PictureSettings> settings; // from the receipt, or as another program wrote them
    QString why; // a sentence, when there are no settings

    friend bool operator==(const DroppedPicture &, const DroppedPicture &) = default;
};

// An error with a sentence for what is no PNG, JPEG or WebP file, or larger than 64 MB. Works on the pool.
Call<DroppedPicture> readDropped(const QString &path);
