// SPDX-License-Identifier: MIT
#include "ui/pages/generatetrail.h"

#include "eventlog/verdictwords.h"
#include "imaging/provider.h"
#include "ui/pages/generatecolumns.h"
#include "ui/pages/generateevent.h"
#include "ui/pages/generatereceipt.h"
#include "ui/parts/button.h"
#include "ui/parts/chain.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GenerateTrail::GenerateTrail(Session &session, GenerateColumns &columns)
    : QObject(&columns)
    , m_session(session)
    , m_columns(columns)
    , m_chain(new Chain(&columns))
    , m_buy(new Button(tr("Buy the product first"), ButtonRole::Outlined, &columns))
    , m_receipt(new GenerateReceipt(&columns))
    , m_event(new GenerateEvent(&columns))
{
    m_chain->setObjectName(u"chain"_s);
    m_buy->setObjectName(u"buyFirst"_s);
    m_buy->setButtonSize(ButtonSize::Small);
    m_receipt->setObjectName(u"receipt"_s);
    columns.chain()->addWidget(m_chain);
    columns.chain()->addWidget(m_buy, 0, Qt::AlignLeft);
    columns.chain()->addStretch(1);
    columns.chainFoot()->addWidget(m_receipt);
    m_event->setObjectName(u"eventFields"_s);
    columns.setEvent(m_event);
    connect(m_chain, &Chain::nodeActivated, this, &GenerateTrail::open);
    connect(m_buy, &QAbstractButton::clicked, this, &GenerateTrail::customerRequested);
    connect(m_receipt, &GenerateReceipt::showEventRequested, this, &GenerateTrail::eventRequested);
}

void GenerateTrail::setTrack(const std::optional<PictureTrack> &track, int waitsBehind)
{
    m_track = track;
    const bool unbilled = track && track->stored && !track->billed;
    const bool nobody
        = m_session.state().loaded && !m_session.state().customer() && !(track && track->billed);
    m_elsewhere = track ? generate::elsewhere(*track, m_session.world()) : QString();
    m_chain->setNotBilled(!m_elsewhere.isEmpty() ? tr("%1. Its event is not in this place.").arg(m_elsewhere)
            : unbilled || nobody                 ? tr("Made, not billed: no customer yet")
                                                 : QString());
    m_buy->setVisible(nobody && !m_picturesOnly);
    showChain(waitsBehind);
    showReceipt();
    showEvent();
}

// Also before the first picture, so that nothing moves when it comes.
void GenerateTrail::showEvent()
{
    const bool buyer = m_session.state().customer() || (m_track && m_track->billed);
    m_columns.setEventWanted(buyer && !m_picturesOnly);
    if (!m_track || !m_track->billed)
        return m_event->setContent({});
    const ImageRow &row = m_track->row;
    m_event->setContent({.eventId = row.id.string(),
        .customer = row.customer.string(),
        .name = m_session.eventName(),
        .timestamp = QString::fromLatin1(toIso(row.at)),
        .metadata = tr("quality: %1, …").arg(QString::fromLatin1(row.tier))});
}

void GenerateTrail::showChain(int waitsBehind)
{
    generate::ChainNodes nodes;
    if (m_track)
        nodes = generate::chainNodes(
            *m_track, {.eventName = m_session.eventName(), .waitsBehind = waitsBehind});
    for (int i = 0; i < Chain::StepCount; ++i)
        m_chain->setNode(Chain::Step(i), nodes[size_t(i)]);
    m_chain->setTotal(m_track ? generate::chainTotal(*m_track) : QString());
}

void GenerateTrail::showReceipt()
{
    m_receipt->setVisible(m_track && m_track->stored);
    if (!m_track || !m_track->stored)
        return;
    const ImageRow &row = m_track->row;
    const Customer *customer = m_session.state().customer();
    const generate::PriceTag price = generate::priceTag(*m_track);
    const MeterVerdict *counted = m_track->countedBy();
    m_receipt->setContent({.eventId = row.id.string(),
        .sent = m_track->billed && m_elsewhere.isEmpty(),
        .customer = customer && customer->id == row.customer ? customer->is.name : row.customer.string(),
        .period = period(),
        .engine = madeBy(row),
        .providerCost = generate::providerCost(row),
        .price = !m_elsewhere.isEmpty() ? m_elsewhere
            : counted                   ? words::standing(*counted)
                                        : price.text,
        .priceInk = !m_elsewhere.isEmpty()                     ? Ink::Mute
            : price.ink == Ink::Amber || price.ink == Ink::Red ? price.ink
                                                               : Ink::Text});
}

QString GenerateTrail::madeBy(const ImageRow &row) const
{
    const QString engine = row.provider == "demo" || row.model.isEmpty()
        ? generate::engineName(row)
        : u"%1, %2"_s.arg(generate::engineName(row), row.model);
    return provider(row.provider).has(Provider::Seed, row.model) ? tr("%1, seed %2").arg(engine).arg(row.seed)
                                                                 : engine;
}

QString GenerateTrail::period() const
{
    if (!m_elsewhere.isEmpty())
        return {};
    if (m_track->verdict) {
        for (const MeterVerdict &meter : m_track->verdict->meters) {
            if (meter.period)
                return generate::periodText(*meter.period);
        }
    }
    const auto bill = m_session.bill();
    const bool inside = m_track->billed && bill && bill->period.contains(m_track->row.at);
    return inside ? generate::periodText(bill->period) : QString();
}

void GenerateTrail::announceEnd(const PictureTrack &track)
{
    if (!m_picturesOnly)
        m_chain->announce(generate::endSentence(track));
}

void GenerateTrail::setCompact(bool compact)
{
    m_chain->setDensity(compact ? Chain::Density::Compact : Chain::Density::Roomy);
    m_receipt->setDensity(compact ? GenerateReceipt::Density::Compact : GenerateReceipt::Density::Roomy);
}

void GenerateTrail::setSavedInside(bool inside)
{
    m_receipt->setSavedInside(inside);
}

void GenerateTrail::setPicturesOnly(bool on)
{
    m_picturesOnly = on;
    m_chain->setVisible(!on);
    m_receipt->setPicturesOnly(on);
}

void GenerateTrail::open(int step)
{
    switch (step) {
    case Chain::Prompt:
        Q_EMIT promptRequested();
        break;
    case Chain::Picture:
        Q_EMIT pictureRequested();
        break;
    case Chain::OnTheBill:
        Q_EMIT billRequested();
        break;
    default:
        if (m_track && m_track->billed && m_elsewhere.isEmpty())
            Q_EMIT eventRequested();
    }
}
