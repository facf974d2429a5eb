// SPDX-License-Identifier: MIT
#include "ui/pages/productadvanced.h"

#include "ui/fonts.h"
#include "ui/pages/productamounts.h"
#include "ui/parts/card.h"
#include "ui/parts/disclosure.h"
#include "ui/parts/field.h"
#include "ui/parts/toggle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestTrial = 10000; // days

}

ProductAdvanced::ProductAdvanced(QWidget *parent)
    : QWidget(parent)
    , m_trial(new QLineEdit(u"0"_s))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *disclosure = new Disclosure(tr("Advanced settings"), Disclosure::Look::Section, this);
    disclosure->setObjectName(u"advancedSettings"_s);
    disclosure->setSub(tr("trial period, tax inclusive, purchasing power parity"));
    auto *folded = new QWidget(this);
    auto *inner = new QVBoxLayout(folded);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(12);
    m_trial->setObjectName(u"trialDays"_s);
    m_trialField = new Field(tr("Trial Period (days)"), m_trial, Field::Need::Optional, folded);
    m_trialField->setHelp(tr("Days before the first charge."));
    m_trialField->setCheck([this] {
        const Result<qint64> days = wholeNumber(m_trial->text(), 0, longestTrial);
        return days ? FieldNote{} : FieldNote{FieldNote::Kind::Error, days.error().message};
    });
    inner->addWidget(m_trialField);
    m_taxInclusive
        = addToggle(inner, u"taxInclusive"_s, tr("Tax inclusive"), tr("The price contains the tax."));
    m_parity = addToggle(inner, u"purchasingPowerParity"_s, tr("Purchasing power parity"),
        tr("The fixed price follows the buyer's country. Usage does not."));
    column->addWidget(makeRule(this));
    column->addWidget(disclosure);
    column->addWidget(folded);
    folded->hide();
    disclosure->setTarget(folded);
    connect(m_trial, &QLineEdit::textChanged, this, &ProductAdvanced::changed);
}

Toggle *ProductAdvanced::addToggle(
    QVBoxLayout *column, const QString &name, const QString &title, const QString &help)
{
    auto *toggle = new Toggle(this);
    toggle->setObjectName(name);
    toggle->setAccessibleName(title);
    toggle->setAccessibleDescription(help);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel(title, TextRole::Body, Ink::Text, this));
    words->addWidget(makeLabel(help, TextRole::Help, Ink::Mute, this));
    auto *row = new QHBoxLayout;
    row->addLayout(words, 1);
    row->addWidget(toggle);
    column->addLayout(row);
    connect(toggle, &QAbstractButton::toggled, this, &ProductAdvanced::changed);
    return toggle;
}

void ProductAdvanced::setTrial(Trial trial)
{
    m_trialField->setVisible(trial == Trial::Offered);
}

int ProductAdvanced::trialDays() const
{
    return int(wholeNumber(m_trial->text(), 0, longestTrial).valueOr(0));
}

PriceBasics ProductAdvanced::apply(PriceBasics basics) const
{
    basics.taxInclusive = m_taxInclusive->isChecked() ? std::optional(true) : std::nullopt;
    basics.purchasingPowerParity = m_parity->isChecked();
    return basics;
}

void ProductAdvanced::setValues(const PriceBasics &basics, int trialDays)
{
    m_taxInclusive->setChecked(basics.taxInclusive.value_or(false));
    m_parity->setChecked(basics.purchasingPowerParity);
    m_trial->setText(QString::number(trialDays));
    m_trialField->clearNote();
}

bool ProductAdvanced::check()
{
    return m_trialField->isHidden() || m_trialField->check();
}
