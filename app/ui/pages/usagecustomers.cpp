// SPDX-License-Identifier: MIT
#include "ui/pages/usagecustomers.h"

#include "billing/money.h"
#include "ui/fonts.h"
#include "ui/pages/usagewords.h"
#include "ui/parts/paint.h"
#include "ui/parts/rowdelegate.h"

#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowsShown = 10; // as the dashboard's page
constexpr auto betweenReadings = 30s; // of a real service: two calls a row, out of its budget
constexpr int cellPadding = 9; // px beside a name, as the style sheet below says
constexpr int cellExtra = 10; // what an item view keeps free beside a cell's text

enum Column {
    EmailColumn,
    SubscriptionColumn,
    FreeColumn,
    PriceColumn,
    LastEventColumn,
    TotalColumn,
    ConsumedColumn,
    ChargeableColumn
};

QString lastEventText(const std::optional<TimePoint> &at)
{
    return at ? QLocale::c().toString(toDateTime(*at).toLocalTime(), u"d MMM, HH:mm"_s) : u"none"_s;
}

QString shortId(const QString &id)
{
    return id.size() > 12 ? id.left(6) + u'…' + id.right(4) : id;
}

} // namespace

UsageCustomers::UsageCustomers(Session &session, QWidget *parent)
    : Card(tr("Customers"), parent)
    , m_session(session)
    , m_table(new QTableView(this))
    , m_model(new QStandardItemModel(this))
{
    makeTable();
    body()->setContentsMargins(1, 0, 1, 1);
    body()->addWidget(m_table);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &UsageCustomers::load);
    connect(&session, &Session::usageChanged, this, &UsageCustomers::load);
    connect(&session, &Session::worldChanged, this, &UsageCustomers::forget);
}

void UsageCustomers::forget()
{
    ++m_world;
    m_soon.stop();
    m_rest = QDeadlineTimer();
    m_loading = m_again = false;
    show({});
}

QStringList UsageCustomers::columnNames()
{
    return {tr("Customer Email"), tr("Subscription ID"), tr("Free Threshold"), tr("Price Per Unit"),
        tr("Last Event"), tr("Total Price"), tr("Consumed Units"), tr("Chargeable Units")};
}

// As wide as its name and its cells, with the name on one line or on two.
int UsageCustomers::columnWidth(int column, bool twoLines) const
{
    int wide = 0;
    const QString name = columnNames().at(column);
    const qsizetype last = name.lastIndexOf(u' ');
    const bool split = twoLines && last > 0;
    for (const QString &line : split ? QStringList{name.left(last), name.mid(last + 1)} : QStringList{name})
        wide = std::max(wide, widthOf(line, TextRole::SmallStrong));
    for (int row = 0; row < m_model->rowCount(); ++row)
        wide = std::max(wide, widthOf(m_model->item(row, column)->text(), TextRole::SmallStrong) + cellExtra);
    return wide + 2 * cellPadding;
}

// Where the columns' names are too wide for one line, they take two. The first column takes what is left.
void UsageCustomers::chooseLines()
{
    int needed = 0;
    for (int column = 0; column < m_model->columnCount(); ++column)
        needed += columnWidth(column, false);
    m_narrow = needed > width() - 2;
    nameColumns();
    leaveOut();
    for (int column = SubscriptionColumn; column < m_model->columnCount(); ++column)
        m_table->horizontalHeader()->resizeSection(column, columnWidth(column, m_narrow));
    setRowsShown();
}

// Beside the guide's panel even that is too wide: what the bill says as well is left out first.
void UsageCustomers::leaveOut()
{
    int needed = 0;
    for (int column = 0; column < m_model->columnCount(); ++column)
        needed += columnWidth(column, m_narrow);
    for (const int column :
        {SubscriptionColumn, LastEventColumn, PriceColumn, FreeColumn, ChargeableColumn}) {
        const bool out = needed > width() - 2;
        m_table->setColumnHidden(column, out);
        if (out)
            needed -= columnWidth(column, m_narrow);
    }
}

void UsageCustomers::nameColumns()
{
    QStringList names = columnNames();
    for (QString &name : names) {
        const qsizetype last = name.lastIndexOf(u' ');
        if (m_narrow && last > 0)
            name[last] = u'\n';
    }
    m_model->setHorizontalHeaderLabels(names);
}

void UsageCustomers::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    chooseLines();
}

void UsageCustomers::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    if (!m_session.inSandbox())
        load();
}

