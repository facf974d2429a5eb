// SPDX-License-Identifier: MIT
#include "ui/pages/meterfiltergroup.h"

#include "ui/fonts.h"
#include "ui/pages/meterfilterrow.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/iconbutton.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

MeterFilterGroup::MeterFilterGroup(QWidget *parent)
    : Card(parent)
    , m_title(makeLabel({}, TextRole::Help, Ink::Dim, this))
    , m_conjunction(new ComboBox(this))
    , m_meaning(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_remove(new IconButton(IconName::X, tr("Remove group"), this))
    , m_column(new QVBoxLayout)
    , m_add(new Button(tr("Add condition"), ButtonRole::Secondary, this))
    , m_error(makeLabel({}, TextRole::Help, Ink::Red, this))
{
    body()->setSpacing(8);
    buildHead();
    m_column->setSpacing(8);
    body()->addLayout(m_column);
    body()->addWidget(m_error);
    m_error->setWordWrap(true);
    m_error->hide();
    m_add->setButtonSize(ButtonSize::Small);
    m_add->setIconName(IconName::Plus);
    body()->addWidget(m_add, 0, Qt::AlignLeft);

    connect(m_conjunction, &QComboBox::currentIndexChanged, this, [this] {
        explain();
        Q_EMIT changed();
    });
    connect(m_remove, &QAbstractButton::clicked, this, &MeterFilterGroup::removeRequested);
    connect(m_add, &QAbstractButton::clicked, this, [this] { addCondition()->focusFirst(); });
    addCondition();
    explain();
}

void MeterFilterGroup::buildHead()
{
    m_conjunction->addItem(tr("AND"), int(Conjunction::And));
    m_conjunction->addItem(tr("OR"), int(Conjunction::Or));
    m_conjunction->setSmall();
    m_remove->setExtent(36);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_conjunction);
    head->addWidget(m_meaning, 1);
    head->addWidget(m_remove);
    body()->addLayout(head);
}

void MeterFilterGroup::setNumber(int number)
{
    m_number = number;
    setObjectName(u"filterGroup%1"_s.arg(number));
    m_title->setText(tr("GROUP %1").arg(number));
    m_conjunction->setObjectName(u"filterGroup%1Conjunction"_s.arg(number));
    m_conjunction->setAccessibleName(tr("Group %1: AND or OR").arg(number));
    m_remove->setObjectName(u"removeGroup%1"_s.arg(number));
    m_remove->setName(tr("Remove group %1").arg(number));
    m_add->setObjectName(u"addCondition%1"_s.arg(number));
    m_add->setAccessibleName(tr("Add condition to group %1").arg(number));
    renumber();
}

void MeterFilterGroup::renumber()
{
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setNumbers(m_number, int(i) + 1);
}

void MeterFilterGroup::explain()
{
    m_meaning->setText(m_conjunction->currentIndex() == 1 ? tr("one of these conditions must match")
                                                          : tr("all of these conditions must match"));
}

MeterFilterRow *MeterFilterGroup::addCondition()
{
    auto *row = new MeterFilterRow(this);
    m_column->addWidget(row);
    m_rows.append(row);
    connect(row, &MeterFilterRow::changed, this, [this] {
        m_error->hide();
        Q_EMIT changed();
    });
    connect(row, &MeterFilterRow::removeRequested, this, [this, row] { removeCondition(row); });
    m_add->setOffReason(m_rows.size() >= mostConditions ? tr("A group holds 10 conditions.") : QString());
    renumber();
    Q_EMIT rowsChanged();
    Q_EMIT changed();
    return row;
}

void MeterFilterGroup::removeCondition(MeterFilterRow *row)
{
    if (m_rows.size() == 1) {
        Q_EMIT removeRequested();
        return;
    }
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    m_add->setOffReason({});
    m_error->hide();
    renumber();
    m_add->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

QList<QWidget *> MeterFilterGroup::tabStops() const
{
    QList<QWidget *> stops{m_conjunction, m_remove};
    for (const MeterFilterRow *row : m_rows)
        stops.append(row->tabStops());
    stops.append(m_add);
    return stops;
}

Filter MeterFilterGroup::filter() const
{
    Filter filter{.conjunction = Conjunction(m_conjunction->currentData().toInt()), .clauses = {}};
    for (const MeterFilterRow *row : m_rows)
        filter.clauses.push_back({row->condition()});
    return filter;
}

void MeterFilterGroup::setFilter(const Filter &filter)
{
    m_conjunction->setCurrentIndex(m_conjunction->findData(int(filter.conjunction)));
    for (size_t i = 0; i < filter.clauses.size(); ++i) {
        MeterFilterRow *row = i < size_t(m_rows.size()) ? m_rows[qsizetype(i)] : addCondition();
        if (const auto *condition = std::get_if<Condition>(&filter.clauses[i].is))
            row->setCondition(*condition);
    }
}

bool MeterFilterGroup::check()
{
    m_error->hide();
    for (MeterFilterRow *row : std::as_const(m_rows)) {
        if (row->showProblem()) {
            showError(row->problem());
            return false;
        }
    }
    return true;
}

void MeterFilterGroup::showError(const QString &text)
{
    m_error->setText(text);
    m_error->show();
}

void MeterFilterGroup::focusFirst()
{
    for (MeterFilterRow *row : std::as_const(m_rows)) {
        if (!row->problem().isEmpty()) {
            row->focusFirst();
            return;
        }
    }
    m_rows.first()->focusFirst();
}
