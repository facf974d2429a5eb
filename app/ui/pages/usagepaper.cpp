// SPDX-License-Identifier: MIT
#include "ui/pages/usagepaper.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/paperline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {

QString day(TimePoint at)
{
    return QLocale::c().toString(toDateTime(at).toLocalTime().date(), u"d MMM yyyy"_s);
}

QStringList cellsOf(const MeterUsage &line)
{
    return {line.name, displayCount(line.chargeableUnits), displayMoney(line.pricePerUnit, line.currency),
        displayMoney(Decimal(line.totalPrice), line.currency)};
}

} // namespace

QString arithmeticOf(const MeterUsage &line)
{
    // Below the threshold nothing is left to multiply, and a difference would not be true.
    const bool allFree = line.consumedUnits <= Decimal(line.freeThreshold);
    return (allFree ? UsagePaper::tr("%1 of %2 free used: %3 × %4 = %5")
                    : UsagePaper::tr("%1 − %2 free = %3 × %4 = %5"))
        .arg(displayCount(line.consumedUnits), displayCount(Decimal(line.freeThreshold)),
            displayCount(line.chargeableUnits), displayMoney(line.pricePerUnit, line.currency),
            displayMoney(Decimal(line.totalPrice), line.currency));
}

UsagePaper::UsagePaper(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"usagePaper"_s);
    m_column->setContentsMargins(24 - PaperLine::margin, 20, 24 - PaperLine::margin, 20);
    m_column->setSpacing(8);
}

void UsagePaper::clear()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QLabel *UsagePaper::words(const QString &text, bool strong, bool small)
{
    const TextRole role = strong ? TextRole::SmallStrong : small ? TextRole::Help : TextRole::Small;
    return makeLabel(text, role, Ink::Paper, this);
}

QWidget *UsagePaper::pair(QWidget *left, QWidget *right)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(PaperLine::margin, 0, PaperLine::margin, 0);
    layout->addWidget(left, 1);
    layout->addWidget(right, 0, Qt::AlignRight);
    m_column->addWidget(row);
    return row;
}

void UsagePaper::addRule(const QColor &colour)
{
    auto *line = new PaperRule(colour, this);
    m_column->addWidget(line);
}

void UsagePaper::setBill(const Subscription &subscription, const BillSoFar &bill, const QString &productName)
{
    clear();
    addHead(subscription, bill);
    m_column->addSpacing(8);
    const QStringList head{tr("Item"), tr("Qty"), tr("Price"), tr("Amount")};
    const QString fixed = displayMoney(Decimal(bill.fixedPrice), bill.currency);
    const QStringList price{productName, u"1"_s, fixed, fixed};
    m_columns = {};
    m_columns.fit(head);
    m_columns.fit(price);
    for (const MeterUsage &line : bill.meters)
        m_columns.fit(cellsOf(line));
    m_column->addWidget(new PaperLine(head, m_columns, PaperLine::Weight::Head, this));
    addRule(theme().paperInk);
    auto *fixedLine = new PaperLine(price, m_columns, PaperLine::Weight::Line, this);
    fixedLine->setBelow(tr("fixed price"));
    m_column->addWidget(fixedLine);
    addRule(PaperRule::faint());
    for (const MeterUsage &line : bill.meters)
        addMeter(line, bill.unit);
    addFoot(bill);
}

void UsagePaper::addHead(const Subscription &subscription, const BillSoFar &bill)
{
    pair(makeLabel(u"PixelGen AI"_s, TextRole::Section, Ink::Paper, this), words(tr("Period"), false, true));
    pair(words(tr("So far this period")),
        words(tr("%1 to %2").arg(day(bill.period.start), day(bill.period.end))));
    m_column->addSpacing(8);
    pair(words(tr("Bill to"), false, true), words(tr("Period ends"), false, true));
    pair(words(subscription.customer.is.name, true), words(day(bill.period.end)));
    auto *email = words(subscription.customer.is.email, false, true);
    email->setContentsMargins(PaperLine::margin, 0, PaperLine::margin, 0);
    m_column->addWidget(email);
}

void UsagePaper::addMeter(const MeterUsage &line, const QString &unit)
{
    auto *button = new PaperMeterLine(cellsOf(line), m_columns, arithmeticOf(line),
        tr("Show the %1").arg(displayUnits(line.consumedUnits, unit.isEmpty() ? tr("units") : unit)), this);
    button->setObjectName(u"billLine"_s + line.id.string());
    connect(button, &QAbstractButton::clicked, this, [this, line] { Q_EMIT eventsRequested(line); });
    m_column->addWidget(button);
}

void UsagePaper::addFoot(const BillSoFar &bill)
{
    pair(words(tr("Tax"), false, true), words(tr("not computed in the sandbox"), false, true));
    auto *total
        = makeLabel(displayMoney(Decimal(bill.total), bill.currency), TextRole::Section, Ink::Paper, this);
    total->setObjectName(u"billTotal"_s);
    total->setAccessibleName(tr("Bill so far %1").arg(total->text()));
    pair(makeLabel(tr("So far"), TextRole::Section, Ink::Paper, this), total);
    m_column->addStretch(1);
    addRule(PaperRule::faint());
    auto *note = words(tr("Each line is rounded once. From the sandbox. Not a tax document."), false, true);
    note->setWordWrap(true);
    note->setContentsMargins(PaperLine::margin, 0, PaperLine::margin, 0);
    m_column->addWidget(note);
}

void UsagePaper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath sheet;
    sheet.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.fillPath(sheet, theme().paper);
    painter.setPen(theme().line);
    painter.drawPath(sheet);
}
