// SPDX-License-Identifier: MIT
#pragma once

#include <QSize>
#include <QString>

#include <optional>

// What a picture was asked for, as far as a file tells: enough to ask for it again.
struct PictureSettings {
    QString prompt;
    QString negative;
    QString model; // as its own program named it
    QSize size; // 16 to 8192 each way; invalid when the file tells none or another
    std::optional<quint64> seed;

    friend bool operator==(const PictureSettings &, const PictureSettings &) = default;
};

// The `parameters` text that Stable Diffusion WebUI and programs like it keep in a PNG: the prompt, a line
// "Negative prompt: …", and a line of pairs "Size: 1024x1024, Seed: 7, …".
constexpr char webUiKeyword[] = "parameters";
QString webUiText(const PictureSettings &settings);
bool isOwnWebUiText(QStringView text); // written by webUiText()

// Takes any program's; nothing in it is trusted. nullopt when there is nothing to ask for in it.
std::optional<PictureSettings> fromWebUiText(QStringView text);
