// SPDX-License-Identifier: MIT
#include "ui/parts/jsonview.h"

#include "ui/fonts.h"
#include "ui/icons.h"
#include "ui/parts/jsonhighlighter.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <cmath>

namespace {

constexpr int margin = 16;
constexpr int foldSide = 12;
constexpr int lineHeight = 20;
constexpr int narrow = 60; // columns; below it comments stand under the text

} // namespace

JsonView::JsonView(QWidget *parent)
    : QTextEdit(parent)
    , m_highlighter(new JsonHighlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(tr("JSON"));
    setRingRadius(this, 6);
    document()->setDocumentMargin(margin);
    viewport()->setAutoFillBackground(false);
    applyFont();
}

void JsonView::applyFont()
{
    document()->setDefaultFont(fontOf(TextRole::Mono));
    rebuild();
}

void JsonView::setJson(const QByteArray &json)
{
    m_json = json;
    m_lines = prettyJson(json);
    rebuild();
}

void JsonView::setHead(const QStringList &lines)
{
    m_head = lines;
    rebuild();
}

void JsonView::setComments(const QList<JsonComment> &comments)
{
    m_comments = comments;
    rebuild();
}

void JsonView::setMarks(const QList<JsonMark> &marks)
{
    m_marks = marks;
    viewport()->update();
}

QString JsonView::jsonText() const
{
    if (m_lines.isEmpty())
        return QString::fromUtf8(m_json);
    QStringList lines;
    for (const JsonLine &line : m_lines)
        lines.append(line.text);
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

int JsonView::firstLine() const
{
    return m_head.isEmpty() ? 0 : int(m_head.size()) + 1;
}

QString JsonView::commentOf(const JsonLine &line) const
{
    for (const JsonComment &comment : m_comments) {
        if (!line.path.isEmpty() && comment.path == line.path)
            return QStringLiteral("// ") + comment.text;
    }
    return {};
}

int JsonView::columnsShown() const
{
    const int letter = QFontMetrics(fontOf(TextRole::Mono)).horizontalAdvance(u'm');
    return (viewport()->width() - 2 * margin) / std::max(letter, 1);
}

// The whole text is laid out anew: payloads have tens of lines.
void JsonView::rebuild()
{
    m_below = columnsShown() < narrow;
    QStringList shown = m_head;
    if (!m_head.isEmpty() && !m_json.isEmpty())
        shown.append(QString());
    if (m_lines.isEmpty())
        shown += QString::fromUtf8(m_json).split(u'\n');
    int column = 0;
    for (const JsonLine &line : std::as_const(m_lines))
        column = std::max(column, commentOf(line).isEmpty() ? 0 : int(line.text.size()) + 3);
    QStringList under;
    for (const JsonLine &line : std::as_const(m_lines)) {
        const QString comment = commentOf(line);
        if (!comment.isEmpty() && m_below)
            under.append(
                comment.mid(0, 3) + line.path.section(u'.', -1) + QStringLiteral(": ") + comment.mid(3));
        shown.append(comment.isEmpty() || m_below ? line.text : line.text.leftJustified(column) + comment);
    }
    if (!under.isEmpty())
        shown += QStringList(QString()) + under;
    m_highlighter->setJsonRange(firstLine(), firstLine() + int(m_lines.size()), m_head.isEmpty() ? -1 : 0);
    setPlainText(shown.join(u'\n'));
    QTextBlockFormat lines;
    lines.setLineHeight(scaled(lineHeight), QTextBlockFormat::FixedHeight);
    QTextCursor all(document());
    all.select(QTextCursor::Document);
    all.mergeBlockFormat(lines);
    updateGeometry();
}

QSize JsonView::sizeHint() const
{
    const int lines = document()->blockCount();
    return {scaled(320), lines * scaled(lineHeight) + 2 * margin + 2};
}

QSize JsonView::minimumSizeHint() const
{
    return {scaled(200), m_fit ? sizeHint().height() : scaled(80)};
}

QRectF JsonView::spanRect(int block, int from, int length) const
{
    const QTextBlock line = document()->findBlockByNumber(block);
    if (!line.isValid() || !line.isVisible())
        return {};
    const QTextLine text = line.layout()->lineAt(0);
    if (!text.isValid())
        return {};
    const QPointF corner = document()->documentLayout()->blockBoundingRect(line).topLeft()
        - QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const qreal left = text.cursorToX(from);
    const qreal right = text.cursorToX(from + length);
    return {corner.x() + left, corner.y() + text.y(), std::max(right - left, 2.0), text.height()};
}

void JsonView::paintMarks(QPainter &painter)
{
    for (const JsonMark &mark : std::as_const(m_marks)) {
        for (int i = 0; i < m_lines.size(); ++i) {
            const JsonLine &line = m_lines[i];
            if (line.path != mark.path || line.valueStart < 0)
                continue;
            const bool whole = mark.length < 0;
            const int from = line.valueStart + (whole ? 0 : mark.start + 1);
            const QRectF box = spanRect(firstLine() + i, from, whole ? line.valueLength : mark.length);
            if (!box.isNull())
                paintBox(painter, box.adjusted(-1, 0, 1, 0), theme().amber.tint, theme().amber.ink, 3);
            break; // later lines with this path are its closing bracket
        }
    }
}

QRectF JsonView::foldRect(int line) const
{
    const QRectF box = spanRect(firstLine() + line, 0, 1);
    return box.isNull() ? box : QRectF(2, box.center().y() - foldSide / 2.0, foldSide, foldSide);
}

void JsonView::paintFolds(QPainter &painter)
{
    for (int i = 1; i < m_lines.size(); ++i) {
        if (m_lines[i].closes < 0)
            continue;
        const QRectF box = foldRect(i);
        if (box.isNull() || box.bottom() < 0 || box.top() > viewport()->height())
            continue;
        paintIcon(painter, box, m_folded.contains(i) ? IconName::ChevronRight : IconName::ChevronDown,
            theme().mute);
    }
}

void JsonView::fold(int line)
{
    const bool open = m_folded.remove(line);
    if (!open)
        m_folded.insert(line);
    for (int i = 0; i < m_lines.size(); ++i) {
        bool hidden = false;
        for (const int top : std::as_const(m_folded))
            hidden = hidden || (i > top && i <= m_lines[top].closes);
        document()->findBlockByNumber(firstLine() + i).setVisible(!hidden);
    }
    document()->markContentsDirty(0, document()->characterCount());
    viewport()->update();
    updateGeometry();
}

void JsonView::paintEvent(QPaintEvent *event)
{
    {
        QPainter painter(viewport());
        paintMarks(painter);
        paintFolds(painter);
    }
    QTextEdit::paintEvent(event);
}

void JsonView::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    if (!m_comments.isEmpty() && m_below != (columnsShown() < narrow))
        rebuild();
}

void JsonView::mousePressEvent(QMouseEvent *event)
{
    for (int i = 1; i < m_lines.size(); ++i) {
        if (m_lines[i].closes >= 0 && foldRect(i).adjusted(-2, -2, 4, 4).contains(event->position())) {
            fold(i);
            return;
        }
    }
    QTextEdit::mousePressEvent(event);
}

bool JsonView::event(QEvent *event)
{
    const bool handled = QTextEdit::event(event);
    if (event->type() == QEvent::StyleChange) {
        applyFont();
        m_highlighter->rehighlight();
    }
    return handled;
}
