// SPDX-License-Identifier: MIT
#include "ui/pages/generatemoneys.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/pixelrow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GenerateMoneys::GenerateMoneys(QWidget *parent)
    : Card(parent)
    , m_rule(makeRule(this))
    , m_spent(new GenerateSpent(this))
{
    m_customer = makeCustomer();
    m_providerRow = makeProvider();
    m_refusal = makeRefusal();
    setAccessibleName(tr("What it costs"));
    m_spent->setObjectName(u"spent"_s);
    for (QWidget *part : {m_customer, m_rule, m_providerRow, static_cast<QWidget *>(m_spent), m_refusal})
        body()->addWidget(part);
    m_spent->hide();
    m_refusal->hide();
    connect(m_spent, &QAbstractButton::clicked, this, &GenerateMoneys::capRequested);
    connect(m_remedy, &QAbstractButton::clicked, this, &GenerateMoneys::remedyRequested);
    setDensity(Density::Roomy);
}

QWidget *GenerateMoneys::makeCustomer()
{
    auto *whole = new QWidget(this);
    m_used = makeLabel({}, TextRole::Small, Ink::Mute, whole);
    m_price = makeLabel({}, TextRole::CardBill, Ink::Text, whole);
    m_pixels = new PixelRow(whole);
    m_note = makeLabel({}, TextRole::Help, Ink::Amber, whole);
    m_used->setObjectName(u"freeUsed"_s);
    m_price->setObjectName(u"customerPrice"_s);
    m_note->setObjectName(u"notCountedNote"_s);
    m_note->setWordWrap(true);
    m_terms = makeLabel({}, TextRole::Help, Ink::Mute, whole);
    m_terms->setObjectName(u"customerTerms"_s);
    m_terms->setWordWrap(true);
    m_terms->hide();
    QSizePolicy wrapping = m_pixels->sizePolicy(); // as high as its rows need at this width
    wrapping.setVerticalPolicy(QSizePolicy::Minimum);
    m_pixels->setSizePolicy(wrapping);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(tr("To your customer"), TextRole::Small, Ink::Dim, whole));
    head->addStretch();
    head->addWidget(m_used);
    head->addWidget(m_price);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_pixels);
    column->addWidget(m_note);
    column->addWidget(m_terms);
    return whole;
}

QWidget *GenerateMoneys::makeProvider()
{
    auto *whole = new QWidget(this);
    m_providerWords = makeLabel({}, TextRole::Help, Ink::Mute, whole);
    m_providerWords->setObjectName(u"providerWords"_s);
    m_providerWords->setWordWrap(true);
    m_provider = makeLabel({}, TextRole::Help, Ink::Dim, whole);
    m_provider->setObjectName(u"providerPrice"_s);
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_providerWords, 1); // the amount stays whole
    row->addWidget(m_provider, 0, Qt::AlignBottom);
    return whole;
}

QWidget *GenerateMoneys::makeRefusal()
{
    auto *whole = new QWidget(this);
    m_refusalText = makeLabel({}, TextRole::Help, Ink::Amber, whole);
    m_refusalText->setObjectName(u"orderRefused"_s);
    m_refusalText->setWordWrap(true);
    m_remedy = new Button({}, ButtonRole::Outlined, whole);
    m_remedy->setObjectName(u"orderRemedy"_s);
    m_remedy->setButtonSize(ButtonSize::Small);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_refusalText);
    column->addWidget(m_remedy, 0, Qt::AlignLeft);
    return whole;
}

void GenerateMoneys::setForecast(const GenerateForecast &forecast)
{
    using Kind = GenerateForecast::Kind;
    m_forecast = forecast;
    const bool counts = forecast.kind == Kind::Free || forecast.kind == Kind::Charged;
    m_price->setText(forecast.price);
    setTextRole(m_price, forecast.kind == Kind::Charged ? TextRole::CardBill : TextRole::Section);
    setInk(m_price, forecast.kind == Kind::Charged ? Ink::Amber : counts ? Ink::Text : Ink::Dim);
    m_used->setText(forecast.freeUsed);
    m_used->setVisible(!forecast.freeUsed.isEmpty() && !m_compact);
    m_note->setText(forecast.note);
    setInk(m_note, forecast.kind == Kind::NotCounted ? Ink::Amber : Ink::Mute);
    m_note->setVisible(!forecast.note.isEmpty());
    m_pixels->setUnits(forecast.free, forecast.billable, forecast.next);
    if (!forecast.unit.isEmpty())
        m_pixels->setUnitName(forecast.unit);
    m_pixels->setVisible(forecast.free + forecast.billable + forecast.next > 0);
    showProvider();
    showTerms();
}

void GenerateMoneys::setMode(Destination::Mode mode)
{
    m_mode = mode;
    showTerms();
}

// Whose money it is. In the sandbox everything is a game, and its badge says so.
void GenerateMoneys::showTerms()
{
    const bool charged = m_forecast.kind == GenerateForecast::Kind::Charged;
    QString words;
    if (m_mode == Destination::Mode::Test)
        words = tr("Test mode: nothing is charged.");
    else if (m_mode == Destination::Mode::Live && charged)
        words = tr("To your customer: %1, charged for real.").arg(m_forecast.price);
    else if (m_mode == Destination::Mode::Live && m_forecast.kind == GenerateForecast::Kind::Free)
        words = tr("A real customer's free unit.");
    m_terms->setText(words);
    setInk(m_terms, m_mode == Destination::Mode::Live ? Ink::Red : Ink::Mute);
    m_terms->setVisible(!words.isEmpty());
}

void GenerateMoneys::showProvider()
{
    m_providerWords->setText(m_picturesOnly ? m_forecast.eachWords : m_forecast.providerWords);
    m_provider->setText(m_picturesOnly ? m_forecast.each : m_forecast.provider);
    const bool shown = !m_provider->text().isEmpty();
    m_providerRow->setVisible(shown);
    m_rule->setVisible(!m_picturesOnly && shown && !m_compact);
}

void GenerateMoneys::setSpent(const std::optional<GenerateSpent::Sums> &sums)
{
    if (sums)
        m_spent->setSums(*sums);
    m_spentWanted = sums.has_value();
    m_spent->setVisible(m_spentWanted && m_refusal->isHidden());
}

void GenerateMoneys::setRefusal(const QString &sentence, const QString &remedy)
{
    m_refusalText->setText(sentence);
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    m_refusal->setVisible(!sentence.isEmpty());
    m_spent->setVisible(m_spentWanted && sentence.isEmpty()); // the sentence has the figures
    setEdge(sentence.isEmpty() ? Edge::Line : Edge::Amber);
}

void GenerateMoneys::setDensity(Density density)
{
    m_compact = density == Density::Compact;
    body()->setSpacing(m_compact ? 8 : 10);
    const int side = m_compact ? 14 : 16;
    body()->setContentsMargins(side, m_compact ? 8 : 12, side, m_compact ? 8 : 12);
    m_used->setVisible(!m_used->text().isEmpty() && !m_compact);
    showProvider();
}

void GenerateMoneys::setPicturesOnly(bool on)
{
    m_picturesOnly = on;
    m_customer->setVisible(!on);
    showProvider();
}
