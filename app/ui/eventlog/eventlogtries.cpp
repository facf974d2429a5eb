// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtries.h"

#include "eventlog/logrecord.h"
#include "eventlog/verdictwords.h"
#include "ui/fonts.h"
#include "ui/parts/card.h"
#include "ui/parts/rowdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace logtries {

bool accepted(const LogRow &row)
{
    return !row.failed() && row.ingested != 0;
}

QString outcome(const LogRow &row)
{
    if (row.status == 0)
        return EventLogTries::tr("no answer");
    if (row.refusal.kind != Refusal::Kind::None)
        return words::refusal(row.refusal);
    if (row.failed())
        return EventLogTries::tr("refused");
    return accepted(row) ? EventLogTries::tr("accepted") : EventLogTries::tr("known before");
}

} // namespace logtries

namespace {

constexpr int rowsShown = 3;
constexpr int rowHeight = 28;
constexpr int widths[] = {110, 38, 122};
constexpr int cellMargin = 6;
constexpr int paneMargin = 16;

} // namespace

EventLogTries::EventLogTries(QWidget *parent)
    : QWidget(parent)
    , m_title(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_table(new QTableWidget(0, 4, this))
{
    m_title->setObjectName(u"logTriesTitle"_s);
    m_title->setContentsMargins(16, 6, 8, 2);
    m_table->setObjectName(u"logTries"_s);
    m_table->setAccessibleName(tr("Tries of this event"));
    prepareTable(m_table, RowDelegate::Height::Log);
    auto *delegate = new RowDelegate(RowDelegate::Height::Log, m_table);
    delegate->setMargin(cellMargin);
    delegate->setFirstMargin(paneMargin);
    m_table->setItemDelegate(delegate);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(this));
    column->addWidget(m_title);
    column->addWidget(m_table);
    const auto ask = [this](int row) { Q_EMIT rowRequested(m_tries.at(row).exchange); };
    connect(m_table, &QTableWidget::cellClicked, this, ask);
    connect(m_table, &QTableWidget::cellActivated, this, ask);
    fit();
    hide();
}

void EventLogTries::setTries(const QList<LogRow> &tries, const QUuid &shown)
{
    if (tries != m_tries) {
        m_tries = tries;
        m_table->setRowCount(0);
        for (const LogRow &row : tries)
            addTry(row);
    }
    for (int i = 0; i < m_tries.size(); ++i) {
        if (m_tries[i].exchange == shown)
            m_table->setCurrentCell(i, 0);
    }
    m_title->setText(tr("Sent %1 times with this id").arg(m_tries.size()));
    setVisible(m_tries.size() > 1);
    fit();
}

void EventLogTries::addTry(const LogRow &row)
{
    const int at = m_table->rowCount();
    m_table->insertRow(at);
    const auto put = [this, at](int column, const QString &text, TextRole role, Ink ink) {
        auto *item = new QTableWidgetItem(text);
        item->setData(FontRole, int(role));
        item->setData(InkRole, int(ink));
        item->setToolTip(text);
        m_table->setItem(at, column, item);
    };
    // A later request may bring in other events beside this one.
    const bool known
        = !row.failed() && std::any_of(m_tries.cbegin(), m_tries.cbegin() + at, logtries::accepted);
    const Ink fate = row.failed() ? Ink::Red : known || !logtries::accepted(row) ? Ink::Mute : Ink::Text;
    put(0, toDateTime(row.at).toLocalTime().toString(u"hh:mm:ss.zzz"_s), TextRole::MonoSmall, Ink::Dim);
    put(1, row.status == 0 ? u"–"_s : QString::number(row.status), TextRole::MonoSmall,
        row.failed() ? Ink::Red : Ink::Dim);
    put(2, senderText(row.sender), TextRole::Small, Ink::Dim);
    put(3, known ? tr("known before") : logtries::outcome(row), TextRole::Small, fate);
}

void EventLogTries::fit()
{
    for (int i = 0; i < 3; ++i)
        m_table->setColumnWidth(i, scaled(widths[i]));
    const int rows = std::min(int(m_tries.size()), rowsShown);
    m_table->setFixedHeight(rows * scaled(rowHeight) + 2);
}

bool EventLogTries::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        fit();
    return handled;
}
