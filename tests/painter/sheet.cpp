// SPDX-License-Identifier: MIT
#include "painter/lexicon.h"
#include "painter/painter.h"
#include "painter/reader.h"

#include <QFile>
#include <QPainter>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

// Paints a file of prompts, one a line up to its first tab, on one sheet to look at: sheet PROMPTS OUT.png
// [SIZE [COLUMNS [SEED]]]. With "-" for OUT it prints how each prompt is read instead.

namespace {

struct Unwatched : PaintMonitor {
    void stage(const QString &, int, int, const QImage &) override { }
    bool cancelled() const override { return false; }
};

QStringList promptsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList prompts;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            prompts += line.section(u'\t', 0, 0);
    }
    return prompts;
}

QSize sizeOf(const char *text)
{
    const QStringList edges = QString::fromLatin1(text).split(u'x');
    return {edges.first().toInt(), edges.last().toInt()};
}

int printReadings(const QStringList &prompts)
{
    for (const QString &prompt : prompts) {
        const Result<PromptReading> reading = readPrompt(prompt, Lexicon::builtin());
        const QString scene = reading ? toText(reading->scene) : u"refused"_s;
        const QString unknown = reading ? reading->unknown.join(u' ') : QString();
        std::printf("%s\t%s\t%s\n", qUtf8Printable(prompt), qUtf8Printable(scene), qUtf8Printable(unknown));
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const auto argument = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
    if (argc < 3)
        return 2;
    const QStringList prompts = promptsOf(QString::fromLocal8Bit(argv[1]));
    if (qstrcmp(argv[2], "-") == 0)
        return printReadings(prompts);
    const QSize cell = sizeOf(argc > 3 ? argv[3] : "384");
    const int columns = argument(4, 4);
    const QSize shown = cell.boundedTo(cell.scaled(512, 512, Qt::KeepAspectRatio));
    const int rows = (int(prompts.size()) + columns - 1) / columns;
    QImage sheet(columns * shown.width(), rows * shown.height(), QImage::Format_RGB32);
    sheet.fill(Qt::black);
    QPainter painter(&sheet);
    Unwatched monitor;
    for (int i = 0; i < prompts.size(); ++i) {
        const std::clock_t begin = std::clock();
        const auto painting
            = paint({.prompt = prompts.at(i), .size = cell, .seed = quint64(argument(5, 1))}, monitor);
        const auto ms = int((std::clock() - begin) * 1000 / CLOCKS_PER_SEC);
        std::printf("%d\t%d ms\t%s\n\t\t%s  [%s]\n", i + 1, ms, qUtf8Printable(prompts.at(i)),
            qUtf8Printable(painting ? painting->caption : painting.error().message),
            qUtf8Printable(painting ? painting->unknown.join(u' ') : QString()));
        if (painting)
            painter.drawImage(QRect(QPoint(i % columns * shown.width(), i / columns * shown.height()), shown),
                painting->image);
    }
    painter.end();
    return sheet.save(QString::fromLocal8Bit(argv[2])) ? 0 : 1;
}
