// SPDX-License-Identifier: MIT
#include "ui/pages/meternamecheck.h"

#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/pages/namecheckwords.h"
#include "ui/parts/button.h"
#include "ui/parts/namediff.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

// Nobody means a space or a Cyrillic letter; another word may be meant.
bool mayBeOnPurpose(NameCheck::Kind kind)
{
    return kind == NameCheck::Kind::Different || kind == NameCheck::Kind::OtherMeter
        || kind == NameCheck::Kind::Separator || kind == NameCheck::Kind::NearMiss;
}

bool isRead(const QString &name, const QList<NamedMeter> &live)
{
    return std::ranges::find(live, name, &NamedMeter::eventName) != live.end();
}

} // namespace

NameCheck checkNames(const QString &typed, const QStringList &sent, const QList<NamedMeter> &live)
{
    QStringList names = sent;
    std::ranges::stable_partition(names, [&live](const QString &name) { return !isRead(name, live); });
    std::optional<NameCheck> nearest;
    for (const QString &name : std::as_const(names)) {
        const NameCheck check = checkName(typed, name, live);
        if (!nearest || check.kind < nearest->kind)
            nearest = check;
    }
    return nearest.value_or(NameCheck());
}

MeterNameCheck::MeterNameCheck(QWidget *parent)
    : QWidget(parent)
    , m_diff(new NameDiff(this))
    , m_purpose(new QWidget(this))
    , m_send(new Button(tr("Then tell the generator to send it"), ButtonRole::Quiet, m_purpose))
    , m_twinRow(new QWidget(this))
    , m_twin(makeLabel({}, TextRole::Help, Ink::Amber, m_twinRow))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_diff);
    buildPurpose();
    column->addWidget(m_purpose);
    column->addWidget(m_twinRow);
    m_diff->setObjectName(u"nameCheck"_s);
    m_diff->mendButton()->setObjectName(u"useProgramName"_s);
    connect(m_diff, &NameDiff::mendRequested, this, &MeterNameCheck::mendRequested);
    connect(m_send, &QAbstractButton::clicked, this, &MeterNameCheck::sendRequested);
}

void MeterNameCheck::buildPurpose()
{
    m_send->setObjectName(u"sendThisName"_s);
    m_send->setButtonSize(ButtonSize::Small);
    auto *row = new QHBoxLayout(m_purpose);
    row->setContentsMargins(12, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(makeLabel(tr("Another name on purpose?"), TextRole::Help, Ink::Mute, m_purpose));
    row->addWidget(m_send);
    row->addStretch();

    m_twin->setObjectName(u"sameNameNote"_s);
    m_twin->setWordWrap(true);
    auto *twin = new QHBoxLayout(m_twinRow);
    twin->setContentsMargins(0, 0, 0, 0);
    twin->setSpacing(6);
    twin->addWidget(new IconMark(IconName::TriangleAlert, Ink::Amber, IconMark::Look::Bare, m_twinRow));
    twin->addWidget(m_twin, 1);
}

void MeterNameCheck::show(const NameCheck &check, const QString &twin)
{
    const NameWords words = nameWords(check);
    if (check.same())
        m_diff->setMatch(words.title);
    else
        m_diff->setDifference(check, words.title, words.sentence, words.mend);
    m_purpose->setVisible(mayBeOnPurpose(check.kind));
    m_twinRow->setVisible(check.same() && !twin.isEmpty());
    m_twin->setText(twinWords(twin));
    m_sentence = words.sentence.isEmpty() ? words.title : words.title + u". "_s + words.sentence;
    if (check.same() && !twin.isEmpty())
        m_sentence += u' ' + m_twin->text();
}
