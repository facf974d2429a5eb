// SPDX-License-Identifier: MIT
#include "ui/accounts/bringoverrow.h"

#include "ui/fonts.h"
#include "ui/parts/chip.h"
#include "ui/parts/disclosure.h"
#include "ui/parts/jsonview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

using CallStanding = BringOverCall::Standing;

ChipLook chipOf(const BringOverCall &call)
{
    switch (call.standing) {
    case CallStanding::There:
        return {ChipLook::Kind::Plain, BringOverRow::tr("There already")};
    case CallStanding::Impossible:
        return {ChipLook::Kind::NotCounted, BringOverRow::tr("Not possible")};
    case CallStanding::Sending:
        return {ChipLook::Kind::Queued, BringOverRow::tr("Sending")};
    case CallStanding::Made:
        return {ChipLook::Kind::Done, BringOverRow::tr("Made")};
    case CallStanding::Refused:
        return {ChipLook::Kind::Refused,
            call.error && call.error->status > 0 ? BringOverRow::tr("Refused, %1").arg(call.error->status)
                                                 : BringOverRow::tr("Not sent")};
    case CallStanding::Open:
        break;
    }
    return {ChipLook::Kind::Plain, call.wanted ? BringOverRow::tr("To send") : BringOverRow::tr("Left out")};
}

QString noteOf(const BringOverCall &call)
{
    if (call.error)
        return call.error->message;
    if (!call.id.isEmpty())
        return QString::fromLatin1(call.id);
    return call.leavesOut ? BringOverRow::tr("Its credits and add-ons stay in the sandbox.") : QString();
}

} // namespace

BringOverRow::BringOverRow(int number, QWidget *parent)
    : QWidget(parent)
    , m_wanted(new QCheckBox(this))
    , m_name(makeLabel({}, TextRole::Medium, Ink::Text, this))
    , m_chip(new Chip(this))
    , m_note(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_unfold(new Disclosure(tr("The call"), Disclosure::Look::Leading, this))
    , m_call(new JsonView(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // rows stay close in a short list
    m_wanted->setObjectName(u"bringOver%1"_s.arg(number));
    m_unfold->setObjectName(u"bringOverCall%1"_s.arg(number));
    m_call->setObjectName(u"bringOverBody%1"_s.arg(number));
    m_note->setObjectName(u"bringOverNote%1"_s.arg(number));
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_call->setAccessibleName(tr("The call as it goes out"));
    m_call->fitHeight();
    m_unfold->setTarget(m_call);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_wanted);
    first->addWidget(m_name, 1);
    first->addWidget(m_chip);
    auto *rest = new QVBoxLayout;
    rest->setContentsMargins(28, 0, 0, 0); // under the words
    rest->setSpacing(4);
    rest->addWidget(m_note);
    rest->addWidget(m_unfold);
    rest->addWidget(m_call);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 10, 16, 10);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(rest);
    connect(m_wanted, &QAbstractButton::clicked, this, &BringOverRow::wantedChanged);
}

void BringOverRow::show(const BringOverCall &call, const ApiRequest &request, bool locked)
{
    const QString kind = call.kind == BringOverCall::Kind::Meter ? tr("Meter “%1”") : tr("Product “%1”");
    m_name->setText(kind.arg(call.name));
    m_wanted->setAccessibleName(kind.arg(call.name));
    m_wanted->setChecked(
        call.wanted && call.standing != CallStanding::There && call.standing != CallStanding::Impossible);
    m_wanted->setEnabled(!locked && call.isOpen());
    showStanding(call);
    const QByteArray body = request.body.value_or(QByteArray());
    const QString line = QString::fromUtf8(request.method + ' ' + targetOf(request));
    m_unfold->setSub(line);
    if (body == m_body)
        return;
    m_body = body;
    m_call->setHead({line});
    m_call->setJson(body);
}

void BringOverRow::showStanding(const BringOverCall &call)
{
    m_chip->setLook(chipOf(call));
    const QString note = noteOf(call);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setInk(
        m_note, call.error ? (call.standing == CallStanding::Impossible ? Ink::Amber : Ink::Red) : Ink::Dim);
    setTextRole(m_note, call.id.isEmpty() || call.error ? TextRole::Small : TextRole::MonoSmall);
}
