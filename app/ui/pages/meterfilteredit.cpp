// SPDX-License-Identifier: MIT
#include "ui/pages/meterfilteredit.h"

#include "ui/fonts.h"
#include "ui/pages/meterfiltergroup.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/toggle.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

MeterFilterEdit::MeterFilterEdit(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new Toggle(this))
    , m_root(new QWidget(this))
    , m_rootConjunction(new ComboBox(m_root))
    , m_rootMeaning(makeLabel({}, TextRole::Small, Ink::Mute, m_root))
    , m_column(new QVBoxLayout)
    , m_add(new Button(tr("Add Group"), ButtonRole::Outlined, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    buildHead(column);
    buildRoot(column);
    m_column->setSpacing(10);
    column->addLayout(m_column);
    m_add->setObjectName(u"addGroup"_s);
    m_add->setButtonSize(ButtonSize::Small);
    m_add->setIconName(IconName::Plus);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QAbstractButton::clicked, this, [this] { addGroup()->focusFirst(); });
    connect(m_toggle, &QAbstractButton::toggled, this, &MeterFilterEdit::switched);
    arrange();
}

void MeterFilterEdit::buildHead(QVBoxLayout *column)
{
    QLabel *title = makeLabel(tr("Enable Event Filtering"), TextRole::Section, Ink::Text, this);
    QLabel *help
        = makeLabel(tr("Count only events that meet these conditions."), TextRole::Help, Ink::Mute, this);
    m_toggle->setObjectName(u"filterToggle"_s);
    m_toggle->setAccessibleName(title->text());
    m_toggle->setAccessibleDescription(help->text());
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(title);
    words->addWidget(help);
    auto *row = new QHBoxLayout;
    row->addLayout(words, 1);
    row->addWidget(m_toggle);
    column->addLayout(row);
}

void MeterFilterEdit::buildRoot(QVBoxLayout *column)
{
    m_rootConjunction->setObjectName(u"filterRootConjunction"_s);
    m_rootConjunction->setAccessibleName(tr("Between groups: AND or OR"));
    m_rootConjunction->addItem(tr("AND"), int(Conjunction::And));
    m_rootConjunction->addItem(tr("OR"), int(Conjunction::Or));
    m_rootConjunction->setSmall();
    auto *row = new QHBoxLayout(m_root);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(makeLabel(tr("Groups"), TextRole::Small, Ink::Dim, m_root));
    row->addWidget(m_rootConjunction);
    row->addWidget(m_rootMeaning, 1);
    column->addWidget(m_root);
    connect(m_rootConjunction, &QComboBox::currentIndexChanged, this, [this] {
        arrange();
        Q_EMIT changed();
    });
}

void MeterFilterEdit::arrange()
{
    const bool on = m_toggle->isChecked();
    m_root->setVisible(on && m_groups.size() > 1);
    m_rootMeaning->setText(m_rootConjunction->currentIndex() == 1 ? tr("one of the groups must match")
                                                                  : tr("every group must match"));
    m_add->setVisible(on);
    m_add->setOffReason(m_groups.size() >= mostGroups ? tr("A filter holds 10 groups.") : QString());
    for (qsizetype i = 0; i < m_groups.size(); ++i) {
        m_groups[i]->setNumber(int(i) + 1);
        m_groups[i]->setVisible(on);
    }
}

MeterFilterGroup *MeterFilterEdit::addGroup()
{
    auto *group = new MeterFilterGroup(this);
    m_column->addWidget(group);
    m_groups.append(group);
    connect(group, &MeterFilterGroup::changed, this, &MeterFilterEdit::changed);
    connect(group, &MeterFilterGroup::removeRequested, this, [this, group] { removeGroup(group); });
    connect(group, &MeterFilterGroup::rowsChanged, this, &MeterFilterEdit::orderTabs);
    arrange();
    orderTabs();
    Q_EMIT changed();
    return group;
}

// Groups and conditions come later than what stands below them; Tab goes as one reads all the same.
void MeterFilterEdit::orderTabs()
{
    QList<QWidget *> stops{m_toggle, m_rootConjunction};
    for (const MeterFilterGroup *group : std::as_const(m_groups))
        stops.append(group->tabStops());
    stops.append(m_add);
    for (qsizetype i = 1; i < stops.size(); ++i)
        setTabOrder(stops[i - 1], stops[i]);
}

void MeterFilterEdit::removeGroup(MeterFilterGroup *group)
{
    m_groups.removeOne(group);
    group->hide();
    group->deleteLater();
    if (m_groups.isEmpty()) {
        m_toggle->setFocus(Qt::OtherFocusReason);
        m_toggle->setChecked(false);
    } else {
        m_add->setFocus(Qt::OtherFocusReason);
    }
    arrange();
    Q_EMIT changed();
}

void MeterFilterEdit::switched(bool on)
{
    if (on && m_groups.isEmpty())
        addGroup();
    arrange();
    Q_EMIT changed();
}

std::optional<Filter> MeterFilterEdit::filter() const
{
    if (!m_toggle->isChecked() || m_groups.isEmpty())
        return std::nullopt;
    if (m_groups.size() == 1)
        return m_groups.first()->filter();
    Filter root{.conjunction = Conjunction(m_rootConjunction->currentData().toInt()), .clauses = {}};
    for (const MeterFilterGroup *group : m_groups)
        root.clauses.push_back({group->filter()});
    return root;
}

void MeterFilterEdit::clearGroups()
{
    for (MeterFilterGroup *group : std::as_const(m_groups)) {
        group->hide();
        group->deleteLater();
    }
    m_groups.clear();
}

void MeterFilterEdit::setFilter(const std::optional<Filter> &filter)
{
    clearGroups();
    m_rootConjunction->setCurrentIndex(0);
    m_toggle->setChecked(filter.has_value());
    if (filter && !filter->clauses.empty() && std::holds_alternative<Filter>(filter->clauses.front().is)) {
        clearGroups(); // the empty one that the toggle made
        m_rootConjunction->setCurrentIndex(m_rootConjunction->findData(int(filter->conjunction)));
        for (const Clause &clause : filter->clauses) {
            if (const auto *group = std::get_if<Filter>(&clause.is))
                addGroup()->setFilter(*group);
        }
    } else if (filter) {
        m_groups.first()->setFilter(*filter);
    }
    arrange();
    Q_EMIT changed();
}

bool MeterFilterEdit::check()
{
    if (!m_toggle->isChecked())
        return true;
    for (MeterFilterGroup *group : std::as_const(m_groups)) {
        if (!group->check()) {
            group->focusFirst();
            return false;
        }
    }
    return true;
}

void MeterFilterEdit::showError(const QString &text)
{
    if (!m_groups.isEmpty())
        m_groups.first()->showError(text);
}
