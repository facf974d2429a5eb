// SPDX-License-Identifier: MIT
#include "painter/subjects.h"

#include "painter/scenenames.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include <cmath>

using namespace Qt::StringLiterals;

static void loadSubjectResource()
{
    Q_INIT_RESOURCE(subjects);
}

namespace {

constexpr std::array<QLatin1String, 15> kinds
    = {QLatin1String("beast"), QLatin1String("head"), QLatin1String("human"), QLatin1String("person"),
        QLatin1String("figure"), QLatin1String("bird"), QLatin1String("flyer"), QLatin1String("swimmer"),
        QLatin1String("boat"), QLatin1String("car"), QLatin1String("house"), QLatin1String("plant"),
        QLatin1String("item"), QLatin1String("food"), QLatin1String("sky")};

constexpr std::array<QLatin1String, 6> wornNames = {QLatin1String("nowhere"), QLatin1String("head"),
    QLatin1String("round"), QLatin1String("eyes"), QLatin1String("neck"), QLatin1String("back")};

// "0.3,0.2,0.4": the middle of the face, and its width, by the drawing's width.
bool readFace(Subject &subject, QStringView value)
{
    const QList<QStringView> parts = value.split(u',');
    if (parts.size() != 3)
        return false;
    subject.face = QRectF(parts[0].toDouble(), parts[1].toDouble(), parts[2].toDouble(), parts[2].toDouble());
    return subject.face.width() > 0;
}

quint32 *colourNote(Subject &subject, QStringView key)
{
    if (key == "cloth"_L1)
        return &subject.cloth;
    if (key == "coat"_L1)
        return &subject.coat;
    if (key == "limbs"_L1)
        return &subject.limbs;
    return key == "socks"_L1 ? &subject.socks : nullptr;
}

bool readNote(Subject &subject, QStringView note)
{
    const qsizetype equals = note.indexOf(u'=');
    const QStringView key = equals < 0 ? note : note.left(equals);
    const QStringView value = equals < 0 ? QStringView() : note.mid(equals + 1);
    if (key == "home"_L1) {
        subject.home = SceneNames::parse<Place>(SceneNames::places, value);
        return subject.home.has_value();
    }
    if (quint32 *colour = colourNote(subject, key)) {
        bool ok = false;
        *colour = value.toString().toUInt(&ok, 16);
        return ok;
    }
    if (key == "prop"_L1) {
        subject.prop = value.toString();
        return !subject.prop.isEmpty();
    }
    if (key == "head"_L1) {
        subject.head = value.toString();
        return !subject.head.isEmpty();
    }
    if (key == "outfit"_L1) {
        subject.outfit = value.toString().split(u'+');
        return !subject.outfit.isEmpty();
    }
    if (key == "worn"_L1) {
        const auto worn = SceneNames::parse<Subject::Worn>(wornNames, value);
        subject.worn = worn.value_or(Subject::Worn::Nowhere);
        return worn.has_value();
    }
    if (key == "rim"_L1)
        return (subject.rim = value.toFloat()) > 0;
    if (key == "face"_L1)
        return readFace(subject, value);
    if (key == "perch"_L1)
        return subject.perches = true;
    if (key == "skirt"_L1)
        return subject.skirt = true;
    if (key == "glow"_L1)
        return subject.glows = true;
    if (key == "float"_L1)
        return subject.floats = true;
    if (key == "hover"_L1)
        return subject.hovers = true;
    return false;
}

std::optional<Subject> readSubject(QStringView line)
{
    const QList<QStringView> columns = line.split(u'\t');
    if (columns.size() < 5)
        return std::nullopt;
    Subject subject;
    subject.id = columns[0].toString();
    subject.vector = columns[1].toString();
    const auto kind = SceneNames::parse<Subject::Kind>(kinds, columns[2]);
    bool ok = false;
    subject.height = columns[3].toFloat(&ok);
    if (!kind || !ok)
        return std::nullopt;
    subject.kind = *kind;
    for (const QStringView word : columns[4].split(u',', Qt::SkipEmptyParts))
        subject.words += word.trimmed().toString();
    if (columns.size() > 5) {
        for (const QStringView note : columns[5].split(u' ', Qt::SkipEmptyParts))
            ok = readNote(subject, note) && ok;
    }
    return ok && !subject.words.isEmpty() ? std::optional(subject) : std::nullopt;
}

// The part of an image that is not transparent.
QRect inked(const QImage &image)
{
    int left = image.width(), right = -1, top = image.height(), bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(line[x]) < 24)
                continue;
            left = std::min(left, x);
            right = std::max(right, x);
            top = std::min(top, y);
            bottom = y;
        }
    }
    return right < 0 ? QRect(0, 0, 1, 1) : QRect(QPoint(left, top), QPoint(right, bottom));
}

} // namespace

