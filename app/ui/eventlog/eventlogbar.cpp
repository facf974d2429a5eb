// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogbar.h"

#include "eventlog/logfilter.h"
#include "ui/eventlog/eventlogcompleter.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/progresspanel.h"
#include "ui/parts/segments.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int listedBelow = 1340; // narrower: what is listed is chosen in the menu
constexpr int lineBelow = 760; // narrower: the query has a line of its own
constexpr int margin = 24;
constexpr int above = 12;

IconButton *raised(IconName icon, const QString &name, const QString &objectName, QWidget *parent)
{
    auto *button = new IconButton(icon, name, parent);
    button->setObjectName(objectName);
    button->setLook(IconButton::Look::Raised);
    button->setExtent(36);
    return button;
}

} // namespace

EventLogBar::EventLogBar(const LogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_completer(new EventLogCompleter(this))
    , m_line(new QHBoxLayout)
    , m_row(new QHBoxLayout)
    , m_query(new PrefixedEdit(this))
    , m_unread(makeLabel({}, TextRole::Help, Ink::Amber, this))
    , m_count(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_cancel(new Button(tr("Cancel"), ButtonRole::Secondary, this))
    , m_clear(new IconButton(IconName::X, tr("Clear the query"), this))
    , m_progress(new ProgressLine(this))
    , m_listed(new Segments(this))
    , m_menu(new QMenu(this))
{
    buildQuery();
    buildButtons();
    buildMenu();
    for (QHBoxLayout *row : {m_line, m_row})
        row->setSpacing(8);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, above, margin, above);
    column->setSpacing(0);
    column->addLayout(m_line);
    column->addLayout(m_row);
    m_row->addWidget(m_query, 1000);
    m_row->addStretch(1); // where the query has a line of its own
    for (QWidget *each :
        std::initializer_list<QWidget *>{m_listed, m_send, m_editor, m_pause, m_more, m_detach})
        m_row->addWidget(each);
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
    m_cancel->setButtonSize(ButtonSize::Small);
    for (QWidget *inside : std::initializer_list<QWidget *>{m_unread, m_count, m_cancel, m_clear})
        m_query->addInside(inside);
    m_unread->setObjectName(u"logUnread"_s);
    m_count->setObjectName(u"logCount"_s);
    m_cancel->setObjectName(u"logSearchCancel"_s);
    m_clear->setObjectName(u"logQueryClear"_s);
    m_progress->setObjectName(u"logSearchProgress"_s);
    m_progress->setAccessibleName(tr("Search"));
    for (QWidget *later : std::initializer_list<QWidget *>{m_unread, m_cancel, m_clear, m_progress})
        later->hide();
    connect(m_cancel, &QAbstractButton::clicked, this, &EventLogBar::searchCancelled);
    connect(edit, &QLineEdit::textEdited, this, [this] { m_typing = true; });
    connect(edit, &QLineEdit::editingFinished, this, &EventLogBar::takeQuery);
    connect(edit, &QLineEdit::textChanged, this, [this](const QString &query) {
        if (m_clear->isHidden()) // a new query: the log may have grown since the last one
            m_completer->learn(m_log);
        m_clear->setVisible(!query.isEmpty());
        Q_EMIT queryChanged(query);
    });
    connect(m_clear, &QAbstractButton::clicked, this, [this, edit] {
        m_typing = false;
        edit->clear();
        edit->setFocus(Qt::OtherFocusReason);
    });
}

void EventLogBar::buildButtons()
{
    m_listed->setObjectName(u"logScope"_s);
    m_listed->setAccessibleName(tr("What is listed"));
    m_listed->addSegment(tr("Events"));
    m_listed->addSegment(tr("All requests"));
    m_listed->segment(m_listed->addSegment(tr("Pinned")))->setObjectName(u"logPinnedOnly"_s);
    m_listed->setCurrent(Events);
    m_send = new Button(tr("Send events"), ButtonRole::Quiet, this);
    m_send->setObjectName(u"sendEvents"_s);
    m_send->setIconName(IconName::Send, Ink::Dim);
    m_send->setAccessibleDescription(tr("Opens or folds the strip that sends events without a picture"));
    m_editor = new Button(tr("Payload editor"), ButtonRole::Secondary, this);
    m_editor->setObjectName(u"openPayloadEditor"_s);
    m_editor->setIconName(IconName::SquarePen, Ink::Text);
    m_pause = raised(IconName::Pause, tr("Pause"), u"pauseLog"_s, this);
    m_more = raised(IconName::Ellipsis, tr("More"), u"logMore"_s, this);
    m_detach = raised(IconName::PictureInPicture, tr("Show the log in its own window"), u"detachLog"_s, this);
    connect(m_listed, &Segments::currentChanged, this, [this](int listed) {
        setListed(Listed(listed));
        Q_EMIT listedChanged(listed);
    });
    connect(m_send, &QAbstractButton::clicked, this, &EventLogBar::sendRequested);
    connect(m_editor, &QAbstractButton::clicked, this, &EventLogBar::editorRequested);
    connect(m_pause, &QAbstractButton::clicked, this, &EventLogBar::pauseRequested);
    connect(m_detach, &QAbstractButton::clicked, this, &EventLogBar::detachRequested);
    connect(m_more, &QAbstractButton::clicked, this,
        [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4))); });
}

