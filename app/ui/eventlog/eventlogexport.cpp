// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogexport.h"

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
    : IconButton(IconName::Download, tr("Write the log to a file"), parent)
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

void EventLogExport::setChosen(const QUuid &exchange)
{
    m_chosen = exchange;
}

bool EventLogExport::hideStrip()
{
    if (m_writing)
        m_writing->cancel();
    const bool shown = m_strip.isVisible();
    m_strip.hide();
    return shown;
}

void EventLogExport::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"exportLogMenu"_s);
    menu->addAction(tr("Everything…"), this, [this] { ask(What::All); });
    QAction *listed = menu->addAction(tr("What is listed…"), this, [this] { ask(What::Listed); });
    listed->setEnabled(m_rows.rowCount() > 0);
    QAction *chosen = menu->addAction(tr("The chosen row…"), this, [this] { ask(What::Chosen); });
    chosen->setEnabled(!m_chosen.isNull());
    menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

void EventLogExport::ask(What what)
{
    QSet<QUuid> only;
    if (what == What::Chosen)
        only.insert(m_chosen);
    for (int row = 0; what == What::Listed && row < m_rows.rowCount(); ++row)
        only.insert(m_rows.row(row).exchange);
    const QString suggested = u"pixelmeter-log-%1.jsonl"_s.arg(QDate::currentDate().toString(Qt::ISODate));
    m_ask(this, suggested, [this, only](const QString &path) { write(path, only); });
}

void EventLogExport::write(const QString &path, const QSet<QUuid> &only)
{
    m_strip.clearButtons();
    const auto format = logFormatOf(path);
    if (!format) {
        m_strip.setKind(MessageStrip::Kind::Failure);
        m_strip.setMessage(tr("The log was not written"), tr("End the name with .jsonl, .har or .csv."));
        return m_strip.show();
    }
    m_strip.setKind(MessageStrip::Kind::Info);
    m_strip.setMessage(tr("Writing the log"), QFileInfo(path).fileName());
    connect(m_strip.addButton(tr("Stop")), &QAbstractButton::clicked, this, &EventLogExport::hideStrip);
    m_strip.show();
    m_writing = m_log.exportTo(path, *format, only);
    whenDone(*m_writing, this, [this, path](const Result<int> &count) {
        m_writing.reset();
        written(path, count);
    });
}

void EventLogExport::written(const QString &path, const Result<int> &count)
{
    m_strip.clearButtons();
    if (!count && count.error().kind == Error::Kind::Cancelled)
        return m_strip.hide();
    if (!count) {
        m_strip.setKind(MessageStrip::Kind::Failure);
        m_strip.setMessage(tr("The log was not written"), count.error().message);
    } else {
        const QFileInfo file(path);
        m_strip.setKind(MessageStrip::Kind::Info);
        m_strip.setMessage(
            *count == 1 ? tr("1 request written") : tr("%1 requests written").arg(QLocale().toString(*count)),
            tr("Keys are masked in %1.").arg(file.fileName()));
        connect(m_strip.addButton(tr("Open the folder")), &QAbstractButton::clicked, this,
            [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file.absolutePath())); });
    }
    connect(m_strip.addButton(tr("Close")), &QAbstractButton::clicked, this, &EventLogExport::hideStrip);
    m_strip.show();
}
