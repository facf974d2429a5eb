// SPDX-License-Identifier: MIT
#include "ui/payload/payloadmeters.h"

#include "ui/fonts.h"
#include "ui/parts/chip.h"
#include "ui/parts/elidedlabel.h"
#include "ui/payload/payloadwords.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 28;

} // namespace

PayloadMeters::PayloadMeters(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"payloadMeters"_s);
    setAccessibleName(tr("Meters that would count it"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inside = new QWidget(this);
    inside->setProperty("scrolled", true);
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, 4, 0);
    m_column->setSpacing(4);
    m_none = makeLabel({}, TextRole::Small, Ink::Mute, inside);
    m_none->setObjectName(u"payloadNoMeters"_s);
    m_none->setWordWrap(true);
    m_column->addWidget(m_none);
    m_column->addStretch(1);
    setWidget(inside);
}

QWidget *PayloadMeters::row(int index)
{
    while (index >= m_rows.size()) {
        auto *made = new QWidget(widget());
        made->setMinimumHeight(rowHeight);
        auto *line = new QHBoxLayout(made);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(12);
        auto *name = new ElidedLabel({}, TextRole::Small, Ink::Text, made);
        name->setObjectName(u"payloadMeterName"_s);
        auto *chip = new Chip(made);
        chip->setObjectName(u"payloadMeterChip"_s);
        line->addWidget(name, 1);
        line->addWidget(chip);
        m_column->insertWidget(m_column->count() - 1, made);
        m_rows.append(made);
    }
    return m_rows[index];
}

void PayloadMeters::showVerdict(const std::optional<Verdict> &verdict)
{
    QList<MeterVerdict> meters = verdict ? verdict->meters : QList<MeterVerdict>();
    std::ranges::stable_partition(meters, &MeterVerdict::counted);
    for (int i = 0; i < int(meters.size()); ++i) {
        QWidget *line = row(i);
        line->findChild<ElidedLabel *>(u"payloadMeterName"_s)->setText(meters[i].meterName);
        auto *chip = line->findChild<Chip *>(u"payloadMeterChip"_s);
        chip->setLook(payloadwords::chip(meters[i]));
        chip->setToolTip(payloadwords::meterHint(meters[i]));
        line->show();
    }
    for (qsizetype i = meters.size(); i < m_rows.size(); ++i)
        m_rows[i]->hide();
    m_none->setText(verdict ? tr("There is no live meter yet.") : tr("No event can be read yet."));
    m_none->setVisible(meters.isEmpty());
}
