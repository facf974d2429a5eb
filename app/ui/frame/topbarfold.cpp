// SPDX-License-Identifier: MIT
#include "ui/fonts.h"
#include "ui/frame/barcell.h"
#include "ui/frame/queuechip.h"
#include "ui/frame/sourcebadge.h"
#include "ui/frame/topbar.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"

#include <QLabel>
#include <QLayout>
#include <QScopedValueRollback>

#include <algorithm>

// What leaves the bar where there is no room for it.

namespace {

constexpr int leastGap = 24; // between the left and the right half, also where the customer's name is cut
constexpr int leastLetters = 12; // of the address; with less it goes

} // namespace

// What the bar would like, as it is shown now.
int TopBar::neededWidth() const
{
    for (BarCell *cell : {m_customerCell, m_dateCell, m_billCell})
        cell->refit();
    layout()->invalidate();
    return layout()->sizeHint().width();
}

// All that decides what folds. Folding hides and shows, which asks for a new layout: without this the bar
// would fold for ever.
QString TopBar::whatFolds() const
{
    QStringList parts{QString::number(width()), QString::number(scaled(1000))};
    for (const QWidget *part : std::initializer_list<QWidget *>{m_queue, m_return})
        parts << QString::number(part->isHidden() ? 0 : part->sizeHint().width());
    parts << m_badge->accessibleName() << m_calls->text();
    parts << m_pictures->text() << m_shownAddress << m_customer->text() << m_date->text() << m_time->text()
          << m_usage->text() << m_amount->text();
    return parts.join(u'\n');
}

// Address, time, the customer's name by itself, then the model, a custom host, the calls left, the program's
// name and, at very large text, the words before the amount and the cells' icons. Showing a part lays the bar
// out at once, which may ask for another folding: that one comes with the layout it asked for.
void TopBar::fold()
{
    if (m_folding)
        return;
    const QScopedValueRollback<bool> once(m_folding, true);
    m_foldedFor = whatFolds();
    QSpacerItem *gap = layout()->itemAt(layout()->indexOf(m_queue) + 1)->spacerItem();
    gap->changeSize(leastGap, 0);
    const auto tooWide = [this] { return neededWidth() > width(); };
    m_calls->setVisible(!m_calls->text().isEmpty());
    m_time->setVisible(!m_time->text().isEmpty());
    m_name->setVisible(true);
    m_usage->setVisible(true);
    m_customerIcon->show();
    m_dateIcon->show();
    m_pictures->setBrief(false);
    fitAddress();
    if (tooWide())
        m_time->hide();
    const int shortened = m_customer->sizeHint().width() - m_customer->minimumSizeHint().width();
    const auto stillTooWide = [&] { return neededWidth() - shortened > width(); };
    if (stillTooWide())
        m_pictures->setBrief(true);
    if (stillTooWide())
        m_badge->setBrief(true);
    if (stillTooWide())
        m_calls->hide();
    if (stillTooWide())
        m_name->hide();
    if (stillTooWide() && !m_amount->text().isEmpty())
        m_usage->hide();
    if (stillTooWide()) {
        m_customerIcon->hide();
        m_dateIcon->hide();
    }
    if (stillTooWide())
        gap->changeSize(0, 0);
    layout()->invalidate();
    layout()->activate();
}

// The address and its button go together; before that its middle is left out. A custom place is named by the
// badge where it is not named beside it.
void TopBar::fitAddress()
{
    const bool known = !m_shownAddress.isEmpty();
    m_address->setText(m_shownAddress);
    m_address->setVisible(known);
    m_badge->setBrief(known);
    if (known)
        m_copy->show();
    const int room = m_address->sizeHint().width() - std::max(neededWidth() - width(), 0);
    const QString shown
        = QFontMetrics(m_address->font()).elidedText(m_shownAddress, Qt::ElideMiddle, std::max(room, 0));
    if (known && (shown == m_shownAddress || shown.size() >= leastLetters))
        return m_address->setText(shown);
    if (m_copy->hasFocus())
        m_copy->clearFocus(); // or hiding it would hand the focus on
    m_address->hide();
    m_copy->hide();
    m_badge->setBrief(false);
}
