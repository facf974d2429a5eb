// SPDX-License-Identifier: MIT
#include "ui/pages/generateoptions.h"

#include "ui/fonts.h"
#include "ui/pages/generaterows.h"
#include "ui/pages/generatesize.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/segments.h"
#include "ui/parts/slider.h"
#include "ui/parts/toggle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostPictures = 10;
constexpr int diceFaces = 10000;
constexpr quint64 largestSeed = std::numeric_limits<qint64>::max();
constexpr int longestNegative = 2000;

const QByteArray tiers[] = {"draft", "standard", "hd"};
const QByteArray styles[] = {"vivid", "natural"};

QHBoxLayout *rowIn(QWidget *holder)
{
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    return row;
}

template<typename Values, typename Value>
void choose(Segments *among, const Values &values, const Value &value)
{
    if (const auto found = std::ranges::find(values, value); found != std::end(values))
        among->setCurrent(int(found - std::begin(values)));
}

QString formatName(const QString &format)
{
    return format == "webp"_L1 ? u"WebP"_s : format.toUpper();
}

} // namespace

GenerateOptions::GenerateOptions(GenerateRows &fixed, GenerateRows &more, GenerateRows &extra)
    : QObject(&fixed)
    , m_fixed(fixed)
    , m_more(more)
    , m_extra(extra)
{
    buildFixed();
    buildMore();
    buildExtra();
    setPicturesOnly(false);
}

void GenerateOptions::buildFixed()
{
    m_quality = new Segments(&m_fixed);
    for (const QString &tier : {tr("Draft"), tr("Standard"), tr("HD")})
        m_quality->addSegment(tier);
    nameSegments(m_quality, u"quality"_s, tr("Quality"), {u"Draft"_s, u"Standard"_s, u"Hd"_s});
    m_quality->setCurrent(1);
    m_fixed.add(tr("Quality"), m_quality, m_quality->segment(1));
    m_size = new GenerateSize(&m_fixed);
    m_fixed.add(tr("Size"), m_size, m_size->firstStop());
    connect(m_quality, &Segments::currentChanged, this, &GenerateOptions::changed);
    connect(m_size, &GenerateSize::changed, this, &GenerateOptions::changed);
}

void GenerateOptions::buildMore()
{
    m_style = new Segments(&m_more);
    m_style->addSegment(tr("Vivid"));
    m_style->addSegment(tr("Natural"));
    nameSegments(m_style, u"style"_s, tr("Style"), {u"Vivid"_s, u"Natural"_s});
    m_more.add(tr("Style"), m_style, m_style->segment(0));
    m_seedHolder = seedRow();
    m_more.add(tr("Seed"), m_seedHolder, m_seed);
    QWidget *count = countRow();
    m_more.add(tr("How many"), count, m_count);
    connect(m_style, &Segments::currentChanged, this, &GenerateOptions::changed);
    connect(m_count, &QSpinBox::valueChanged, this, &GenerateOptions::changed);
    connect(m_seed, &QLineEdit::textEdited, this, [this] {
        m_seedTyped = true;
        Q_EMIT changed();
    });
}

void GenerateOptions::buildExtra()
{
    m_negative = new QLineEdit(&m_extra);
    m_negative->setObjectName(u"negative"_s);
    m_negative->setAccessibleName(tr("Negative prompt"));
    m_negative->setPlaceholderText(tr("What should not be seen"));
    m_negative->setMaxLength(longestNegative);
    m_extra.add(tr("Negative"), m_negative, m_negative);
    m_formatHolder = new QWidget(&m_extra);
    rowIn(m_formatHolder);
    m_extra.add(tr("Format"), m_formatHolder, nullptr);
    m_clearHolder = new QWidget(&m_extra);
    auto *clear = rowIn(m_clearHolder);
    m_clear = new Toggle(m_clearHolder);
    m_clear->setObjectName(u"transparent"_s);
    m_clear->setAccessibleName(tr("Transparent background"));
    clear->addWidget(m_clear);
    clear->addWidget(makeLabel(tr("Transparent"), TextRole::Small, Ink::Dim, m_clearHolder), 1);
    m_extra.add(tr("Backdrop"), m_clearHolder, m_clear);
    connect(m_negative, &QLineEdit::textEdited, this, &GenerateOptions::changed);
    connect(m_clear, &QAbstractButton::toggled, this, [this](bool on) {
        if (on && m_format && m_formats.value(m_format->current()) == "jpeg"_L1)
            m_format->setCurrent(0); // a JPEG has no transparent parts
        Q_EMIT changed();
    });
}

QWidget *GenerateOptions::seedRow()
{
    auto *holder = new QWidget(&m_more);
    QHBoxLayout *row = rowIn(holder);
    m_seed = new QLineEdit(holder);
    m_seed->setObjectName(u"seed"_s);
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same prompt and seed give the same picture."));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]{0,19}"_s), m_seed));
    auto *dice = new IconButton(IconName::Dices, tr("New seed"), holder);
    dice->setObjectName(u"newSeed"_s);
    dice->setLook(IconButton::Look::Raised);
    dice->setExtent(36);
    connect(dice, &QAbstractButton::clicked, this, [this] {
        setSeed(quint64(QRandomGenerator::global()->bounded(1, diceFaces)));
        m_seedTyped = false;
        Q_EMIT changed();
    });
    row->addWidget(m_seed, 1);
    row->addWidget(dice);
    return holder;
}

