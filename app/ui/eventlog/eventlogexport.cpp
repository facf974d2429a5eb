// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogexport.h"

#include "ui/eventlog/eventlogmarks.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/parts/messagestrip.h"

#include <QDate>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype collectedAtOnce = 5000; // rows

void askByDialog(
    QWidget *parent, const QString &suggested, const std::function<void(const QString &)> &chosen)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(parent, EventLogExport::tr("Write the log to a file"), folder,
        EventLogExport::tr("JSON lines (*.jsonl);;HTTP archive (*.har);;Table (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.mid(filter.indexOf(u"*."_s) + 2).chopped(1));
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

} // namespace

EventLogExport::EventLogExport(EventLog &log, const EventLogRows &rows, MessageStrip &strip, QWidget *parent)
    : IconButton(IconName::Download, tr("Write or read a file"), parent)
    , m_log(log)
    , m_rows(rows)
    , m_strip(strip)
    , m_ask(askByDialog)
{
    setObjectName(u"exportLog"_s);
    setLook(Look::Raised);
    setExtent(36);
    m_strip.setObjectName(u"logStrip"_s);
    m_strip.hide();
    connect(this, &QAbstractButton::clicked, this, &EventLogExport::openMenu);
}

bool EventLogExport::stop()
{
    const bool busy = m_collecting || m_writing;
    if (m_collecting)
        m_collecting->cancel();
    m_collecting.reset();
    if (m_writing)
        m_writing->cancel();
    return busy;
}

void EventLogExport::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"exportLogMenu"_s);
    menu->addAction(tr("Write everything…"), this, [this] { ask(What::All); });
    QAction *listed = menu->addAction(tr("Write what is listed…"), this, [this] { ask(What::Listed); });
    listed->setEnabled(m_rows.rowCount() > 0);
    QAction *chosen = menu->addAction(tr("Write the chosen rows…"), this, [this] { ask(What::Chosen); });
    chosen->setEnabled(m_marks && !m_marks->selected().isEmpty());
    menu->addSeparator();
    menu->addAction(tr("Read a file…"), this, &EventLogExport::importRequested);
    menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

void EventLogExport::writeChosen()
{
    ask(What::Chosen);
}

void EventLogExport::ask(What what)
{
    const QString suggested = u"pixelmeter-log-%1.jsonl"_s.arg(QDate::currentDate().toString(Qt::ISODate));
    m_ask(this, suggested, [this, what](const QString &path) { begin(path, what); });
}

QList<qint64> EventLogExport::numbers(What what) const
{
    if (what == What::Chosen)
        return m_marks->numbers();
    QList<qint64> numbers;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        if (!m_rows.eventAt(row))
            numbers.append(m_rows.row(row).rowNumber);
    }
    return numbers;
}

void EventLogExport::begin(const QString &path, What what)
{
    stop();
    m_strip.clearButtons();
    const auto format = logFormatOf(path);
    if (!format)
        return fail(tr("End the name with .jsonl, .har or .csv."));
    m_strip.setKind(MessageStrip::Kind::Info);
    m_strip.setMessage(tr("Writing the log"), QFileInfo(path).fileName());
    connect(m_strip.addButton(tr("Stop")), &QAbstractButton::clicked, this, [this] {
        stop();
        m_strip.hide();
    });
    m_strip.show();
    what == What::All ? write(path, *format, {}) : collect(path, *format, numbers(what), {});
}

// The file names rows by their exchange, which stands in the store alone for those not looked at.
void EventLogExport::collect(
    const QString &path, LogFormat format, QList<qint64> numbers, const QSet<QUuid> &found)
{
    if (numbers.isEmpty())
        return found.isEmpty() ? fail(tr("These rows are not in the log any more."))
                               : write(path, format, found);
    const QList<qint64> page = numbers.mid(0, collectedAtOnce);
    numbers.remove(0, page.size());
    m_collecting = m_log.rows(page);
    whenDone(*m_collecting, this, [=, this, run = ++m_run](const Result<QList<LogRow>> &rows) {
        if (run != m_run || !m_collecting)
            return; // stopped meanwhile
        m_collecting.reset();
        if (!rows)
            return fail(rows.error().message);
        QSet<QUuid> all = found;
        for (const LogRow &row : *rows)
            all.insert(row.exchange);
        collect(path, format, numbers, all);
    });
}

void EventLogExport::write(const QString &path, LogFormat format, const Only &only)
{
    m_writing = only ? m_log.exportTo(path, format, *only) : m_log.exportTo(path, format);
    whenDone(*m_writing, this, [this, path, run = ++m_run](const Result<int> &count) {
        if (run != m_run)
            return;
        m_writing.reset();
        written(path, count);
    });
}

void EventLogExport::fail(const QString &why)
{
    m_strip.clearButtons();
    m_strip.setKind(MessageStrip::Kind::Failure);
    m_strip.setMessage(tr("The log was not written"), why);
    connect(m_strip.addButton(tr("Close")), &QAbstractButton::clicked, &m_strip, &QWidget::hide);
    m_strip.show();
}

void EventLogExport::written(const QString &path, const Result<int> &count)
{
    if (!count && count.error().kind == Error::Kind::Cancelled)
        return;
    if (!count)
        return fail(count.error().message);
    const QFileInfo file(path);
    m_strip.clearButtons();
    m_strip.setKind(MessageStrip::Kind::Info);
    m_strip.setMessage(
        *count == 1 ? tr("1 request written") : tr("%1 requests written").arg(QLocale().toString(*count)),
        tr("Keys are masked in %1.").arg(file.fileName()));
    connect(m_strip.addButton(tr("Open the folder")), &QAbstractButton::clicked, this,
        [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file.absolutePath())); });
    connect(m_strip.addButton(tr("Close")), &QAbstractButton::clicked, &m_strip, &QWidget::hide);
    m_strip.show();
}
