// SPDX-License-Identifier: MIT
#include "ui/outbox/comparemodel.h"
#include "ui/outbox/comparepart.h"
#include "ui/outbox/outboxcard.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/progresspanel.h"
#include "ui/parts/segments.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// How ComparePart is laid out.

ComparePart::ComparePart(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_reconcile(session)
    , m_model(new CompareModel(this))
{
    setObjectName(u"comparePart"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(makeQuestion());
    column->addLayout(makeResult());
    m_card = new OutboxCard(
        u"compare"_s, tr("What is not the same"), m_model, {164, 168, 148, 140, 0, 200}, this);
    column->addWidget(m_card, 1);
    column->addLayout(makeMending());
    connectAll();
    fillCustomers();
    forget();
}

QLayout *ComparePart::makeQuestion()
{
    m_span = new Segments(this);
    m_span->setObjectName(u"compareSpan"_s);
    m_span->setAccessibleName(tr("Events made in"));
    for (const QString &words : {tr("Last hour"), tr("24 hours"), tr("7 days"), tr("30 days")})
        m_span->addSegment(words);
    m_span->setCurrent(1);
    m_customer = new ComboBox(this);
    m_customer->setObjectName(u"compareCustomer"_s);
    m_customer->setAccessibleName(tr("Customer"));
    m_cancel = new Button(tr("Cancel"), ButtonRole::Quiet, this);
    m_cancel->setObjectName(u"compareCancel"_s);
    m_cancel->setAutoDefault(false);
    m_cancel->hide();
    m_compare = new Button(tr("Compare"), ButtonRole::Primary, this);
    m_compare->setObjectName(u"compareNow"_s);
    m_compare->setAutoDefault(false);
    m_compare->setShortcut(Qt::CTRL | Qt::Key_Return);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_span);
    row->addWidget(m_customer);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_compare);
    return row;
}

QLayout *ComparePart::makeResult()
{
    m_result = new ElidedLabel({}, TextRole::Section, Ink::Text, this);
    m_result->setObjectName(u"compareResult"_s);
    m_others = new ElidedLabel({}, TextRole::Small, Ink::Dim, this);
    m_others->setObjectName(u"compareOthers"_s);
    for (ElidedLabel *label : {m_result, m_others})
        label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_progress = new ProgressLine(this);
    QSizePolicy keepsPlace = m_progress->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsPlace);
    m_progress->hide();
    m_kinds = new Segments(this);
    m_kinds->setObjectName(u"compareKinds"_s);
    m_kinds->setAccessibleName(tr("Which of them"));
    for (int part = 0; part < 4; ++part)
        m_kinds->addSegment({});
    auto *filter = new QHBoxLayout;
    filter->addWidget(m_kinds);
    filter->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    column->addWidget(m_result);
    column->addWidget(m_others);
    column->addWidget(m_progress);
    column->addLayout(filter);
    return column;
}

QLayout *ComparePart::makeMending()
{
    const auto make = [this](const QString &words, const QString &name, ButtonRole role) {
        auto *button = new Button(words, role, this);
        button->setObjectName(name);
        button->setButtonSize(ButtonSize::Small);
        button->setAutoDefault(false);
        return button;
    };
    m_again = make(tr("Send again"), u"compareAgain"_s, ButtonRole::Secondary);
    m_present = make(tr("Send with the present time"), u"comparePresent"_s, ButtonRole::Secondary);
    m_keep = make(tr("Park"), u"compareKeep"_s, ButtonRole::Quiet);
    m_discard = make(tr("Discard…"), u"compareDiscard"_s, ButtonRole::Danger);
    markSending(m_again);
    markSending(m_present);
    m_note = new ElidedLabel({}, TextRole::Small, Ink::Dim, this);
    m_note->setObjectName(u"compareNote"_s);
    m_note->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (Button *button : {m_again, m_present, m_keep, m_discard})
        row->addWidget(button);
    row->addSpacing(8);
    row->addWidget(m_note, 1);
    return row;
}
