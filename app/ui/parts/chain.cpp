// SPDX-License-Identifier: MIT
#include "ui/parts/chain.h"

#include "ui/fonts.h"
#include "ui/parts/chaintile.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

ChainNode waitingNode(Chain::Step step)
{
    switch (step) {
    case Chain::Prompt:
        return {.icon = IconName::TextCursor, .name = Chain::tr("Prompt")};
    case Chain::Picture:
        return {.icon = IconName::Image, .name = Chain::tr("Picture")};
    case Chain::EventSent:
        return {.icon = IconName::Send, .name = Chain::tr("Event sent")};
    case Chain::Counted:
        return {.icon = IconName::Gauge, .name = Chain::tr("Counted")};
    default:
        return {.icon = IconName::ReceiptText, .name = Chain::tr("On the bill")};
    }
}

constexpr const char *tileNames[]
    = {"chainPrompt", "chainPicture", "chainEventSent", "chainCounted", "chainOnTheBill"};

} // namespace

Chain::Chain(QWidget *parent)
    : QWidget(parent)
    , m_total(makeLabel({}, TextRole::Small, Ink::Mute, this))
    , m_column(new QVBoxLayout(this))
    , m_notBilled(makeLabel({}, TextRole::Small, Ink::Mute, this))
{
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("From prompt to bill"), TextRole::Section, Ink::Text, this));
    head->addStretch();
    head->addWidget(m_total);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addLayout(head);
    m_column->addSpacing(12);
    for (int i = 0; i < StepCount; ++i) {
        auto *tile
            = new ChainTile(i == OnTheBill ? ChainTile::Position::Last : ChainTile::Position::Inner, this);
        tile->setObjectName(QLatin1StringView(tileNames[i]));
        connect(tile, &QAbstractButton::clicked, this, [this, i] { Q_EMIT nodeActivated(i); });
        m_column->addWidget(tile);
        m_tiles.append(tile);
    }
    m_column->addWidget(m_notBilled);
    m_column->addStretch();
    m_notBilled->setObjectName(u"chainNotBilled"_s);
    m_notBilled->setWordWrap(true);
    m_notBilled->hide();
    m_total->setObjectName(u"chainTotal"_s);
    setAccessibleName(tr("From prompt to bill"));
    reset();
}

void Chain::reset()
{
    for (int i = 0; i < StepCount; ++i)
        m_tiles[i]->setNode(waitingNode(Step(i)));
    m_total->clear();
    setNotBilled({});
}

void Chain::setNode(Step step, const ChainNode &node)
{
    ChainNode shown = node;
    const ChainNode own = waitingNode(step);
    if (shown.icon == IconName::None)
        shown.icon = own.icon;
    if (shown.name.isEmpty())
        shown.name = own.name;
    m_tiles[step]->setNode(shown);
}

ChainNode Chain::node(Step step) const
{
    return m_tiles[step]->node();
}

void Chain::setState(Step step, ChainNode::State state)
{
    ChainNode changed = node(step);
    changed.state = state;
    m_tiles[step]->setNode(changed);
}

void Chain::setTotal(const QString &time)
{
    m_total->setText(time);
}

void Chain::setNotBilled(const QString &line)
{
    for (int i = EventSent; i < StepCount; ++i)
        m_tiles[i]->setVisible(line.isEmpty());
    m_notBilled->setText(line);
    m_notBilled->setVisible(!line.isEmpty());
}

void Chain::setDensity(Density density)
{
    for (ChainTile *tile : std::as_const(m_tiles))
        tile->setRowHeight(density == Density::Compact ? 57 : 74);
}

void Chain::announce(const QString &sentence)
{
    setAccessibleDescription(sentence);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    Q_EMIT announced(sentence);
}
