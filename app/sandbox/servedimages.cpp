// SPDX-License-Identifier: MIT
#include "sandbox/servedimages.h"

#include <QDir>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

constexpr auto lifetime = std::chrono::minutes{60};
constexpr int mostFiles = 40;

// Names sort by age: the moment in microseconds, 16 digits, then the part nobody can guess.
QByteArray nameFor(TimePoint now, const QByteArray &secret)
{
    const QByteArray moment = QByteArray::number(qint64(now.time_since_epoch().count()));
    return moment.rightJustified(16, '0') + '-' + secret + ".png";
}

bool isName(const QByteArray &name)
{
    const auto plain = [](char c) { return isalnum(uchar(c)) || c == '-' || c == '_'; };
    return name.size() > 21 && name.endsWith(".png") && name.at(16) == '-'
        && std::all_of(name.begin(), name.end() - 4, plain);
}

bool isFresh(const QByteArray &name, TimePoint now)
{
    bool ok = false;
    const TimePoint made{microseconds{name.left(16).toLongLong(&ok)}};
    return ok && now < made + lifetime;
}

} // namespace

ServedImages::ServedImages(const QString &folder)
    : m_folder(folder + "/served"_L1)
{
}

Result<QByteArray> ServedImages::keep(const QByteArray &png, const QByteArray &secret, TimePoint now) const
{
    const QByteArray name = nameFor(now, secret);
    QDir().mkpath(m_folder);
    QSaveFile file(m_folder + u'/' + QString::fromLatin1(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(png) != png.size() || !file.commit())
        return Error{.kind = Error::Kind::Storage, .message = file.errorString(), .status = 500};
    prune(now);
    return name;
}

std::optional<QByteArray> ServedImages::take(const QByteArray &name, TimePoint now) const
{
    if (!isName(name) || !isFresh(name, now))
        return {};
    QFile file(m_folder + u'/' + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

void ServedImages::prune(TimePoint now) const
{
    QDir folder(m_folder);
    const QStringList names = folder.entryList({u"*.png"_s}, QDir::Files, QDir::Name);
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (i + mostFiles < names.size() || !isFresh(names.at(i).toLatin1(), now))
            folder.remove(names.at(i));
    }
}
