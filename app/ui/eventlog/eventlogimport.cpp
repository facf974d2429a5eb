// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogimport.h"

#include "ui/fonts.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/paint.h"

#include <QApplication>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int edge = 16;

void askByDialog(QWidget *parent, const QString &, const std::function<void(const QString &)> &chosen)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(parent, EventLogImport::tr("Read requests from a file"), folder,
        EventLogImport::tr("Requests (*.jsonl *.har)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
    dialog->open();
}

// The one file of a drag that can be read here; empty: somebody else's.
QString fileIn(const QDropEvent &event)
{
    const QList<QUrl> urls = event.mimeData()->urls();
    const QString path = urls.size() == 1 && !event.source() ? urls.first().toLocalFile() : QString();
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == "jsonl"_L1 || suffix == "har"_L1 ? path : QString();
}

} // namespace

EventLogImport::EventLogImport(EventLog &log, MessageStrip &strip, QWidget *over)
    : QWidget(over)
    , m_log(log)
    , m_strip(strip)
    , m_over(over)
    , m_words(makeLabel(tr("Drop it to read it into the log"), TextRole::CardTitle, Ink::Text, this))
    , m_ask(askByDialog)
{
    setObjectName(u"logDropVeil"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_words->setAlignment(Qt::AlignCenter);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_words);
    hide();
    over->setAcceptDrops(true);
    over->installEventFilter(this);
}

void EventLogImport::ask()
{
    m_ask(m_over, {}, [this](const QString &path) { read(path); });
}

bool EventLogImport::stop()
{
    if (!m_reading)
        return false;
    m_reading->cancel();
    return true;
}

void EventLogImport::read(const QString &path)
{
    stop();
    const QString name = QFileInfo(path).fileName();
    m_strip.clearButtons();
    m_strip.setKind(MessageStrip::Kind::Info);
    m_strip.setMessage(tr("Reading “%1”").arg(name), {});
    connect(m_strip.addButton(tr("Stop")), &QAbstractButton::clicked, this, &EventLogImport::stop);
    m_strip.show();
    m_reading = m_log.importFrom(path);
    whenDone(*m_reading, this, [this, name, run = ++m_run](const Result<int> &count) {
        if (run != m_run)
            return;
        m_reading.reset();
        done(name, count);
    });
}

void EventLogImport::done(const QString &name, const Result<int> &count)
{
    m_strip.clearButtons();
    const bool stopped = !count && count.error().kind == Error::Kind::Cancelled;
    m_strip.setKind(count || stopped ? MessageStrip::Kind::Info : MessageStrip::Kind::Failure);
    if (stopped)
        m_strip.setMessage(tr("Reading “%1” was stopped").arg(name), tr("What came in before stays."));
    else if (!count)
        m_strip.setMessage(tr("“%1” was not read to its end").arg(name),
            tr("%1 What came in before stays.").arg(count.error().message));
    else if (*count == 1)
        m_strip.setMessage(tr("1 request came in"), tr("It is not billed. No verdict is asked for it."));
    else
        m_strip.setMessage(tr("%1 requests came in").arg(QLocale().toString(*count)),
            tr("They are not billed. No verdict is asked for them."));
    connect(m_strip.addButton(tr("Close")), &QAbstractButton::clicked, &m_strip, &QWidget::hide);
    m_strip.show();
}

// The window takes pictures dropped on it; files of requests are taken before it looks at them. What was
// installed last is asked first, so this is done again whenever the page comes into sight.
bool EventLogImport::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_over && event->type() == QEvent::Show)
        qApp->installEventFilter(this);
    if (watched == m_over && event->type() == QEvent::Hide)
        qApp->removeEventFilter(this);
    if (watched == m_over && event->type() == QEvent::Resize)
        resize(m_over->size());
    const auto *widget = qobject_cast<const QWidget *>(watched);
    const bool ours
        = widget && (widget == m_over || m_over->isAncestorOf(widget) || widget == m_over->window());
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const QString path = ours && m_over->isVisible() ? fileIn(*drop) : QString();
        if (path.isEmpty())
            return false;
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        setVisible(event->type() != QEvent::Drop);
        setGeometry(m_over->rect());
        raise();
        if (event->type() == QEvent::Drop)
            read(path);
        return true;
    }
    case QEvent::DragLeave:
        hide();
        return false;
    default:
        return false;
    }
}

void EventLogImport::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ground = theme().ground;
    ground.setAlphaF(0.9F);
    painter.fillRect(rect(), ground);
    paintBox(painter, QRectF(rect()).adjusted(edge, edge, -edge, -edge), {}, theme().accent.ink, 10, 2,
        Stroke::Dashed);
}
