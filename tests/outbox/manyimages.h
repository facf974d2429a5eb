// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imageindex.h"
#include "outbox/workspaceschema.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QPainter>

// Fills a workspace folder that no Outbox has open with pictures, for tests and benches of long lists: rows
// and real PNG files, 5,000 in about a second.
struct ManyImages {
    int count = 5000;
    QSize pixels{256, 256}; // of the files
    int kinds = 24; // different files; the rest repeat them
    TimePoint newest{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
    std::chrono::minutes apart{20}; // between one picture and the next

    // Their ids, oldest first. Every 5th is OpenAI's and has cost something; there are 4 customers, and every
    // 7th picture has none.
    Result<QList<EventId>> fill(const QString &folder) const;

    ImageRow row(int n) const; // 0 is the oldest
    QByteArray png(int kind) const;
};

inline QByteArray ManyImages::png(int kind) const
{
    QImage image(pixels, QImage::Format_RGB32);
    QLinearGradient sky(0, 0, 0, pixels.height());
    sky.setColorAt(0, QColor::fromHsv(kind * 360 / kinds, 160, 200));
    sky.setColorAt(1, QColor::fromHsv((kind * 360 / kinds + 60) % 360, 90, 245));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromHsv((kind * 137) % 360, 220, 120));
    painter.drawEllipse(
        QPoint(pixels.width() / 2, pixels.height() * 3 / 4), pixels.width() / 3, pixels.height() / 6);
    painter.end();
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

inline ImageRow ManyImages::row(int n) const
{
    using namespace Qt::StringLiterals;
    static const QStringList things{u"a robot"_s, u"a lake"_s, u"an old lighthouse"_s, u"a café in Zürich"_s,
        u"two foxes"_s, u"a red bicycle"_s, u"a city of glass"_s};
    static const QStringList moods{
        u"at sunset"_s, u"in the rain"_s, u"under the stars"_s, u"in fog"_s, u"on a winter morning"_s};
    const bool bought = n % 5 == 4;
    const QByteArray id = "img_many" + QByteArray::number(n).rightJustified(6, '0');
    return {.id = {id},
        .file = QString::fromLatin1(id) + u".png"_s,
        .prompt = u"%1 %2, number %3"_s.arg(things[n % things.size()], moods[n / 7 % moods.size()]).arg(n),
        .caption = u"%1, %2"_s.arg(things[n % things.size()], moods[n / 7 % moods.size()]),
        .unknown = {},
        .engine = bought ? u"OpenAI"_s : u"Demo painter (offline, not AI)"_s,
        .model = bought ? u"gpt-image-2"_s : u"demo-painter"_s,
        .tier = n % 3 == 0 ? "hd" : "standard",
        .providerQuality = n % 3 == 0 ? "high" : "medium",
        .style = "vivid",
        .size = pixels,
        .seed = quint64(n) + 1,
        .at = newest - (count - 1 - n) * apart,
        .bytes = 4000,
        .paintMs = bought ? 9000 : 412,
        .customer = {n % 7 == 6 ? ""_ba : "cus_" + QByteArray::number(n % 4)},
        .event = n % 7 != 6,
        .provider = bought ? "openai" : "demo",
        .costUsd = bought ? Decimal::fromText("0.053") : std::nullopt};
}

inline Result<QList<EventId>> ManyImages::fill(const QString &folder) const
{
    const QString images = folder + QStringLiteral("/images/");
    if (!QDir().mkpath(images))
        return Error{.kind = Error::Kind::Storage, .message = images};
    const auto file
        = SqlFile::open(folder + QStringLiteral("/workspace.db"), Durability::Normal, workspaceSchema());
    if (!file)
        return file.error();
    QList<QByteArray> pictures;
    for (int kind = 0; kind < kinds; ++kind)
        pictures.append(png(kind));
    ImageIndex index(**file);
    QList<EventId> ids;
    const Result<void> done = (*file)->transaction([&]() -> Result<void> {
        for (int n = 0; n < count; ++n) {
            ImageRow one = row(n);
            QFile out(images + one.file);
            const QByteArray &bytes = pictures[n % kinds];
            if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
                return Error{.kind = Error::Kind::Storage, .message = out.errorString()};
            one.bytes = bytes.size();
            if (const auto added = index.insert(one, one.at); !added)
                return added;
            ids.append(one.id);
        }
        return {};
    });
    if (!done)
        return done.error();
    return ids;
}
