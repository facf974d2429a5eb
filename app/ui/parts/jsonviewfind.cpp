// SPDX-License-Identifier: MIT
// Finding in a JsonView, and its two bars.
#include "ui/parts/jsonfind.h"
#include "ui/parts/jsonpathbar.h"
#include "ui/parts/jsonview.h"

#include "ui/theme.h"

#include <QScrollBar>

namespace {

constexpr int margin = 16;
constexpr int mostMatches = 10'000;

} // namespace

void JsonView::makeFind()
{
    if (m_find)
        return;
    m_find = new JsonFind(this);
    m_find->hide();
    connect(m_find, &JsonFind::wanted, this, &JsonView::search);
    connect(m_find, &JsonFind::stepped, this, &JsonView::stepMatch);
    connect(m_find, &JsonFind::closed, this, &JsonView::cancel);
}

void JsonView::find()
{
    makeFind();
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    m_find->show();
    placeBars();
    m_find->take(from.row == to.row && from != to ? selectedText() : QString());
    search(m_find->text());
}

// ASCII letters match in either case, as in the log's own search.
void JsonView::search(const QString &text)
{
    m_wanted = text;
    m_matches.clear();
    m_match = -1;
    const QByteArray wanted = text.toUtf8().toLower();
    if (!wanted.isEmpty() && m_lower.isEmpty())
        m_lower = m_rows.body().toLower();
    qsizetype at = wanted.isEmpty() ? -1 : m_lower.indexOf(wanted);
    for (; at >= 0 && m_matches.size() < mostMatches; at = m_lower.indexOf(wanted, at + wanted.size())) {
        const int line = m_rows.isJson() ? m_rows.layout().lineAt(at) : 0;
        const int column = m_rows.isJson() && line >= 0 ? m_rows.layout().columnAt(line, at) : -1;
        if (column >= 0)
            m_matches.append({line, column, int(text.size())});
        else if (const auto place = m_rows.isJson() ? std::pair(-1, 0) : m_rows.textPlace(at);
                 place.first >= 0)
            m_matches.append({place.first, place.second, int(text.size())});
    }
    if (m_matches.isEmpty() && m_find)
        m_find->setResult(-1, 0, false);
    else if (!m_matches.isEmpty())
        stepMatch(1);
    viewport()->update();
}

void JsonView::stepMatch(int by)
{
    if (m_matches.isEmpty())
        return;
    const int count = int(m_matches.size());
    m_match = m_match < 0 ? (by > 0 ? 0 : count - 1) : (m_match + by + count) % count;
    if (m_find)
        m_find->setResult(m_match, count, count == mostMatches);
    showMatch();
}

void JsonView::showMatch()
{
    const Span &match = m_matches[m_match];
    if (m_rows.isJson() && m_rows.reveal(match.line)) {
        m_anchor = m_cursor = {};
        m_caret = -1;
        rebuild();
        placeBars();
    }
    const int row = m_rows.rowOf(match.line, match.from);
    if (row >= 0)
        scrollToRow(row);
    const int x = int(match.from * letterWidth());
    const int shown = viewport()->width() - 2 * margin;
    const int now = horizontalScrollBar()->value();
    if (x < now || x > now + shown - scaled(80))
        horizontalScrollBar()->setValue(std::max(0, x - shown / 2));
    viewport()->update();
}

// The field stands over the text, the path under it; both take their room from the viewport.
void JsonView::placeBars()
{
    const bool path = m_pathBar && m_caret >= 0 && m_rows.row(m_caret).kind == JsonRow::Kind::Json;
    if (path)
        m_pathBar->setPath(chosenPath());
    if (m_pathBar)
        m_pathBar->setVisible(path);
    const int above = m_find && !m_find->isHidden() ? m_find->sizeHint().height() : 0;
    const int below = path ? m_pathBar->sizeHint().height() : 0;
    if (viewportMargins() != QMargins(0, above, 0, below))
        setViewportMargins(0, above, 0, below);
    fitBars();
}

void JsonView::fitBars()
{
    if (m_find)
        m_find->setGeometry(0, 0, width(), m_find->sizeHint().height());
    if (m_pathBar) {
        const int height = m_pathBar->sizeHint().height();
        m_pathBar->setGeometry(0, this->height() - height, width(), height);
    }
}