void UsageCustomers::setRowsShown()
{
    const int head = m_table->horizontalHeader()->sizeHint().height() + 2;
    const int row = m_table->verticalHeader()->defaultSectionSize();
    m_table->setMinimumHeight(head + row * int(qBound(qsizetype(1), m_rows.size(), qsizetype(3))));
    m_table->setMaximumHeight(head + row * int(qBound(qsizetype(1), m_rows.size(), rowsShown)));
}

void UsageCustomers::makeTable()
{
    nameColumns();
    for (const int column : {FreeColumn, PriceColumn, TotalColumn, ConsumedColumn, ChargeableColumn})
        m_model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->setObjectName(u"usageCustomers"_s);
    m_table->setAccessibleName(tr("Customers and their usage"));
    m_table->setModel(m_model);
    auto *delegate = new RowDelegate(RowDelegate::Height::Table, m_table);
    delegate->setMargin(5); // the names above stand over the cells
    m_table->setItemDelegate(delegate);
    prepareTable(m_table, RowDelegate::Height::Table);
    m_table->horizontalHeader()->setStyleSheet(u"QHeaderView::section { padding: 0 9px; }"_s); // as the cells
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setSectionResizeMode(EmailColumn, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const Row &row = m_rows[index.row()];
        Q_EMIT eventsRequested(row.subscription.customer.id, row.usage.id);
    });
}

// In the sandbox at once; of a real service while it is looked at, and not after each event.
void UsageCustomers::load()
{
    if (m_session.inSandbox())
        return readNow();
    if (!isVisible() || m_soon.isActive())
        return;
    if (!m_rest.hasExpired())
        return m_soon.start(std::chrono::duration_cast<milliseconds>(m_rest.remainingTimeAsDuration()) + 1ms);
    m_rest.setRemainingTime(betweenReadings);
    readNow();
}

void UsageCustomers::readNow()
{
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    loadNext(m_session.state().subscriptions.mid(0, rowsShown), {});
}

// One customer after the other; the one the window plays is read already, but the list is of all.
void UsageCustomers::loadNext(QList<Subscription> open, QList<Row> rows)
{
    if (open.isEmpty()) {
        m_loading = false;
        show(rows);
        if (std::exchange(m_again, false))
            load();
        return;
    }
    const Subscription subscription = open.takeFirst();
    const EventFilter last{
        .customer = subscription.customer.id, .eventName = {}, .meter = {}, .start = {}, .end = {}};
    const int world = m_world;
    const auto withUsage
        = [this, open, rows, subscription, last, world](const Result<QList<UsagePeriod>> &usage) {
              if (world != m_world)
                  return;
              if (!usage || usage->isEmpty())
                  return loadNext(open, rows);
              whenDone(m_session.client().eventsPage(last, 0), this,
                  [this, open, rows, subscription, world, period = usage->first()](
                      const Result<ListPage<Event>> &events) {
                      if (world != m_world)
                          return;
                      QList<Row> found = rows;
                      for (const MeterUsage &meter : period.meters) {
                          const auto at
                              = events && !events->items.isEmpty() ? events->items.first().at : std::nullopt;
                          found.append({subscription, meter, at});
                      }
                      loadNext(open, found);
                  });
          };
    whenDone(m_session.client().usageHistory(subscription.id), this, withUsage);
}

void UsageCustomers::show(const QList<Row> &rows)
{
    m_rows = rows;
    const ServiceState &state = m_session.state();
    const qsizetype all = state.subscriptions.size();
    const bool more = all > rowsShown || state.more.contains(ServiceList::Subscriptions);
    setSub(more ? tr("the first %1 of %2 active subscriptions").arg(rowsShown).arg(all)
                : QString::number(rows.size()));
    m_model->removeRows(0, m_model->rowCount());
    const QString unit = m_session.bill() ? m_session.bill()->unit : QString();
    for (const Row &row : rows) {
        const MeterUsage &usage = row.usage;
        const QStringList texts{row.subscription.customer.is.email, shortId(row.subscription.id.string()),
            displayCount(Decimal(usage.freeThreshold)), unitPriceOf(usage), lastEventText(row.lastEvent),
            displayMoney(Decimal(usage.totalPrice), usage.currency), displayUnits(usage.consumedUnits, unit),
            displayUnits(usage.chargeableUnits, unit)};
        QList<QStandardItem *> items;
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QStandardItem(texts[column].trimmed());
            if (column == SubscriptionColumn)
                item->setData(int(TextRole::MonoSmall), FontRole);
            if (column == TotalColumn)
                item->setData(int(TextRole::SmallStrong), FontRole);
            if (column != EmailColumn && column != SubscriptionColumn && column != LastEventColumn)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            item->setToolTip(column == SubscriptionColumn ? row.subscription.id.string() : texts[column]);
            items.append(item);
        }
        m_model->appendRow(items);
    }
    chooseLines();
}
