// SPDX-License-Identifier: MIT
#include "ui/code/codeview.h"

#include "ui/code/codehighlighter.h"
#include "ui/fonts.h"
#include "ui/style.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace {
constexpr int margin = 12;
constexpr int indent = 4; // columns a tab takes
} // namespace

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new CodeHighlighter(document()))
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setRingRadius(this, 6);
    document()->setDocumentMargin(margin);
    viewport()->setAutoFillBackground(false);
    setCornerWidget(new QWidget(this)); // else the style fills the corner between the bars
    applyLook();
}

void CodeView::setCode(const QString &fileName, const QByteArray &text)
{
    m_highlighter->setTongue(tongueOf(fileName));
    setPlainText(QString::fromUtf8(text));
    setAccessibleName(tr("Program text of %1").arg(fileName));
}

void CodeView::applyLook()
{
    const QFont font = fontOf(TextRole::MonoSmall);
    document()->setDefaultFont(font);
    setTabStopDistance(indent * QFontMetricsF(font).horizontalAdvance(u' '));
}

bool CodeView::event(QEvent *event)
{
    const bool handled = QPlainTextEdit::event(event);
    if (event->type() == QEvent::StyleChange) {
        applyLook();
        m_highlighter->rehighlight();
    }
    return handled;
}
