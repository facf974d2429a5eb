// SPDX-License-Identifier: MIT
#include "ui/outbox/outboxcard.h"

#include "ui/outbox/outboxtable.h"
#include "ui/parts/button.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/iconbutton.h"

#include <QStackedLayout>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

OutboxCard::OutboxCard(const QString &name, const QString &accessibleName, QAbstractItemModel *model,
    const QList<int> &widths, QWidget *parent)
    : Card(parent)
    , m_name(name)
    , m_table(new OutboxTable(this))
    , m_empty(new EmptyState(this))
    , m_stack(new QStackedLayout)
{
    m_table->setObjectName(name + "Table"_L1);
    m_table->setAccessibleName(accessibleName);
    m_table->setModel(model);
    m_table->setWidths(widths);
    m_empty->setObjectName(name + "Empty"_L1);
    m_empty->setEdge(EmptyState::Edge::None);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    body()->setContentsMargins(1, 1, 1, 1);
    body()->addLayout(m_stack);
}

Button *OutboxCard::addClear(QLineEdit *search)
{
    Button *clear = m_empty->addButton(tr("Clear the search"));
    clear->setObjectName(m_name + "Clear"_L1);
    connect(clear, &QAbstractButton::clicked, search, &QLineEdit::clear);
    return clear;
}

void OutboxCard::showTable(bool table)
{
    m_stack->setCurrentIndex(table ? 0 : 1);
}

OutboxSearch::OutboxSearch(
    const QString &name, const QString &placeholder, const QString &accessibleName, QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(name + "Search"_L1);
    setPlaceholderText(placeholder);
    setAccessibleName(accessibleName);
    setClearButtonEnabled(true);
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(this, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &OutboxSearch::asked);
}

IconButton *makeExportButton(const QString &name, const QString &words, QWidget *parent)
{
    auto *button = new IconButton(IconName::Download, words, parent);
    button->setObjectName(name + "Export"_L1);
    button->setLook(IconButton::Look::Raised);
    button->setExtent(36);
    return button;
}
