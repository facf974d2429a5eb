// SPDX-License-Identifier: MIT
#include "ui/parts/jsonview.h"

#include "support/call.h"
#include "ui/fonts.h"
#include "ui/parts/jsonfind.h"
#include "ui/parts/jsonpainter.h"
#include "ui/parts/jsonpathbar.h"
#include "ui/style.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int margin = 16;
constexpr int lineHeight = 20;
constexpr auto busyAfter = 100ms;

struct Read { // what the pool made of a long body
    std::shared_ptr<const JsonLayout> layout;
    QByteArray lower;
};

} // namespace

JsonView::JsonView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("JSON"));
    setRingRadius(this, 6);
    viewport()->setAutoFillBackground(false);
    viewport()->setCursor(Qt::IBeamCursor);
    setCornerWidget(new QWidget(this)); // the style would paint it in the window's colour
    rebuild();
}

JsonView::~JsonView() = default;

void JsonView::setJson(const QByteArray &json, Body body)
{
    const int number = ++m_read;
    m_reading = json.size() > readAtOnce;
    if (!m_reading)
        return take(json, std::make_shared<const JsonLayout>(json), body);
    m_readBytes = json.size();
    take({}, std::make_shared<const JsonLayout>());
    m_late.start(busyAfter.count(), this);
    const CallSource<Read> source;
    QThreadPool::globalInstance()->start([source, json] {
        source.finish(Read{std::make_shared<const JsonLayout>(json), json.toLower()});
    });
    whenDone(source.call(), this, [this, number, json, body](const Result<Read> &read) {
        if (number != m_read || !read)
            return; // another body was set meanwhile
        m_reading = false;
        take(json, read->layout, body);
        m_lower = read->lower;
    });
}

void JsonView::take(const QByteArray &json, std::shared_ptr<const JsonLayout> layout, Body body)
{
    m_late.stop();
    m_lower.clear();
    m_caret = -1;
    m_anchor = m_cursor = {};
    m_rows.setNote(m_reading ? QString() : m_note);
    const bool laid = layout->isWhole() || (body == Body::Cut && layout->size() > 1);
    m_rows.setBody(json, laid ? std::move(layout) : std::make_shared<const JsonLayout>());
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    findSpans();
    showChosen();
    rebuild();
    search(m_find && !m_find->isHidden() ? m_find->text() : QString());
    placeBars();
    if (!m_reading)
        Q_EMIT laidOut();
}

void JsonView::setHead(const QStringList &lines)
{
    m_rows.setHead(lines);
    rebuild();
}

void JsonView::setMore(const QString &title, const QStringList &lines)
{
    m_rows.setMore(title, lines);
    rebuild();
}

void JsonView::showMore(bool on)
{
    m_rows.showMore(on);
    m_caret = -1;
    m_anchor = m_cursor = {};
    rebuild();
    placeBars();
}

void JsonView::setNote(const QString &note)
{
    m_note = note;
    m_rows.setNote(m_reading ? QString() : note);
    rebuild();
}

void JsonView::setComments(const QList<JsonComment> &comments)
{
    m_rows.setComments(comments);
    rebuild();
}

void JsonView::setMarks(const QList<JsonMark> &marks)
{
    m_marks = marks;
    findSpans();
    viewport()->update();
}

void JsonView::setWords(const QStringList &words)
{
    m_words = words;
    viewport()->update();
}

void JsonView::setChosen(const QString &path)
{
    if (path == m_chosen)
        return;
    m_chosen = path;
    showChosen();
}

void JsonView::setBreak(Break lines)
{
    m_break = lines;
    rebuild();
}

void JsonView::setInspect(bool on)
{
    if (on == (m_pathBar != nullptr))
        return;
    if (on)
        makeFind(); // before the other bar: the Tab key goes as one reads
    delete std::exchange(m_pathBar, on ? new JsonPathBar(this) : nullptr);
    if (!on)
        return;
    m_pathBar->hide();
    connect(m_pathBar, &JsonPathBar::copyPathRequested, this,
        [this] { QGuiApplication::clipboard()->setText(chosenPath()); });
    connect(m_pathBar, &JsonPathBar::copyValueRequested, this,
        [this] { QGuiApplication::clipboard()->setText(chosenValue()); });
}

