// SPDX-License-Identifier: MIT
#include "ui/outbox/discardsheet.h"

#include "ui/fonts.h"
#include "ui/outbox/queuewords.h"
#include "ui/parts/button.h"
#include "ui/parts/field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int wide = 460;
}

DiscardSheet::DiscardSheet(qint64 events, QWidget *parent)
    : QDialog(parent)
    , m_reason(new QLineEdit(this))
    , m_discard(new Button(tr("Discard %1").arg(queuewords::events(events)), ButtonRole::Danger, this))
{
    setObjectName(u"discardSheet"_s);
    setWindowTitle(tr("Discard"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(scaled(wide));
    m_reason->setObjectName(u"discardReason"_s);
    m_reason->setMaxLength(500);
    auto *field = new Field(tr("Reason"), m_reason, Field::Need::Required, this);
    field->setHelp(tr("It is kept with the event."));
    m_discard->setObjectName(u"discardNow"_s);
    m_discard->setOffReason(tr("Type a reason first."));
    auto *back = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    back->setObjectName(u"discardCancel"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(back);
    buttons->addWidget(m_discard);
    auto *words = makeLabel(
        tr("Discarded events are never sent, so nobody pays for them."), TextRole::Body, Ink::Text, this);
    words->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addWidget(words);
    column->addWidget(field);
    column->addLayout(buttons);
    connect(m_reason, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_discard->setOffReason(text.trimmed().isEmpty() ? tr("Type a reason first.") : QString());
    });
    connect(m_reason, &QLineEdit::returnPressed, this, &DiscardSheet::confirm);
    connect(m_discard, &QAbstractButton::clicked, this, &DiscardSheet::confirm);
    connect(back, &QAbstractButton::clicked, this, &QDialog::close);
    m_discard->setAutoDefault(false);
    back->setAutoDefault(false);
    m_reason->setFocus();
}

void DiscardSheet::confirm()
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty())
        return;
    Q_EMIT confirmed(reason);
    close();
}
