// SPDX-License-Identifier: MIT
#include "painter/bodycolours.h"

#include <array>

BodyColours coloursOf(const QImage &head)
{
    std::array<int, 4096> seen{};
    for (int y = head.height() / 8; y < head.height(); y += 2) {
        const auto *line = reinterpret_cast<const QRgb *>(head.constScanLine(y));
        for (int x = 0; x < head.width(); x += 2) {
            if (qAlpha(line[x]) > 250)
                ++seen[std::size_t(
                    (qRed(line[x]) >> 4) << 8 | (qGreen(line[x]) >> 4) << 4 | qBlue(line[x]) >> 4)];
        }
    }
    const auto colour = [](std::size_t i) {
        return QColor(int(i >> 8) * 16 + 8, int(i >> 4 & 15) * 16 + 8, int(i & 15) * 16 + 8);
    };
    std::size_t main = 0xa86;
    int most = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i] > most && colour(i).value() > 70) {
            most = seen[i];
            main = i;
        }
    }
    std::size_t pale = main;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const bool lighter = colour(i).lightness() > colour(pale).lightness() + 12;
        if (lighter && seen[i] * 14 > most)
            pale = i;
    }
    const QColor base = colour(main);
    return {base, pale == main ? base.lighter(125) : colour(pale), base.darker(135), base.darker(112),
        base.darker(150), base.darker(104)};
}