// Where the marks stand. A mark counts letters inside the quotes.
void JsonView::findSpans()
{
    m_spans.clear();
    for (const JsonMark &mark : std::as_const(m_marks)) {
        const int line = m_rows.isJson() ? m_rows.layout().find(mark.path) : -1;
        if (line < 0)
            continue;
        const int start = m_rows.layout().valueStart(line);
        const bool whole = mark.length < 0;
        m_spans.append({line, whole ? start : start + 1 + mark.start,
            whole ? m_rows.layout().valueLength(line) : mark.length});
    }
}

void JsonView::showChosen()
{
    const int line = m_rows.isJson() ? m_rows.layout().find(m_chosen) : -1;
    m_chosenLines = {-1, -1};
    viewport()->update();
    if (line < 0)
        return;
    m_chosenLines = {line, std::max(line, m_rows.layout().line(line).end)};
    m_rows.reveal(line);
    m_rows.open(line, m_chosenLines.second);
    m_caret = -1;
    m_anchor = m_cursor = {};
    rebuild();
    placeBars();
    const int row = m_rows.rowOf(line);
    verticalScrollBar()->setValue(row * rowHeight() + margin / 2);
}

QString JsonView::jsonText() const
{
    return m_rows.isJson() ? m_rows.layout().pretty() : QString::fromUtf8(m_rows.body());
}

QString JsonView::toPlainText() const
{
    QStringList lines;
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows.row(i).from == 0)
            lines.append(m_rows.lineText(i));
    }
    return lines.join(u'\n');
}

void JsonView::copyAll()
{
    QGuiApplication::clipboard()->setText(jsonText());
}

void JsonView::fitHeight()
{
    m_fit = true;
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    updateGeometry();
}

int JsonView::rowHeight() const
{
    return scaled(lineHeight);
}

qreal JsonView::letterWidth() const
{
    return QFontMetricsF(fontOf(TextRole::Mono)).horizontalAdvance(u'm');
}

int JsonView::columnsShown() const
{
    return int((viewport()->width() - 2 * margin) / std::max(letterWidth(), 1.0));
}

void JsonView::rebuild()
{
    m_rows.build(columnsShown(), m_break);
    if (m_caret >= m_rows.size())
        m_caret = -1;
    if (std::max(m_anchor, m_cursor).row >= m_rows.size())
        m_anchor = m_cursor = {};
    fitScrollBars();
    viewport()->update();
    updateGeometry();
}

void JsonView::fitScrollBars()
{
    const QSize shown = viewport()->size();
    const int height = m_rows.size() * rowHeight() + 2 * margin;
    const int width = int(m_rows.widest() * letterWidth()) + 2 * margin;
    verticalScrollBar()->setPageStep(shown.height());
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, height - shown.height()));
    horizontalScrollBar()->setPageStep(shown.width());
    horizontalScrollBar()->setSingleStep(rowHeight());
    horizontalScrollBar()->setRange(0, std::max(0, width - shown.width()));
}

QSize JsonView::sizeHint() const
{
    return {scaled(320), m_rows.size() * rowHeight() + 2 * margin + 2};
}

QSize JsonView::minimumSizeHint() const
{
    return {scaled(200), m_fit ? sizeHint().height() : scaled(80)};
}

void JsonView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    JsonPainter(*this).paint(painter);
}

void JsonView::scrollContentsBy(int, int)
{
    viewport()->update();
}

// What is being read is said only when it takes a while.
void JsonView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_late.timerId())
        return QAbstractScrollArea::timerEvent(event);
    m_late.stop();
    m_rows.setNote(tr("Reading %1 …")
                       .arg(QLocale().formattedDataSize(m_readBytes, 1, QLocale::DataSizeTraditionalFormat)));
    rebuild();
}

void JsonView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    fitBars();
    rebuild();
}

bool JsonView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool escapes = key->key() == Qt::Key_Escape && (m_caret >= 0 || m_anchor != m_cursor);
        if (key->matches(QKeySequence::Find) || key->matches(QKeySequence::Copy) || escapes) {
            event->accept(); // before the window's own keys
            return true;
        }
    }
    const bool handled = QAbstractScrollArea::event(event);
    if (event->type() == QEvent::StyleChange)
        rebuild();
    return handled;
}
