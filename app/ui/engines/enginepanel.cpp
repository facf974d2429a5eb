// SPDX-License-Identifier: MIT
#include "ui/engines/enginepanel.h"

#include "ui/engines/addresstext.h"
#include "ui/engines/enginekey.h"
#include "ui/engines/modelfield.h"
#include "ui/engines/pricegrid.h"
#include "ui/fonts.h"
#include "ui/pages/connectlamp.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

using enginewords::Check;

namespace {

constexpr int besideEachOther = 680; // from this width on, at 100 % text
constexpr int between = 32;

LampWords::Tone lampTone(Check::Tone tone)
{
    switch (tone) {
    case Check::Tone::Fine:
        return LampWords::Tone::Counted;
    case Check::Tone::Doubt:
        return LampWords::Tone::NotCounted;
    case Check::Tone::Failed:
        return LampWords::Tone::Refused;
    }
    return LampWords::Tone::Waiting;
}

bool isDemo(const Provider &provider)
{
    return provider.id == "demo";
}

} // namespace

EnginePanel::EnginePanel(Engines &engines, QWidget *parent)
    : QWidget(parent)
    , m_engines(engines)
    , m_provider(&provider("demo"))
{
    setProperty("scrolled", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3, 0, 16, 4); // beside the scroll bar
    column->setSpacing(20);
    column->addLayout(makeHead());
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(between);
    m_columns->addWidget(makeSetup(), 1, Qt::AlignTop);
    m_columns->addWidget(makeModel(), 1, Qt::AlignTop);
    column->addLayout(m_columns);
    column->addStretch();
    connect(&m_engines, &Engines::changed, this, &EnginePanel::refresh);
    connect(&m_engines, &Engines::currentChanged, this, &EnginePanel::refresh);
    showProvider(m_engines.current().provider);
}

QLayout *EnginePanel::makeHead()
{
    m_name = makeLabel({}, TextRole::Title, Ink::Text, this);
    m_name->setObjectName(u"engineName"_s);
    m_state = new Chip(this);
    m_state->setObjectName(u"engineState"_s);
    m_hint = makeLabel({}, TextRole::Body, Ink::Dim, this);
    m_hint->setObjectName(u"engineHint"_s);
    m_hint->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_name);
    row->addWidget(m_state, 0, Qt::AlignVCenter);
    row->addStretch();
    auto *head = new QVBoxLayout;
    head->setSpacing(6);
    head->addLayout(row);
    head->addWidget(m_hint);
    return head;
}

QWidget *EnginePanel::makeSetup()
{
    m_setup = new QWidget(this);
    m_address = new PrefixedEdit(m_setup);
    m_address->lineEdit()->setObjectName(u"engineAddress"_s);
    m_address->lineEdit()->setProperty("mono", true);
    m_addressField = new Field(tr("Address"), m_address, Field::Need::Optional, m_setup);
    m_addressField->setCheck([this] {
        const auto along = m_key->hasKey() ? KeyGoesAlong::Yes : KeyGoesAlong::No;
        const AddressText read = addressFromText(m_address->text(), along);
        return read.refusal.isEmpty() ? FieldNote{} : FieldNote{FieldNote::Kind::Error, read.refusal};
    });
    m_key = new EngineKey(m_engines, m_setup);
    m_check = new Button(tr("Check"), ButtonRole::Secondary, m_setup);
    m_check->setObjectName(u"checkEngine"_s);
    m_check->setIconName(IconName::Refresh);
    m_result = new ConnectLamp(m_setup);
    m_result->setObjectName(u"engineResult"_s);
    auto *column = new QVBoxLayout(m_setup);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(m_addressField);
    column->addWidget(m_key);
    column->addWidget(m_check, 0, Qt::AlignLeft);
    column->addWidget(m_result);
    connect(m_address, &PrefixedEdit::textEdited, this, &EnginePanel::changedByHand);
    connect(m_address->lineEdit(), &QLineEdit::returnPressed, this, &EnginePanel::check);
    connect(m_key, &EngineKey::edited, this, &EnginePanel::changedByHand);
    connect(m_key, &EngineKey::submitted, this, &EnginePanel::check);
    connect(m_key, &EngineKey::offerTaken, this, [this] {
        m_drafts.remove(m_provider->id); // the environment may name the address too
        showAddress();
        changedByHand();
        check();
    });
    connect(m_check, &QAbstractButton::clicked, this, &EnginePanel::check);
    return m_setup;
}

QWidget *EnginePanel::makeModel()
{
    auto *side = new QWidget(this);
    m_model = new ModelField(side);
    m_prices = new PriceGrid(side);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(20);
    column->addWidget(m_model);
    column->addWidget(m_prices);
    connect(m_model, &ModelField::modelChanged, this, [this](const QString &model) {
        m_drafts[m_provider->id].model = model;
        showPrices();
    });
    return side;
}

void EnginePanel::setToday(const QDate &today)
{
    m_today = today;
    showProvider(m_provider->id);
}

void EnginePanel::showProvider(const QByteArray &id)
{
    cancel();
    m_provider = &provider(id);
    const Engine &engine = m_engines.engine(id);
    if (!m_drafts.contains(id))
        m_drafts.insert(id, {engine.baseUrl.toString(), engine.model});
    m_name->setText(m_provider->name);
    m_hint->setText(m_provider->hint);
    m_setup->setVisible(!isDemo(*m_provider));
    m_model->setVisible(!isDemo(*m_provider));
    m_key->setProvider(*m_provider);
    m_model->setProvider(*m_provider, m_today);
    m_model->setModels(m_engines.models(id));
    m_model->setModel(m_drafts[id].model);
    showAddress();
    showPrices();
    refresh();
}

