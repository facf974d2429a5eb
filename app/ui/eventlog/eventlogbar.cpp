// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogbar.h"

#include "ui/eventlog/eventlogcompleter.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/segments.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

EventLogBar::EventLogBar(const LogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_completer(new EventLogCompleter(this))
    , m_row(new QHBoxLayout(this))
    , m_query(new PrefixedEdit(this))
    , m_unread(makeLabel({}, TextRole::Help, Ink::Amber, this))
    , m_count(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_clear(new IconButton(IconName::X, tr("Clear the query"), this))
    , m_scope(new Segments(this))
{
    buildQuery();
    m_scope->setObjectName(u"logScope"_s);
    m_scope->setAccessibleName(tr("What is listed"));
    m_scope->addSegment(tr("Events"));
    m_scope->addSegment(tr("All requests"));
    m_scope->setCurrent(0);
    m_send = new Button(tr("Send events"), ButtonRole::Quiet, this);
    m_send->setObjectName(u"sendEvents"_s);
    m_send->setIconName(IconName::Send, Ink::Dim);
    m_send->setAccessibleDescription(tr("Opens or folds the strip that sends events without a picture"));
    m_detach = new IconButton(IconName::PictureInPicture, tr("Show the log in its own window"), this);
    m_detach->setObjectName(u"detachLog"_s);
    m_detach->setLook(IconButton::Look::Raised);
    m_detach->setExtent(36);

    m_row->setContentsMargins(24, 12, 24, 12);
    m_row->setSpacing(8);
    m_row->addWidget(m_query, 1);
    m_row->addWidget(m_scope);
    m_row->addWidget(m_send);
    m_row->addWidget(m_detach);
    connect(m_scope, &Segments::currentChanged, this, &EventLogBar::scopeChanged);
    connect(m_send, &QAbstractButton::clicked, this, &EventLogBar::sendRequested);
    connect(m_detach, &QAbstractButton::clicked, this, &EventLogBar::detachRequested);
}

void EventLogBar::buildQuery()
{
    QLineEdit *edit = m_query->lineEdit();
    edit->setObjectName(u"logQuery"_s);
    edit->setAccessibleName(tr("Query"));
    edit->setAccessibleDescription(tr("Words, or a place to look in with a colon, such as status:4xx"));
    edit->setToolTip(
        tr("Words, “status:4xx”, “after:10:30”, “took:>100”. A minus leaves out: “-sender:app”."));
    edit->addAction(icon(IconName::Search, Ink::Mute), QLineEdit::LeadingPosition);
    edit->setCompleter(m_completer);
    m_query->setPlaceholderText(tr("words, or sender: status: event: verdict: customer:"));
    m_query->addInside(m_unread);
    m_query->addInside(m_count);
    m_query->addInside(m_clear);
    m_unread->setObjectName(u"logUnread"_s);
    m_unread->hide();
    m_count->setObjectName(u"logCount"_s);
    m_clear->setObjectName(u"logQueryClear"_s);
    m_clear->hide();
    connect(edit, &QLineEdit::textChanged, this, [this](const QString &query) {
        if (m_clear->isHidden()) // a new query: the log may have grown since the last one
            m_completer->learn(m_log);
        m_clear->setVisible(!query.isEmpty());
        Q_EMIT queryChanged(query);
    });
    connect(m_clear, &QAbstractButton::clicked, this, [edit] {
        edit->clear();
        edit->setFocus(Qt::OtherFocusReason);
    });
}

void EventLogBar::setUnread(const QStringList &words)
{
    m_unread->setText(words.isEmpty() ? QString() : tr("“%1” is not understood").arg(words.first()));
    m_unread->setVisible(!words.isEmpty());
}

QString EventLogBar::query() const
{
    return m_query->text();
}

void EventLogBar::setQuery(const QString &query)
{
    m_query->setText(query);
}

void EventLogBar::setCount(int shown, int total)
{
    const QLocale locale;
    m_count->setText(tr("%1 of %2").arg(locale.toString(shown), locale.toString(total)));
}

void EventLogBar::addBeforeDetach(QWidget *button)
{
    m_row->insertWidget(m_row->indexOf(m_detach), button);
    setTabOrder(m_send, button);
    setTabOrder(button, m_detach);
}

void EventLogBar::setPlace(Place place)
{
    m_detach->setName(
        place == Place::InWindow ? tr("Show the log in its own window") : tr("Put the log back"));
}

void EventLogBar::focusQuery()
{
    m_query->lineEdit()->setFocus(Qt::ShortcutFocusReason);
    m_query->lineEdit()->selectAll();
}

void EventLogBar::focusSend()
{
    m_send->setFocus(Qt::OtherFocusReason);
}