QWidget *GenerateOptions::countRow()
{
    auto *holder = new QWidget(&m_more);
    QHBoxLayout *row = rowIn(holder);
    m_count = new SteppedSpin(holder);
    m_count->setObjectName(u"howMany"_s);
    m_count->setAccessibleName(tr("How many"));
    m_count->setRange(1, mostPictures);
    m_count->setFixedWidth(scaled(86)); // 10 beside its arrows
    m_countHelp = makeLabel({}, TextRole::Help, Ink::Mute, holder);
    row->addWidget(m_count);
    row->addWidget(m_countHelp, 1);
    return holder;
}

void GenerateOptions::setProfile(const Provider &profile, const QString &model)
{
    const ProviderModel &known = profile.model(model);
    m_size->setSizes(known.sizes);
    m_fixed.setBuddy(m_size, m_size->firstStop());
    m_more.setShown(m_style, profile.has(Provider::Style, model));
    m_more.setShown(m_seedHolder, profile.has(Provider::Seed, model));
    m_extra.setShown(m_negative, profile.has(Provider::Negative, model));
    // The demo painter's pictures are kept as PNG; saving one offers the other formats.
    const bool formats = profile.id != "demo" && profile.has(Provider::Format, model);
    setFormats(formats ? known.formats : QStringList());
    m_extra.setShown(m_clearHolder, profile.has(Provider::Background, model) && known.transparent);
}

void GenerateOptions::setFormats(const QStringList &formats)
{
    m_extra.setShown(m_formatHolder, formats.size() > 1);
    if (formats == m_formats)
        return;
    const QString before = m_format ? m_formats.value(m_format->current()) : QString();
    m_formats = formats;
    delete m_format;
    m_format = new Segments(m_formatHolder);
    QStringList names;
    for (const QString &format : formats) {
        m_format->addSegment(formatName(format));
        names.append(formatName(format));
    }
    nameSegments(m_format, u"format"_s, tr("Format"), names);
    choose(m_format, m_formats, before);
    m_formatHolder->layout()->addWidget(m_format);
    m_format->show();
    connect(m_format, &Segments::currentChanged, this, &GenerateOptions::formatChosen);
}

void GenerateOptions::formatChosen()
{
    if (m_formats.value(m_format->current()) == "jpeg"_L1)
        m_clear->setChecked(false);
    Q_EMIT changed();
}

void GenerateOptions::setCompact(bool compact)
{
    m_size->setCompact(compact);
    m_fixed.setBuddy(m_size, m_size->firstStop());
}

void GenerateOptions::setPicturesOnly(bool on)
{
    m_countHelp->setText(on ? tr("1 to 10 pictures") : tr("1 to 10, each is one event"));
    m_count->setAccessibleDescription(m_countHelp->text());
}

void GenerateOptions::fill(PictureOrder &order, Of which) const
{
    const auto wanted = [which](const GenerateRows &rows, const QWidget *editor) {
        return which == Of::All || rows.isShown(editor);
    };
    order.tier = tiers[m_quality->current()];
    order.size = m_size->current();
    order.count = m_count->value();
    if (wanted(m_more, m_style))
        order.style = styles[m_style->current()];
    order.seed = seed();
    if (wanted(m_extra, m_negative))
        order.negative = m_negative->text().trimmed();
    if (m_extra.isShown(m_formatHolder))
        order.format = m_formats.value(m_format->current(), u"png"_s).toLatin1();
    order.transparent = wanted(m_extra, m_clearHolder) && m_clear->isChecked();
}

void GenerateOptions::use(const PictureOrder &order)
{
    choose(m_quality, tiers, order.tier);
    m_size->setCurrent(order.size);
    choose(m_style, styles, order.style);
    m_negative->setText(order.negative);
    if (m_format)
        choose(m_format, m_formats, QString::fromLatin1(order.format));
    m_clear->setChecked(order.transparent);
    m_count->setValue(order.count);
    setSeed(std::max<quint64>(order.seed, 1));
}

void GenerateOptions::useSeed(quint64 seed)
{
    setSeed(seed);
    m_seedTyped = true;
}

quint64 GenerateOptions::seed() const
{
    return m_seed->text().isEmpty() ? 1 : std::min(m_seed->text().toULongLong(), largestSeed);
}

void GenerateOptions::setSeed(quint64 seed)
{
    m_seed->setText(QString::number(std::min(seed, largestSeed)));
}

void GenerateOptions::ordered()
{
    if (!m_seedTyped)
        setSeed(seed() + quint64(m_count->value()));
}

QString GenerateOptions::summary() const
{
    QStringList parts;
    if (m_more.isShown(m_style))
        parts.append(m_style->segment(m_style->current())->text().toLower());
    if (m_more.isShown(m_seedHolder))
        parts.append(tr("seed %1").arg(seed()));
    const int count = m_count->value();
    parts.append(count == 1 ? tr("1 picture") : tr("%1 pictures").arg(count));
    return parts.join(u", "_s);
}
