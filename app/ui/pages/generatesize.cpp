// SPDX-License-Identifier: MIT
#include "ui/pages/generatesize.h"

#include "ui/pages/generatewords.h"
#include "ui/parts/combobox.h"
#include "ui/parts/segments.h"

#include <QAbstractButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

const QSize usual[] = {{1024, 1024}, {1536, 1024}, {1024, 1536}};
enum Shape { Square, Wide, Tall };

Shape shapeOf(const QSize &size)
{
    return size.width() == size.height() ? Square : size.width() > size.height() ? Wide : Tall;
}

qint64 pixels(const QSize &size)
{
    return qint64(size.width()) * size.height();
}

// Of one shape the size that is nearest to what most servers draw.
std::optional<QSize> nearest(const QList<QSize> &sizes, Shape shape)
{
    std::optional<QSize> best;
    const qint64 wanted = pixels(usual[shape]);
    for (const QSize &size : sizes) {
        const auto off = [&](const QSize &one) { return std::llabs(pixels(one) - wanted); };
        if (shapeOf(size) == shape && (!best || off(size) < off(*best)))
            best = size;
    }
    return best;
}

} // namespace

void nameSegments(Segments *segments, const QString &name, const QString &label, const QStringList &names)
{
    segments->setObjectName(name);
    segments->setAccessibleName(label);
    for (int i = 0; i < segments->count(); ++i) {
        QAbstractButton *one = segments->segment(i);
        one->setObjectName(name + names.value(i));
        one->setAccessibleName(u"%1: %2"_s.arg(label, one->accessibleName()));
    }
}

GenerateSize::GenerateSize(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_others = new ComboBox(this);
    m_others->setObjectName(u"otherSize"_s);
    m_others->setAccessibleName(tr("Other size"));
    m_column->addWidget(m_others);
    connect(m_others, &QComboBox::activated, this, [this](int index) {
        m_current = m_others->itemData(index).toSize();
        Q_EMIT changed();
    });
    setSizes({});
}

void GenerateSize::setSizes(const QList<QSize> &sizes)
{
    const QList<QSize> now = sizes.isEmpty() ? QList<QSize>(std::begin(usual), std::end(usual)) : sizes;
    if (now == m_sizes)
        return;
    m_sizes = now;
    m_main.clear();
    for (const Shape shape : {Square, Wide, Tall}) {
        if (const auto size = nearest(m_sizes, shape))
            m_main.append(*size);
    }
    rebuild();
    setCurrent(m_current);
}

void GenerateSize::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    rebuild();
    setCurrent(m_current);
}

void GenerateSize::rebuild()
{
    delete m_segments; // never while it signals: engines and window sizes change it
    m_segments = new Segments(this);
    const bool more = m_main.size() < m_sizes.size();
    const bool icons = !(more && m_compact);
    const QString words[] = {tr("Square"), tr("Wide"), tr("Tall")};
    const IconName marks[] = {IconName::Square, IconName::RectangleHorizontal, IconName::RectangleVertical};
    const QString names[] = {u"Square"_s, u"Wide"_s, u"Tall"_s};
    QStringList objects;
    for (const QSize &size : std::as_const(m_main)) {
        const Shape shape = shapeOf(size);
        const int at = m_segments->addSegment(words[shape], icons ? marks[shape] : IconName::None);
        m_segments->segment(at)->setToolTip(generate::sizeText(size));
        objects.append(names[shape]);
    }
    if (more) {
        QAbstractButton *other = m_segments->segment(m_segments->addSegment(u"…"_s));
        other->setToolTip(tr("Other sizes"));
        other->setAccessibleName(tr("Other sizes"));
        objects.append(u"Other"_s);
    }
    nameSegments(m_segments, u"size"_s, tr("Size"), objects);
    m_column->insertWidget(0, m_segments);
    m_segments->show();
    connect(m_segments, &Segments::currentChanged, this, &GenerateSize::chosen);
    m_others->clear();
    for (const QSize &size : std::as_const(m_sizes)) {
        if (!m_main.contains(size))
            m_others->addItem(generate::sizeText(size), size);
    }
    m_others->raise(); // after them in the order of Tab
}

void GenerateSize::chosen(int segment)
{
    m_current = segment < m_main.size() ? m_main[segment] : m_others->currentData().toSize();
    showOthers();
    Q_EMIT changed();
}

void GenerateSize::showOthers()
{
    m_others->setVisible(!m_main.contains(m_current));
}

// What the model before had may not be there; then the first of its shape.
void GenerateSize::setCurrent(const QSize &size)
{
    const auto sameShape = std::ranges::find(m_main, shapeOf(size), shapeOf);
    m_current = m_sizes.contains(size)                ? size
        : size.isValid() && sameShape != m_main.end() ? *sameShape
                                                      : m_main.first();
    const auto segment = m_main.indexOf(m_current);
    m_segments->setCurrent(segment >= 0 ? int(segment) : int(m_main.size()));
    if (segment < 0)
        m_others->setCurrentIndex(m_others->findData(m_current));
    showOthers();
}

QWidget *GenerateSize::firstStop() const
{
    return m_segments->segment(0);
}
