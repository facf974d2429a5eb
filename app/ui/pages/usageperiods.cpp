// SPDX-License-Identifier: MIT
#include "ui/pages/usageperiods.h"

#include "ui/parts/combobox.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostListed = 12;

// The year is said only where the two days have different ones.
QString span(const Period &period)
{
    const QDate start = toDateTime(period.start).toLocalTime().date();
    const QDate end = toDateTime(period.end).toLocalTime().date();
    const QString format = start.year() == end.year() ? u"d MMM"_s : u"d MMM yyyy"_s;
    return UsagePeriods::tr("%1 to %2")
        .arg(QLocale::c().toString(start, format), QLocale::c().toString(end, format));
}

} // namespace

UsagePeriods::UsagePeriods(QWidget *parent)
    : QWidget(parent)
    , m_combo(new ComboBox(this))
{
    m_combo->setObjectName(u"billPeriod"_s);
    m_combo->setAccessibleName(tr("Bill shown"));
    m_combo->setSmall();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_combo, 1);
    connect(m_combo, &QComboBox::activated, this, &UsagePeriods::chosen);
    hide();
}

void UsagePeriods::setUsage(const SubscriptionId &of, const QList<UsagePeriod> &usage)
{
    const bool same = of == m_of;
    const bool renewed = same && m_known > 0 && usage.size() > m_known;
    const auto before = same ? closed() : std::nullopt;
    m_of = of;
    m_known = usage.size();
    m_closed = usage.mid(1, mostListed);
    list();
    qsizetype at = renewed ? 0 : -1;
    for (qsizetype i = 0; before && !renewed && i < m_closed.size(); ++i) {
        if (m_closed[i].period.start == before->period.start)
            at = i;
    }
    m_combo->setCurrentIndex(int(at + 1));
    setVisible(!m_closed.isEmpty());
}

std::optional<UsagePeriod> UsagePeriods::closed() const
{
    const int at = m_combo->currentIndex() - 1;
    return at >= 0 && at < m_closed.size() ? std::optional(m_closed[at]) : std::nullopt;
}

// Only where it says something else: a list that is open stays so while usage moves on.
void UsagePeriods::list()
{
    QStringList names{tr("This period so far")};
    for (const UsagePeriod &usage : m_closed)
        names.append(tr("%1, invoice").arg(span(usage.period)));
    QStringList now;
    for (int i = 0; i < m_combo->count(); ++i)
        now.append(m_combo->itemText(i));
    if (now == names)
        return;
    m_combo->clear();
    m_combo->addItems(names);
}