void EnginePanel::showAddress()
{
    if (!m_drafts.contains(m_provider->id)) {
        const Engine &engine = m_engines.engine(m_provider->id);
        m_drafts.insert(m_provider->id, {engine.baseUrl.toString(), m_model->model()});
    }
    m_address->setText(m_drafts[m_provider->id].address);
    m_address->lineEdit()->setReadOnly(m_provider->urlFixed);
    m_addressField->clearNote();
    m_addressField->setHelp(m_provider->urlFixed
            ? tr("Its own. Another address goes under “%1”.").arg(provider("compatible").name)
            : QString());
}

// What is typed stays as it is; only what the engines know is shown anew.
void EnginePanel::refresh()
{
    using State = enginewords::State;
    const State state = enginewords::stateOf(m_engines, *m_provider);
    m_state->setLook({state == State::InUse ? ChipLook::Kind::Done : ChipLook::Kind::Plain,
        enginewords::stateText(state)});
    m_key->refresh();
    m_model->setModels(m_engines.models(m_provider->id));
    showResult();
}

void EnginePanel::changedByHand()
{
    cancel();
    m_drafts[m_provider->id].address = m_address->text();
    m_results.remove(m_provider->id);
    m_unproven.insert(m_provider->id);
    showResult();
}

void EnginePanel::showPrices()
{
    m_prices->setTable(priceTable(*m_provider, m_model->model()));
}

void EnginePanel::showResult()
{
    const QString place = enginewords::place(m_engines.engine(m_provider->id).baseUrl);
    const auto found = m_results.constFind(m_provider->id);
    if (busy())
        m_result->setWords(
            {LampWords::Tone::Waiting, tr("Asking %1").arg(place), tr("For the list of its models.")});
    else if (found != m_results.constEnd())
        m_result->setWords({lampTone(found->tone), found->head, found->text});
    else
        m_result->setWords({LampWords::Tone::Waiting, tr("Not checked yet"),
            tr("Check asks for the list of models. That costs nothing.")});
}

bool EnginePanel::keep()
{
    if (!m_provider->urlFixed && !m_addressField->check()) {
        m_address->lineEdit()->setFocus(Qt::OtherFocusReason);
        return false;
    }
    if (!m_key->check() || (m_provider->auth == Provider::Auth::Bearer && !m_key->want()))
        return false;
    const auto along = m_key->hasKey() ? KeyGoesAlong::Yes : KeyGoesAlong::No;
    const AddressText read = addressFromText(m_address->text(), along);
    if (!m_provider->urlFixed) {
        m_address->setText(read.url.toString());
        m_addressField->setHelp(read.note);
        m_drafts[m_provider->id].address = m_address->text();
    }
    m_engines.setUp(m_provider->id, read.url, m_model->model());
    m_key->take(); // after the address: a key from before is not for a new one
    return true;
}

void EnginePanel::check()
{
    if (busy() || isDemo(*m_provider) || !keep())
        return;
    m_results.remove(m_provider->id);
    m_call = m_engines.refreshModels(m_provider->id);
    m_check->startBusy();
    showResult();
    Q_EMIT busyChanged();
    whenDone(*m_call, this, [this, id = m_provider->id](const Result<QList<ModelInfo>> &models) {
        const bool cancelled = !models && models.error().kind == Error::Kind::Cancelled;
        if (!cancelled && id == m_provider->id)
            answered(models);
    });
}

void EnginePanel::answered(const Result<QList<ModelInfo>> &models)
{
    const QByteArray id = m_provider->id;
    const QUrl url = m_engines.engine(id).baseUrl;
    const KeyFrom key = m_engines.keyFrom(id);
    const Check found = models ? enginewords::checkWords(*m_provider, url, key, *models)
                               : enginewords::checkWords(*m_provider, key, models.error());
    m_results.insert(id, found);
    m_call.reset();
    m_check->stopBusy();
    const bool fine = found.tone != Check::Tone::Failed;
    if (fine)
        m_unproven.remove(id);
    const QList<ProviderModel> offered = m_engines.models(id);
    if (fine && m_model->model().isEmpty() && !offered.isEmpty()) {
        m_model->setModel(offered.first().id);
        m_drafts[id].model = m_model->model();
        showPrices();
    }
    showResult();
    Q_EMIT busyChanged();
    if (std::exchange(m_using, false) && fine)
        finishUse();
}

void EnginePanel::use()
{
    if (isDemo(*m_provider))
        return finishUse();
    if (busy()) {
        m_using = true;
        return;
    }
    const bool proven = m_engines.engine(m_provider->id).ready && !m_unproven.contains(m_provider->id);
    if (proven && keep())
        return finishUse();
    if (proven)
        return;
    m_using = true;
    check();
    m_using = m_using && busy();
}

void EnginePanel::finishUse()
{
    const QByteArray id = m_provider->id;
    if (!isDemo(*m_provider)) {
        if (!m_model->check())
            return;
        m_engines.setUp(id, m_engines.engine(id).baseUrl, m_model->model());
    }
    m_engines.choose(id);
    Q_EMIT used(id);
}

void EnginePanel::cancel()
{
    m_using = false;
    if (!m_call)
        return;
    const Call<QList<ModelInfo>> call = *m_call;
    m_call.reset();
    call.cancel();
    m_check->stopBusy();
    showResult();
    Q_EMIT busyChanged();
}

void EnginePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() >= scaled(besideEachOther);
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}
