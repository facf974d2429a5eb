// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogsplit.h"

#include "ui/eventlog/eventlogdetail.h"
#include "ui/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int tabsBelowWidth = 1400;
constexpr int tabsBelowHeight = 680;
constexpr int lowestDetail = 240;
constexpr int highestDetail = 420;
constexpr int lowestWhileSending = 96;

} // namespace

EventLogSplit::EventLogSplit(QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
{
    setObjectName(u"logSplitter"_s);
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_byHand = true; });
}

void EventLogSplit::setParts(QWidget *table, EventLogDetail *detail)
{
    m_detail = detail;
    addWidget(table);
    addWidget(detail);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
}

void EventLogSplit::fit(const QSize &page, int above, bool sending)
{
    const bool narrow = page.width() < scaled(tabsBelowWidth) || page.height() < scaled(tabsBelowHeight);
    m_detail->setFold(narrow ? EventLogDetail::Fold::Tabs : EventLogDetail::Fold::Columns);
    const int lowest = sending ? lowestWhileSending : lowestDetail;
    m_detail->setLowest(lowest);
    if (m_byHand)
        return;
    const int height = page.height() - above;
    const int detail = std::clamp(height * (sending ? 4 : 5) / 10, scaled(lowest), scaled(highestDetail));
    setSizes({height - detail, detail});
}