bool Subject::living() const
{
    switch (kind) {
    case Kind::Beast:
    case Kind::Head:
    case Kind::Human:
    case Kind::Person:
    case Kind::Figure:
    case Kind::Bird:
    case Kind::Swimmer:
        return true;
    default:
        return false;
    }
}

float Subject::share() const
{
    switch (kind) {
    case Kind::House:
        return 0.5F;
    case Kind::Person:
        return 0.62F;
    case Kind::Head:
    case Kind::Human:
        return 0.5F;
    case Kind::Figure:
    case Kind::Beast:
        return 0.44F;
    case Kind::Car:
        return 0.5F;
    case Kind::Boat:
        return 0.34F;
    case Kind::Bird:
        return 0.26F;
    case Kind::Flyer:
        return 0.36F;
    case Kind::Swimmer:
        return 0.46F;
    case Kind::Plant:
        return 0.46F;
    case Kind::Sky:
        return 0.3F;
    case Kind::Item:
    case Kind::Food:
        return 0.42F;
    }
    return 0.4F;
}

const Subjects &Subjects::builtin()
{
    static const Subjects subjects = [] {
        loadSubjectResource();
        QFile file(u":/subjects/subjects.tsv"_s);
        return Subjects(file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString());
    }();
    return subjects;
}

Subjects::Subjects(const QString &table)
{
    for (const QStringView line : QStringView(table).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u'#'))
            continue;
        if (const std::optional<Subject> subject = readSubject(line)) {
            m_byId.insert(subject->id, int(m_subjects.size()));
            m_subjects += *subject;
        } else {
            ++m_badLines;
        }
    }
}

const Subject *Subjects::find(const QString &id) const
{
    const int at = m_byId.value(id, -1);
    return at < 0 ? nullptr : &m_subjects.at(at);
}

QImage rasterize(const QString &vector, int longest)
{
    QFile file(u":/subjects/%1.svg"_s.arg(vector));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll());
    if (!renderer.isValid())
        return {};
    const QSizeF box = renderer.viewBoxF().size();
    const auto drawn = [&](double scale, QRectF part) {
        QImage image(std::max(1, int(std::lround(part.width() * scale))),
            std::max(1, int(std::lround(part.height() * scale))), QImage::Format_ARGB32_Premultiplied);
        image.fill(0);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter,
            QRectF(-part.x() * scale, -part.y() * scale, box.width() * scale, box.height() * scale));
        return image;
    };
    // A small drawing first, to find the margin; then the part that counts at its full size.
    const double probe = 96.0 / std::max(box.width(), box.height());
    const QRect ink = inked(drawn(probe, QRectF({}, box)));
    const QRectF part = QRectF(ink.x() / probe, ink.y() / probe, ink.width() / probe, ink.height() / probe)
                            .adjusted(-1 / probe, -1 / probe, 1 / probe, 1 / probe)
                            .intersected(QRectF({}, box));
    return drawn(longest / std::max(part.width(), part.height()), part);
}
