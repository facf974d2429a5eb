// SPDX-License-Identifier: MIT
#include "ui/pages/productpreview.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/productamounts.h"
#include "ui/parts/charts.h"
#include "ui/parts/figuretile.h"
#include "ui/parts/slider.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 leastRange = 50;
constexpr int scaleParts = 5;

double place(const Decimal &value)
{
    return value.toText().toDouble(); // where on the screen; never an amount
}

// The smallest of 1, 2, 5, 10 … that gives at most three lines up to `top`.
qint64 gridStep(qint64 top)
{
    qint64 step = 1;
    for (int turn = 0; top / step > 3; ++turn)
        step = turn % 3 == 1 ? step / 2 * 5 : step * 2;
    return step;
}

QString unitOf(const MeterPrice *price)
{
    return !price || price->measurementUnit.isEmpty() ? ProductPreview::tr("units") : price->measurementUnit;
}

} // namespace

UnitScale::UnitScale(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void UnitScale::setRange(qint64 last, const QString &unit)
{
    m_last = last;
    m_unit = unit;
    update();
}

QSize UnitScale::sizeHint() const
{
    return {200, QFontMetrics(fontOf(TextRole::Help)).height() + 2};
}

void UnitScale::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontOf(TextRole::Help));
    painter.setPen(theme().mute);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString end = u"%1 %2"_s.arg(displayCount(Decimal(m_last)), m_unit);
    const int endLeft = width() - metrics.horizontalAdvance(end);
    for (int i = 0; i < scaleParts; ++i) {
        const QString text = displayCount(Decimal(m_last / scaleParts * i));
        const int wide = metrics.horizontalAdvance(text);
        const int left = i == 0 ? 0 : width() * i / scaleParts - wide / 2;
        if (left + wide + 12 <= endLeft)
            painter.drawText(left, metrics.ascent(), text);
    }
    painter.drawText(endLeft, metrics.ascent(), end);
}

ProductPreview::ProductPreview(QWidget *parent)
    : Card(tr("Bill preview"), parent)
    , m_filled(new QWidget(this))
    , m_empty(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_total(makeLabel({}, TextRole::Figure, Ink::Text, m_filled))
    , m_sentence(makeLabel({}, TextRole::Small, Ink::Dim, m_filled))
    , m_units(new QLineEdit(u"12"_s, m_filled))
    , m_unitName(makeLabel({}, TextRole::Body, Ink::Dim, m_filled))
    , m_chart(new PriceChart(m_filled))
    , m_slider(new Slider(m_filled))
    , m_scale(new UnitScale(m_filled))
    , m_lines(new FactRows(m_filled))
    , m_sum(new FactRows(m_filled))
{
    m_empty->setObjectName(u"previewEmpty"_s);
    m_empty->setWordWrap(true);
    auto *column = new QVBoxLayout(m_filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    buildHead();
    buildChart();
    column->addWidget(makeRule(m_filled));
    column->addWidget(m_lines);
    column->addWidget(makeRule(m_filled));
    column->addWidget(m_sum);
    body()->addWidget(m_empty);
    body()->addWidget(m_filled);
    m_lines->setObjectName(u"previewLines"_s);
    m_sum->setObjectName(u"previewSum"_s);
    connect(m_units, &QLineEdit::textEdited, this, &ProductPreview::typed);
    connect(m_slider, &QSlider::valueChanged, this, &ProductPreview::slid);
    showAll();
}

void ProductPreview::buildHead()
{
    m_total->setObjectName(u"previewTotal"_s);
    m_units->setObjectName(u"previewUnits"_s);
    m_units->setAccessibleName(tr("Units used"));
    m_units->setProperty("small", true);
    m_units->setFixedWidth(72);
    m_units->setMaxLength(18);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_total);
    row->addWidget(makeLabel(tr("for"), TextRole::Body, Ink::Dim, m_filled));
    row->addWidget(m_units);
    row->addWidget(m_unitName);
    row->addStretch();
    m_sentence->setObjectName(u"previewSentence"_s);
    m_sentence->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addLayout(row);
    words->addWidget(m_sentence);
    static_cast<QVBoxLayout *>(m_filled->layout())->addLayout(words);
}

void ProductPreview::buildChart()
{
    m_chart->setObjectName(u"previewChart"_s);
    m_chart->setMinimumHeight(110);
    m_slider->setObjectName(u"previewSlider"_s);
    m_slider->setOrientation(Qt::Horizontal);
    m_slider->setAccessibleName(tr("Units used"));
    auto *column = static_cast<QVBoxLayout *>(m_filled->layout());
    column->addWidget(m_chart);
    auto *units = new QVBoxLayout;
    units->setSpacing(2);
    units->addWidget(m_slider);
    units->addWidget(m_scale);
    column->addLayout(units);
}

const MeterPrice *ProductPreview::meter() const
{
    const auto at = std::ranges::find_if(
        m_price.meters, [this](const MeterPrice &price) { return m_meter == price.meter; });
    return at == m_price.meters.end() ? nullptr : &*at;
}

Decimal ProductPreview::units() const
{
    const auto number = Decimal::fromText(m_units->text().trimmed().toLatin1());
    return number && !number->isNegative() ? *number : Decimal(0);
}

Result<Bill> ProductPreview::billAt(const Decimal &units) const
{
    return billFor(m_price, {{*m_meter, units}});
}

void ProductPreview::setProduct(const UsagePrice &price, const std::optional<MeterId> &meter)
{
    m_price = price;
    m_meter = meter;
    fitRange();
    showAll();
}

// Five times the free units, so that the bend stands at a fifth; wider when more is typed.
void ProductPreview::fitRange()
{
    const MeterPrice *price = meter();
    constexpr qint64 most = std::numeric_limits<int>::max();
    const qint64 free = price ? price->freeThreshold.value_or(0) : 0;
    qint64 range = std::max(leastRange, std::min(free, most / scaleParts) * scaleParts);
    while (Decimal(range) < units() && range <= most / 2)
        range *= 2;
    m_range = range;
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, int(m_range));
    m_slider->setPageStep(int(std::max<qint64>(m_range / 10, 1)));
    m_slider->setValue(int(std::min(units().rounded().value_or(m_range), m_range)));
    m_scale->setRange(m_range, unitOf(price));
}

