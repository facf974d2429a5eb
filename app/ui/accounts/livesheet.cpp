// SPDX-License-Identifier: MIT
#include "ui/accounts/livesheet.h"

#include "ui/accounts/accountwords.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/messagestrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int mostEvents = 1000; // a minute
constexpr int leastWidth = 560;
} // namespace

LiveSheet::LiveSheet(const Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_connections(desk.connections)
    , m_place(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_cap(new PrefixedEdit(this))
    , m_typed(new PrefixedEdit(this))
    , m_failure(new MessageStrip(MessageStrip::Kind::Failure, this))
{
    setObjectName(u"liveSheet"_s);
    setWindowTitle(tr("Live mode"));
    setMinimumWidth(leastWidth);
    m_place->setObjectName(u"livePlace"_s);
    m_cap->lineEdit()->setObjectName(u"liveCap"_s);
    m_cap->setSuffix(tr("events a minute"));
    m_capField = new Field(tr("Send at most"), m_cap, Field::Need::Optional, this);
    m_capField->setHelp(tr("More of them wait in the queue. 1 to 1,000."));
    m_typed->lineEdit()->setObjectName(u"livePhrase"_s);
    m_typedField = new Field(tr("Type “%1”").arg(LiveGuard::phrase()), m_typed, Field::Need::Required, this);
    m_failure->setObjectName(u"liveFailure"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addLayout(makeWords());
    column->addWidget(m_capField);
    column->addWidget(m_typedField);
    column->addWidget(m_failure);
    column->addStretch();
    column->addLayout(makeFoot());
    connect(m_typed, &PrefixedEdit::textEdited, this, &LiveSheet::refresh);
    connect(m_cap, &PrefixedEdit::textEdited, this, &LiveSheet::refresh);
    connect(m_typed->lineEdit(), &QLineEdit::returnPressed, this, &LiveSheet::confirm);
}

QLayout *LiveSheet::makeWords()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Send billing to live mode?"), TextRole::Title, Ink::Text, this));
    column->addWidget(m_place);
    column->addSpacing(4);
    addLine(column, tr("Real customers are billed, with real money."));
    addLine(column, tr("What you create, change or send cannot be undone from here."));
    addLine(column, tr("Generators, replays and sending many at once are off."));
    addLine(column, tr("Every live call is written down. Live mode ends with this run."));
    return column;
}

void LiveSheet::addLine(QLayout *column, const QString &text)
{
    auto *line = new QWidget(this);
    QLabel *words = makeLabel(text, TextRole::Body, Ink::Text, line);
    words->setWordWrap(true);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(
        new IconMark(IconName::TriangleAlert, Ink::Red, IconMark::Look::Bare, line), 0, Qt::AlignTop);
    row->addWidget(words, 1);
    column->addWidget(line);
}

QLayout *LiveSheet::makeFoot()
{
    auto *cancel = new Button(tr("Cancel"), ButtonRole::Secondary, this);
    cancel->setObjectName(u"cancelLive"_s);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    m_go = new Button(tr("Go live"), ButtonRole::Danger, this);
    m_go->setObjectName(u"goLive"_s);
    connect(m_go, &QAbstractButton::clicked, this, &LiveSheet::confirm);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(m_go);
    return row;
}

// Nothing that was typed before counts.
void LiveSheet::ask()
{
    m_place->setText(tr("%1. %2").arg(accountwords::placeOf(m_connections.baseUrl(Destination::Mode::Live)),
        accountwords::heldOf(Destination::Mode::Live, m_connections)));
    m_cap->setText(QString::number(m_connections.live().eventsPerMinute()));
    m_typed->setText({});
    m_failure->hide();
    refresh();
    show();
    raise();
    activateWindow();
    m_typed->lineEdit()->setFocus(Qt::OtherFocusReason);
}

std::optional<int> LiveSheet::cap() const
{
    bool isNumber = false;
    const int events = m_cap->text().trimmed().toInt(&isNumber);
    return isNumber && events >= 1 && events <= mostEvents ? std::optional(events) : std::nullopt;
}

void LiveSheet::refresh()
{
    m_capField->setNote(
        cap() ? FieldNote{} : FieldNote{FieldNote::Kind::Error, tr("Write a whole number from 1 to 1,000.")});
    const bool stands = m_typed->text().trimmed() == LiveGuard::phrase();
    m_go->setOffReason(!stands ? tr("Type the words first.")
            : !cap()           ? tr("Write how many events may leave in a minute.")
                               : QString());
}

void LiveSheet::confirm()
{
    if (!m_go->isEnabled())
        return;
    LiveGuard &guard = m_connections.live();
    guard.setEventsPerMinute(*cap());
    if (!guard.open(m_typed->text()))
        return refresh();
    if (const auto there = m_connections.use(Destination::Mode::Live); !there) {
        guard.close();
        m_failure->setMessage(tr("Billing stays where it was."), there.error().message);
        m_failure->show();
        return;
    }
    accept();
}