// What is listed stands here too, for where there is no room for it beside the query.
void EventLogBar::buildMenu()
{
    m_menu->setObjectName(u"logMenu"_s);
    auto *group = new QActionGroup(m_menu);
    const QString names[] = {tr("Events"), tr("All requests"), tr("Pinned rows")};
    for (int listed = 0; listed < 3; ++listed) {
        QAction *action = m_menu->addAction(names[listed]);
        action->setCheckable(true);
        action->setChecked(listed == Events);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, listed] {
            setListed(Listed(listed));
            Q_EMIT listedChanged(listed);
        });
    }
    m_menu->addSeparator();
}

void EventLogBar::setListed(Listed listed)
{
    m_listed->setCurrent(listed);
    m_menu->actions()[listed]->setChecked(true);
}

EventLogBar::Listed EventLogBar::listed() const
{
    return Listed(m_listed->current());
}

void EventLogBar::setUnread(const QStringList &words)
{
    m_unread->setText(words.isEmpty() ? QString() : tr("“%1” is not understood").arg(words.first()));
    m_unread->setVisible(!words.isEmpty());
}

// Return, or going on to something else, says that the last word is meant as it stands.
void EventLogBar::takeQuery()
{
    const bool unfinished = isUnfinished();
    m_typing = false;
    if (unfinished)
        Q_EMIT queryChanged(query());
}

bool EventLogBar::isUnfinished() const
{
    QString last = query().section(u' ', -1);
    if (last.startsWith(u'-'))
        last.remove(0, 1);
    const QStringList places = LogFilter::tokens();
    return m_typing && !query().endsWith(u' ') && !query().isEmpty()
        && std::ranges::any_of(
            places, [&last](const QString &place) { return place.startsWith(last, Qt::CaseInsensitive); });
}

QString EventLogBar::query() const
{
    return m_query->text();
}

void EventLogBar::setQuery(const QString &query)
{
    m_typing = false;
    m_query->setText(query);
}

void EventLogBar::setCount(int shown, int total)
{
    const QLocale locale;
    m_count->setText(tr("%1 of %2").arg(locale.toString(shown), locale.toString(total)));
}

// The line lies over the bar's lower edge, so that nothing below it moves.
void EventLogBar::setBusy(bool busy, int percent)
{
    if (!busy && m_cancel->hasFocus())
        m_query->lineEdit()->setFocus(Qt::OtherFocusReason);
    m_cancel->setVisible(busy);
    m_progress->setPercent(percent);
    m_progress->setVisible(busy);
    m_progress->setGeometry(
        margin, height() - above + 3, width() - 2 * margin, m_progress->sizeHint().height());
    if (busy)
        m_count->setText(tr("%1 %").arg(percent));
}

void EventLogBar::setPaused(bool paused)
{
    m_pause->setIconName(paused ? IconName::Play : IconName::Pause, paused ? Ink::Accent : Ink::Dim);
    m_pause->setName(paused ? tr("Resume") : tr("Pause"));
}

void EventLogBar::addAfterQuery(QWidget *button)
{
    m_afterQuery = button;
    m_row->insertWidget(m_row->indexOf(m_query) + 1, button);
    setTabOrder(m_clear, button);
    setTabOrder(button, m_listed);
}

void EventLogBar::addBeforeMenu(QWidget *button)
{
    m_row->insertWidget(m_row->indexOf(m_more), button);
    setTabOrder(m_pause, button);
    setTabOrder(button, m_more);
}

void EventLogBar::setPlace(Place place)
{
    m_detach->setName(
        place == Place::InWindow ? tr("Show the log in its own window") : tr("Put the log back"));
}

void EventLogBar::fit(int width)
{
    m_listed->setVisible(width >= scaled(listedBelow));
    const bool own = width < scaled(lineBelow);
    QHBoxLayout *to = own ? m_line : m_row;
    if (to->indexOf(m_query) >= 0)
        return;
    to->insertWidget(0, m_query, 1000);
    if (m_afterQuery)
        to->insertWidget(1, m_afterQuery);
    m_line->setContentsMargins(0, 0, 0, own ? 8 : 0);
}

void EventLogBar::focusQuery()
{
    m_query->lineEdit()->setFocus(Qt::ShortcutFocusReason);
    m_query->lineEdit()->selectAll();
}

void EventLogBar::setSendingOff(const QString &why)
{
    m_send->setOffReason(why);
    if (why.isEmpty())
        m_send->setAccessibleDescription(tr("Opens or folds the strip that sends events without a picture"));
}

void EventLogBar::focusSend()
{
    m_send->setFocus(Qt::OtherFocusReason);
}

void EventLogBar::focusEditor()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

QWidget *EventLogBar::menuButton() const
{
    return m_more;
}
