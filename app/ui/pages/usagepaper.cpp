// SPDX-License-Identifier: MIT
#include "ui/pages/usagepaper.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/paperline.h"
#include "ui/pages/usagewords.h"

#include <QEvent>
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
    return {line.name, displayCount(line.chargeableUnits), unitPriceOf(line),
        displayMoney(Decimal(line.totalPrice), line.currency)};
}

} // namespace

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

void UsagePaper::setBill(
    const Subscription &subscription, const BillSoFar &bill, const QString &productName, Kind kind)
{
    if (bill.period.start != m_bill.period.start) { // another period has other events
        m_paid.clear();
        m_open.clear();
    }
    m_subscription = subscription; // also when it is shown anew
    m_bill = bill;
    m_productName = productName;
    m_kind = kind;
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
    addFixed(price);
    for (const MeterUsage &line : bill.meters)
        addMeter(line, bill.unit);
    addFoot(bill);
}

// A period that is over was paid when it began.
void UsagePaper::addFixed(const QStringList &cells)
{
    auto *line = new PaperLine(cells, m_columns, PaperLine::Weight::Line, this);
    line->setBelow(m_kind == Kind::Invoice ? tr("fixed price, paid on %1").arg(day(m_bill.period.start))
                                           : tr("fixed price"));
    m_column->addWidget(line);
    addRule(PaperRule::faint());
}

void UsagePaper::addHead(const Subscription &subscription, const BillSoFar &bill)
{
    const QString seller = m_from == From::Sandbox ? u"PixelGen AI"_s : tr("Your account");
    pair(makeLabel(seller, TextRole::Section, Ink::Paper, this), words(tr("Period"), false, true));
    const bool over = m_kind == Kind::Invoice;
    QLabel *what = words(over ? tr("Invoice") : tr("So far this period"), over);
    what->setObjectName(u"billKind"_s);
    pair(what, words(tr("%1 to %2").arg(day(bill.period.start), day(bill.period.end))));
    m_column->addSpacing(8);
    pair(
        words(tr("Bill to"), false, true), words(over ? tr("Period ended") : tr("Period ends"), false, true));
    pair(words(subscription.customer.is.name, true), words(day(bill.period.end)));
    auto *email = words(subscription.customer.is.email, false, true);
    email->setContentsMargins(PaperLine::margin, 0, PaperLine::margin, 0);
    m_column->addWidget(email);
}

// A line with paid events opens to them; one without leads to its events in the log.
void UsagePaper::addMeter(const MeterUsage &line, const QString &unit)
{
    auto *button = new PaperMeterLine(cellsOf(line), m_columns, arithmeticOf(line), linkOf(line, unit), this);
    button->setObjectName(u"billLine"_s + line.id.string());
    m_column->addWidget(button);
    const QList<PaidEvent> paid = m_paid.value(line.id);
    auto *rows = new QWidget(this);
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (qsizetype i = 0; i < paid.size(); ++i) {
        auto *row = new PaidEventRow(paid[i], rows);
        row->setObjectName(u"paidEvent%1"_s.arg(i + 1));
        column->addWidget(row);
        connect(row, &QAbstractButton::clicked, this, [this, id = paid[i].id] { Q_EMIT eventRequested(id); });
    }
    m_column->addWidget(rows);
    rows->setVisible(m_open.contains(line.id) && !paid.isEmpty());
    connect(button, &QAbstractButton::clicked, this, [this, line, unit, button, rows] {
        if (!m_paid.contains(line.id))
            return Q_EMIT eventsRequested(line);
        if (!m_open.remove(line.id))
            m_open.insert(line.id);
        rows->setVisible(m_open.contains(line.id));
        button->setLink(linkOf(line, unit));
    });
}

QString UsagePaper::linkOf(const MeterUsage &line, const QString &unit) const
{
    const QString units = unit.isEmpty() ? tr("units") : unit;
    if (!m_paid.contains(line.id))
        return tr("Show the %1").arg(displayUnits(line.consumedUnits, units));
    return m_open.contains(line.id) ? tr("Close")
                                    : tr("Show the %1 paid").arg(displayUnits(line.chargeableUnits, units));
}

void UsagePaper::setPaid(const MeterId &meter, const QList<PaidEvent> &events)
{
    if (events.isEmpty())
        m_paid.remove(meter);
    else
        m_paid.insert(meter, events);
    rebuild();
}

void UsagePaper::setFrom(From from)
{
    m_from = from;
    rebuild();
}

void UsagePaper::rebuild()
{
    if (m_subscription)
        setBill(*m_subscription, m_bill, m_productName, m_kind);
}

// The columns are as wide as their words. Not at once: the children are being told too.
void UsagePaper::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        QMetaObject::invokeMethod(this, &UsagePaper::rebuild, Qt::QueuedConnection);
}

void UsagePaper::addFoot(const BillSoFar &bill)
{
    const bool sandbox = m_from == From::Sandbox;
    QLabel *tax
        = words(sandbox ? tr("not computed in the sandbox") : tr("added by the service"), false, true);
    tax->setObjectName(u"billTax"_s);
    pair(words(tr("Tax"), false, true), tax);
    auto *total
        = makeLabel(displayMoney(Decimal(bill.total), bill.currency), TextRole::Section, Ink::Paper, this);
    total->setObjectName(u"billTotal"_s);
    const bool over = m_kind == Kind::Invoice;
    total->setAccessibleName((over ? tr("Invoice total %1") : tr("Bill so far %1")).arg(total->text()));
    pair(makeLabel(over ? tr("Total") : tr("So far"), TextRole::Section, Ink::Paper, this), total);
    m_column->addStretch(1);
    addRule(PaperRule::faint());
    auto *note = words(sandbox
            ? tr("Each line is rounded once. From the sandbox. Not a tax document.")
            : tr("Amounts are the service's. It makes the invoice itself, with tax. Not a tax document."),
        false, true);
    note->setObjectName(u"billNote"_s);
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