void ProductPreview::typed()
{
    fitRange();
    showAll();
}

void ProductPreview::slid(int value)
{
    m_units->setText(QString::number(value));
    showAll();
}

void ProductPreview::showAll()
{
    const MeterPrice *price = meter();
    const bool ready = price && price->pricePerUnit;
    m_filled->setVisible(ready);
    m_empty->setVisible(!ready);
    m_empty->setText(!price              ? tr("Add a meter to see the bill.")
            : price->creditEntitlementId ? tr("This meter is billed in credits.")
                                         : tr("Set a price per unit to see the bill."));
    setSub(tr("one customer, one %1").arg(cycleWords({1, m_price.frequency.interval})));
    if (!ready)
        return;
    m_unitName->setText(unitOf(price));
    const Result<Bill> bill = billAt(units());
    if (!bill) {
        m_filled->hide();
        m_empty->show();
        m_empty->setText(bill.error().message);
        return;
    }
    m_total->setText(displayMoney(Decimal(bill->total), bill->currency));
    showLines(*bill);
    showChart(*bill);
}

// "12 images → 10 free, 2 × $0.05 = $0.10"
QString ProductPreview::sentence(const BillLine &line, const QByteArray &currency) const
{
    const QString units = displayUnits(line.consumed, unitOf(meter()));
    const Decimal free = Decimal::subtract(line.consumed, line.chargeable).value_or(Decimal(0));
    if (line.chargeable.isZero())
        return tr("%1 → all free, %2").arg(units, displayMoney(Decimal(line.rounded), currency));
    const QString paid = tr("%1 × %2 = %3")
                             .arg(displayCount(line.chargeable), displayMoney(line.pricePerUnit, currency),
                                 displayMoney(Decimal(line.rounded), currency));
    return free.isZero() ? tr("%1 → %2").arg(units, paid)
                         : tr("%1 → %2 free, %3").arg(units, displayCount(free), paid);
}

void ProductPreview::showLines(const Bill &bill)
{
    const auto money = [&bill](const Decimal &minor) { return displayMoney(minor, bill.currency); };
    m_lines->clear();
    m_sum->clear();
    int row = 0;
    for (const BillLine &line : bill.lines) {
        if (line.meter != *m_meter)
            continue;
        m_sentence->setText(sentence(line, bill.currency));
        m_lines->setRow(row++, u"%1 × %2"_s.arg(displayCount(line.chargeable), money(line.pricePerUnit)),
            money(Decimal(line.rounded)));
    }
    m_lines->setRow(row++, tr("Fixed price"), money(Decimal(bill.fixedPrice)));
    if (bill.discount > 0)
        m_lines->setRow(row++, tr("Discount"), u"−"_s + money(Decimal(bill.discount)));
    m_sum->setRow(0, tr("Bill for the %1").arg(cycleWords(m_price.frequency)), money(Decimal(bill.total)),
        FactRows::Look::Bold);
}

void ProductPreview::showChart(const Bill &bill)
{
    const MeterPrice *price = meter();
    const qint64 free = price->freeThreshold.value_or(0);
    QList<QPointF> points;
    qint64 top = 0;
    for (const qint64 at : {qint64(0), std::min(free, m_range), m_range}) {
        const Result<Bill> there = billAt(Decimal(at));
        if (!there)
            break;
        points.append({double(at), double(there->total)});
        top = std::max(top, there->total);
    }
    m_chart->setLine(points);

    QList<AxisMark> amounts;
    const qint64 step = gridStep(top);
    for (qint64 at = step; at <= top; at += step)
        amounts.append({double(at), displayMoney(Decimal(at), bill.currency)});
    m_chart->setAmounts(amounts);
    m_chart->setThreshold(free > 0 && free <= m_range
            ? std::optional(AxisMark{double(free), tr("%1 free").arg(displayCount(Decimal(free)))})
            : std::nullopt);
    m_chart->setDot(QPointF(std::min(place(units()), double(m_range)), double(bill.total)));
    m_chart->setDescription(
        tr("%1 %2 cost %3.")
            .arg(displayCount(units()), unitOf(price), displayMoney(Decimal(bill.total), bill.currency)));
}
