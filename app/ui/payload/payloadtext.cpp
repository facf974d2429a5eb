// SPDX-License-Identifier: MIT
#include "ui/payload/payloadtext.h"

#include "ui/fonts.h"
#include "ui/payload/payloadcolours.h"
#include "ui/theme.h"

#include <QHelpEvent>
#include <QTextBlock>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 18;
constexpr int frame = 22; // border and padding, above and below

} // namespace

PayloadText::PayloadText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_colours(new PayloadColours(document()))
{
    setProperty("input", true);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    applyFont();
}

void PayloadText::applyFont()
{
    document()->setDefaultFont(fontOf(TextRole::Mono));
    setLines(m_lines);
}

void PayloadText::setLines(int lines)
{
    m_lines = lines;
    const int high = std::max(scaled(lineHeight), QFontMetrics(fontOf(TextRole::Mono)).lineSpacing());
    setFixedHeight(lines * high + frame);
}

void PayloadText::replaceAll(const QString &text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void PayloadText::setRemarks(const QList<PayloadRemark> &remarks)
{
    m_remarks = remarks;
    underline();
}

void PayloadText::underline()
{
    QList<QTextEdit::ExtraSelection> marks;
    const int end = document()->characterCount() - 1;
    for (const PayloadRemark &remark : std::as_const(m_remarks)) {
        if (remark.at < 0)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        // Where the text ends too early, the last letter stands for what is missing.
        const int to = std::min(int(remark.at + std::max<qsizetype>(remark.length, 1)), end);
        mark.cursor.setPosition(std::clamp(std::min(int(remark.at), to - 1), 0, std::max(end, 0)));
        mark.cursor.setPosition(std::max(to, 0), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        const bool error = remark.kind == PayloadRemark::Kind::Error;
        mark.format.setUnderlineColor(error ? theme().red.ink : theme().amber.ink);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void PayloadText::breakLine()
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    qsizetype indent = 0;
    while (indent < before.size() && before[indent] == u' ')
        ++indent;
    const bool opens = before.endsWith(u'{') || before.endsWith(u'[');
    cursor.insertText(u'\n' + QString(indent + (opens ? 2 : 0), u' '));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void PayloadText::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        return event->ignore();
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT submitted();
        return;
    }
    if (enter && event->modifiers() == Qt::NoModifier)
        return breakLine();
    QPlainTextEdit::keyPressEvent(event);
}

bool PayloadText::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int at = cursorForPosition(viewport()->mapFrom(this, help->pos())).position();
        for (const PayloadRemark &remark : std::as_const(m_remarks)) {
            if (at >= remark.at && at <= remark.at + remark.length) {
                QToolTip::showText(help->globalPos(), remark.sentence.toHtmlEscaped(), this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::StyleChange) {
        applyFont();
        m_colours->rehighlight();
        underline();
    }
    return QPlainTextEdit::event(event);
}
