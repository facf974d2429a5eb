// SPDX-License-Identifier: MIT
#include "ui/pages/generatereceipt.h"

#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GenerateReceipt::GenerateReceipt(QWidget *parent)
    : Card(parent)
    , m_rule(makeRule(this))
    , m_inside(new QWidget(this))
{
    setAccessibleName(tr("Receipt"));
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    body()->addWidget(makeHead());
    body()->addWidget(m_rule);
    makeLines(m_inside);
    body()->addWidget(m_inside);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    applyDensity();
}

QWidget *GenerateReceipt::makeHead()
{
    auto *head = new QWidget(this);
    head->setFixedHeight(scaled(42));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(makeLabel(tr("Receipt"), TextRole::Strong, Ink::Text, head));
    m_shortId = new ElidedLabel({}, TextRole::MonoSmall, Ink::Dim, head);
    m_shortId->setElideMode(Qt::ElideMiddle);
    row->addWidget(m_shortId, 1);
    row->addStretch();
    m_show = new Button(tr("Show event"), ButtonRole::Quiet, head);
    m_show->setObjectName(u"showEvent"_s);
    m_show->setButtonSize(ButtonSize::Small);
    connect(m_show, &QAbstractButton::clicked, this, &GenerateReceipt::showEventRequested);
    row->addWidget(m_show);
    m_fold = new IconButton(IconName::ChevronUp, tr("Open the receipt"), head);
    m_fold->setObjectName(u"openReceipt"_s);
    connect(m_fold, &QAbstractButton::clicked, this, [this] {
        m_open = !m_open;
        applyDensity();
    });
    row->addWidget(m_fold);
    return head;
}

void GenerateReceipt::makeLines(QWidget *inside)
{
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(8);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    struct Row {
        QString label;
        const char *name;
        TextRole role;
        bool money;
    };
    const Row rows[LineCount] = {{tr("Event id"), "receiptEventId", TextRole::MonoSmall, false},
        {tr("Customer"), "receiptCustomer", TextRole::Small, true},
        {tr("Period"), "receiptPeriod", TextRole::Small, true},
        {tr("Engine"), "receiptEngine", TextRole::Small, false},
        {tr("Provider cost"), "receiptProviderCost", TextRole::Small, false},
        {tr("Price"), "receiptPrice", TextRole::SmallStrong, true}};
    for (int i = 0; i < LineCount; ++i) {
        auto *value = new ElidedLabel({}, rows[i].role, Ink::Text, inside);
        value->setAlignment(Qt::AlignRight);
        value->setObjectName(QLatin1StringView(rows[i].name));
        if (i == EventLine)
            value->setElideMode(Qt::ElideMiddle);
        m_lines[i] = {makeLabel(rows[i].label, TextRole::Help, Ink::Mute, inside), value, rows[i].money};
        grid->addWidget(m_lines[i].label, i, 0);
        grid->addWidget(value, i, 1);
    }
    column->addLayout(grid);
    m_saved = new QWidget(inside);
    auto *saved = new QGridLayout(m_saved);
    saved->setContentsMargins(0, 0, 0, 0);
    saved->setSpacing(8);
    saved->addWidget(makeRule(m_saved), 0, 0, 1, 2);
    saved->addWidget(new IconMark(IconName::FileCheck, Ink::Mute, IconMark::Look::Bare, m_saved), 1, 0);
    saved->addWidget(makeLabel(tr("Saved inside the PNG"), TextRole::Help, Ink::Mute, m_saved), 1, 1);
    saved->setColumnStretch(1, 1);
    column->addWidget(m_saved);
}

void GenerateReceipt::setContent(const Content &content)
{
    m_shortId->setText(content.eventId);
    m_show->setVisible(content.sent && !m_picturesOnly && (!m_compact || m_open));
    m_show->setEnabled(content.sent);
    m_lines[EventLine].value->setText(content.eventId);
    m_lines[CustomerLine].value->setText(content.customer);
    m_lines[PeriodLine].value->setText(content.period);
    m_lines[EngineLine].value->setText(content.engine);
    m_lines[ProviderLine].value->setText(content.providerCost);
    m_lines[PriceLine].value->setText(content.price);
    m_lines[PriceLine].value->setInk(content.priceInk);
    showLines();
}

void GenerateReceipt::showLines()
{
    for (const Line &line : m_lines) {
        const bool shown = !line.value->text().isEmpty() && !(line.money && m_picturesOnly);
        line.label->setVisible(shown);
        line.value->setVisible(shown);
    }
}

void GenerateReceipt::applyDensity()
{
    const bool whole = !m_compact || m_open;
    m_inside->setVisible(whole);
    m_rule->setVisible(whole);
    m_shortId->setVisible(!whole);
    m_show->setVisible(whole && m_show->isEnabled() && !m_picturesOnly);
    m_fold->setVisible(m_compact);
    m_fold->setIconName(m_open ? IconName::ChevronDown : IconName::ChevronUp);
    m_fold->setName(m_open ? tr("Close the receipt") : tr("Open the receipt"));
}

void GenerateReceipt::setDensity(Density density)
{
    m_compact = density == Density::Compact;
    applyDensity();
}

void GenerateReceipt::setSavedInside(bool inside)
{
    m_saved->setVisible(inside);
}

void GenerateReceipt::setPicturesOnly(bool on)
{
    m_picturesOnly = on;
    m_lines[EventLine].label->setText(on ? tr("Picture id") : tr("Event id"));
    showLines();
    applyDensity();
}
