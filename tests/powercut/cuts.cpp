// SPDX-License-Identifier: MIT
#include "powercut/cuts.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString placeOf(const Cut &cut)
{
    return u"cut at step %1, unsynced %2, seed %3: "_s.arg(cut.position).arg(int(cut.unsynced)).arg(cut.seed);
}

} // namespace

void CutTotal::add(const Cut &cut, const Finding &finding)
{
    ++cuts;
    losing += finding.lost > 0;
    lost += finding.lost;
    if (finding.lost > 0 && firstLost.isEmpty())
        firstLost = placeOf(cut) + finding.firstLost;
    broken += !finding.broken.isEmpty();
    if (!finding.broken.isEmpty() && firstBroken.isEmpty())
        firstBroken = placeOf(cut) + finding.broken;
}

void CutTotal::add(const CutTotal &other)
{
    cuts += other.cuts;
    losing += other.losing;
    lost += other.lost;
    broken += other.broken;
    reopened += other.reopened;
    firstLost = firstLost.isEmpty() ? other.firstLost : firstLost;
    firstBroken = firstBroken.isEmpty() ? other.firstBroken : firstBroken;
}

std::vector<Cut> cutsOf(const std::vector<DiskStep> &steps, const std::vector<qsizetype> &acknowledged,
    int count, QRandomGenerator &random)
{
    std::vector<Cut> out(static_cast<size_t>(count));
    for (size_t i = 0; i < out.size(); ++i) {
        Cut &cut = out[i];
        cut.position = random.bounded(qint64(steps.size()) + 1);
        if (i % 3 == 1) {
            while (cut.position < qsizetype(steps.size())
                && steps[size_t(cut.position)].kind != DiskStep::Kind::Sync)
                ++cut.position;
        } else if (i % 3 == 2) {
            cut.position = acknowledged[size_t(random.bounded(qint64(acknowledged.size())))];
        }
        cut.unsynced = Unsynced(random.bounded(unsyncedKinds));
        cut.seed = random.generate();
    }
    std::ranges::sort(out, {}, &Cut::position);
    return out;
}

QString writeFiles(const DiskImage &image, const QString &folder)
{
    for (auto file = image.cbegin(); file != image.cend(); ++file) {
        QFile out(QDir(folder).filePath(QString::fromUtf8(file.key())));
        if (!out.open(QIODevice::WriteOnly) || out.write(file->all()) != file->size())
            return u"The files could not be written."_s;
    }
    return {};
}
