// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtableactions.h"

#include "eventlog/log.h"
#include "ui/eventlog/eventlogmarks.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogtable.h"
#include "ui/parts/paint.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int swatch = 16;

QIcon swatchOf(int number)
{
    QPixmap picture(swatch, swatch);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintBox(painter, QRectF(2, 2, swatch - 4, swatch - 4), EventLogMarks::colour(number), {}, 3);
    return picture;
}

} // namespace

EventLogTableActions::EventLogTableActions(
    EventLog &log, EventLogRows &rows, EventLogTable &table, EventLogMarks &marks)
    : QObject(&table)
    , m_log(log)
    , m_rows(rows)
    , m_table(table)
    , m_marks(marks)
{
    addAll();
    addColours();
    connect(&table, &EventLogTable::menuRequested, this, &EventLogTableActions::showMenu);
}

QAction *EventLogTableActions::add(const QString &text, const QString &name, const QList<QKeySequence> &keys,
    const std::function<void()> &act)
{
    auto *action = new QAction(text, &m_table);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_table.addAction(action);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void EventLogTableActions::addAll()
{
    m_unfold = add(tr("Unfold"), u"logUnfold"_s, {}, [this] { toggleBranches(); });
    m_copy = add(tr("Copy event ids"), u"logCopyIds"_s, {QKeySequence::Copy}, [this] { copyIds(); });
    m_replay = add(tr("Send again…"), u"logReplay"_s, {Qt::Key_R}, [this] { replay(); });
    m_export = add(tr("Write to a file…"), u"logExportChosen"_s, {QKeySequence::Save},
        [this] { Q_EMIT exportRequested(); });
    m_pin = add(tr("Pin"), u"logPin"_s, {Qt::Key_P, Qt::CTRL | Qt::Key_P}, [this] { m_marks.togglePin(); });
    m_note = add(tr("Note…"), u"logNote"_s, {Qt::Key_N}, [this] { Q_EMIT noteRequested(); });
    m_columns = add(tr("Columns…"), u"logColumns"_s, {Qt::Key_C}, [this] { Q_EMIT columnsRequested(); });
}

void EventLogTableActions::addColours()
{
    for (int number = 0; number <= LogMark::colours; ++number) {
        QAction *action = add(EventLogMarks::colourName(number), u"logColour%1"_s.arg(number),
            {QKeySequence(Qt::Key(Qt::Key_0 + number))}, [this, number] { m_marks.setColour(number); });
        action->setCheckable(true);
        m_colours.append(action);
    }
}

void EventLogTableActions::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(&m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"logRowMenu"_s);
    fillMenu(*menu);
    menu->popup(at);
}

void EventLogTableActions::fillMenu(QMenu &menu)
{
    refresh();
    if (m_unfold->isVisible())
        menu.addAction(m_unfold);
    menu.addActions({m_copy, m_replay, m_export});
    menu.addSeparator();
    menu.addAction(m_pin);
    QMenu *colours = menu.addMenu(tr("Colour"));
    for (int number = 0; number < m_colours.size(); ++number) {
        if (number > 0)
            m_colours[number]->setIcon(swatchOf(number));
        colours->addAction(m_colours[number]);
    }
    menu.addAction(m_note);
    menu.addSeparator();
    menu.addAction(m_columns);
}

void EventLogTableActions::setLive(bool live)
{
    m_live = live;
    refresh();
}

void EventLogTableActions::refresh()
{
    const QList<int> rows = m_marks.chosen().mid(0, EventLogMarks::lookedAt);
    const bool any = !rows.isEmpty();
    for (QAction *action : {m_copy, m_replay, m_export, m_pin, m_note})
        action->setEnabled(any);
    const bool tooMany = m_live && rows.size() > 1;
    m_replay->setEnabled(any && !tooMany);
    m_replay->setText(tooMany ? tr("Send again: in live mode one at a time") : tr("Send again…"));
    const auto expandable = [this](int row) { return m_rows.isExpandable(row); };
    const auto expanded = [this](int row) { return m_rows.isExpanded(row); };
    m_unfold->setVisible(std::ranges::any_of(rows, expandable));
    m_unfold->setText(std::ranges::any_of(rows, expanded) ? tr("Fold") : tr("Unfold"));
    m_pin->setText(m_marks.pinned() ? tr("Unpin") : tr("Pin"));
    const int colour = m_marks.colour();
    for (int number = 0; number < m_colours.size(); ++number) {
        m_colours[number]->setChecked(number == colour);
        m_colours[number]->setEnabled(any);
    }
}

// From the end, so that rows further up keep their places.
void EventLogTableActions::toggleBranches()
{
    const QList<int> rows = m_marks.chosen();
    const bool open = std::ranges::none_of(rows, [this](int row) { return m_rows.isExpanded(row); });
    for (auto row = rows.crbegin(); row != rows.crend(); ++row) {
        if (m_rows.isExpandable(*row))
            m_rows.setExpanded(*row, open);
    }
}

// Rows that are not in memory whole are read from the store first.
void EventLogTableActions::withRows(
    const QList<int> &rows, const std::function<void(const QList<LogRow> &)> &act)
{
    QList<qint64> numbers;
    for (const int row : rows.mid(0, mostAtOnce))
        numbers.append(m_rows.row(row).rowNumber);
    whenDone(m_log.rows(numbers), this, [act](const Result<QList<LogRow>> &found) {
        if (found)
            act(*found);
    });
}

// Of an unfolded request only the events that are chosen.
void EventLogTableActions::copyIds()
{
    QStringList ids;
    QList<int> requests;
    for (const int row : m_marks.selected()) {
        if (m_rows.eventAt(row))
            ids.append(m_rows.row(row).event().string());
        else
            requests.append(row);
    }
    withRows(requests, [ids](const QList<LogRow> &rows) {
        QStringList all = ids;
        for (const LogRow &row : rows) {
            for (const EventId &id : row.events)
                all.append(id.string());
        }
        if (!all.isEmpty())
            QGuiApplication::clipboard()->setText(all.join(u'\n'));
    });
}

void EventLogTableActions::replay()
{
    withRows(m_marks.chosen(), [this](const QList<LogRow> &rows) {
        QList<QUuid> exchanges;
        for (const LogRow &row : rows) {
            if (row.ingest)
                exchanges.append(row.exchange);
        }
        if (!exchanges.isEmpty())
            Q_EMIT replayRequested(exchanges);
    });
}
