// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogkeeping.h"

#include "eventlog/log.h"
#include "eventlog/logmodel.h"
#include "ui/fonts.h"
#include "ui/parts/field.h"

#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int sheetWidth = 340;
}

EventLogKeeping::EventLogKeeping(EventLog &log, const LogModel &model, MessageStrip &strip, QWidget *anchor)
    : GeneratePopup(tr("What is kept"), anchor)
    , m_log(log)
    , m_model(model)
    , m_strip(strip)
    , m_kept(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_rows(new QLineEdit(this))
    , m_days(new QLineEdit(this))
    , m_note(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_apply(new Button(tr("Keep this much"), ButtonRole::Primary, this))
{
    setObjectName(u"logKeeping"_s);
    m_kept->setObjectName(u"logKept"_s);
    m_rows->setObjectName(u"logKeepRows"_s);
    m_rows->setValidator(new QIntValidator(int(fewestRows), int(mostRows), m_rows));
    m_days->setObjectName(u"logKeepDays"_s);
    m_days->setValidator(new QIntValidator(0, mostDays, m_days));
    m_apply->setObjectName(u"logKeepApply"_s);
    auto *rows = new Field(tr("Requests at most"), m_rows, Field::Need::Optional, this);
    rows->setHelp(tr("From %1 to %2.").arg(QLocale().toString(fewestRows), QLocale().toString(mostRows)));
    auto *days = new Field(tr("Days at most"), m_days, Field::Need::Optional, this);
    days->setHelp(tr("0 keeps them whatever their age."));
    m_note->setText(tr("Older requests are deleted for good. Pinned ones stay."));
    for (QLabel *label : {m_kept, m_note})
        label->setWordWrap(true);
    body()->setSpacing(12);
    body()->addWidget(makeLabel(tr("What is kept"), TextRole::SmallStrong, Ink::Text, this));
    body()->addWidget(m_kept);
    body()->addWidget(rows);
    body()->addWidget(days);
    body()->addWidget(m_note);
    body()->addWidget(m_apply);
    const auto check = [this] {
        m_apply->setOffReason(!m_rows->hasAcceptableInput() ? tr("The number of requests is out of range.")
                : !m_days->hasAcceptableInput()             ? tr("The number of days is out of range.")
                                                            : QString());
    };
    for (QLineEdit *edit : {m_rows, m_days}) {
        connect(edit, &QLineEdit::textChanged, this, check);
        connect(edit, &QLineEdit::returnPressed, this, &EventLogKeeping::apply);
    }
    connect(m_apply, &QAbstractButton::clicked, this, &EventLogKeeping::apply);
}

void EventLogKeeping::openSheet()
{
    const LogLimit limit = m_log.limit();
    m_rows->setText(QString::number(limit.rows));
    m_days->setText(QString::number(limit.days));
    setFixedWidth(scaled(sheetWidth));
    refresh();
    open();
    m_rows->setFocus(Qt::PopupFocusReason);
    m_rows->selectAll();
}

void EventLogKeeping::refresh()
{
    const int rows = m_model.rowCount();
    m_kept->setText(rows == 1 ? tr("1 request is kept now.")
                              : tr("%1 requests are kept now.").arg(QLocale().toString(rows)));
}

void EventLogKeeping::apply()
{
    if (!m_apply->isEnabled())
        return;
    m_log.setLimit({.rows = m_rows->text().toLongLong(), .days = m_days->text().toInt()});
    close();
}

void EventLogKeeping::say(const QString &title, const QString &text, MessageStrip::Kind kind)
{
    m_strip.clearButtons();
    m_strip.setKind(kind);
    m_strip.setMessage(title, text);
}

void EventLogKeeping::clear()
{
    whenDone(m_log.clear(), this, [this](const Result<int> &rows) {
        if (!rows) {
            say(tr("The log was not cleared"), rows.error().message, MessageStrip::Kind::Failure);
        } else {
            say(*rows == 1 ? tr("1 request cleared")
                           : tr("%1 requests cleared").arg(QLocale().toString(*rows)),
                tr("They can be brought back until the next clear or start. The bill does not change."),
                MessageStrip::Kind::Info);
            Button *undo = m_strip.addButton(tr("Undo"));
            undo->setObjectName(u"logUndoClear"_s);
            connect(undo, &QAbstractButton::clicked, this, &EventLogKeeping::undoClear);
        }
        connect(m_strip.addButton(tr("Close")), &QAbstractButton::clicked, &m_strip, &QWidget::hide);
        m_strip.show();
    });
}

void EventLogKeeping::undoClear()
{
    whenDone(m_log.undoClear(), this, [this](const Result<int> &rows) {
        if (rows)
            return m_strip.hide();
        say(tr("The requests were not brought back"), rows.error().message, MessageStrip::Kind::Failure);
        connect(m_strip.addButton(tr("Close")), &QAbstractButton::clicked, &m_strip, &QWidget::hide);
        m_strip.show();
    });
}
