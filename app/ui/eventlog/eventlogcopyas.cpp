// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogcopyas.h"

#include "session/session.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"

#include <QActionGroup>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString kindSetting = u"eventlog.copyAs"_s;

// Kept by its title, so that a language added later does not shift the others.
CodeKind rememberedKind(const Session &session)
{
    const QString title = session.outbox().setting(kindSetting);
    const QList<CodeKind> kinds = codeKinds();
    const auto found = std::ranges::find(kinds, title, codeTitle);
    return found == kinds.end() ? CodeKind::Curl : *found;
}

} // namespace

EventLogCopyAs::EventLogCopyAs(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_kind(rememberedKind(session))
    , m_copy(new Button({}, ButtonRole::Quiet, this))
    , m_more(new IconButton(IconName::ChevronDown, tr("Copy in another language"), this))
    , m_menu(new QMenu(m_more))
{
    setObjectName(u"copyAs"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_copy->setObjectName(u"copyAsCode"_s);
    m_copy->setButtonSize(ButtonSize::Small);
    m_copy->setIconName(IconName::Code);
    m_more->setObjectName(u"copyAsMenuButton"_s);
    m_more->setIconExtent(14);
    m_menu->setObjectName(u"copyAsMenu"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_copy);
    row->addWidget(m_more);
    fillMenu();
    connect(m_copy, &QAbstractButton::clicked, this, &EventLogCopyAs::copy);
    connect(m_more, &QAbstractButton::clicked, this, &EventLogCopyAs::openMenu);
    setExchange({});
}

EventIds EventLogCopyAs::ids() const
{
    return m_newIds->isEnabled() && m_newIds->isChecked() ? EventIds::Fresh : EventIds::Recorded;
}

void EventLogCopyAs::fillMenu()
{
    auto *kinds = new QActionGroup(m_menu);
    for (const CodeKind kind : codeKinds()) {
        QAction *action = m_menu->addAction(codeTitle(kind), this, [this, kind] { choose(kind); });
        action->setObjectName(u"copyAs:"_s + codeFileName(kind));
        action->setCheckable(true);
        action->setChecked(kind == m_kind);
        kinds->addAction(action);
    }
    m_menu->addSeparator();
    m_newIds = m_menu->addAction(tr("With new event ids"));
    m_newIds->setObjectName(u"copyAsNewIds"_s);
    m_newIds->setCheckable(true);
}

void EventLogCopyAs::setExchange(const std::optional<Exchange> &exchange)
{
    m_exchange = exchange;
    QString reason = tr("Choose a request to copy it as a program.");
    if (m_exchange) {
        const Result<void> able = checkRequestCode(*m_exchange);
        reason = able ? QString() : able.error().message;
    }
    m_copy->setOffReason(reason);
    m_more->setEnabled(reason.isEmpty());
    m_more->setToolTip(reason.isEmpty() ? m_more->accessibleName() : reason);
    m_more->setAccessibleDescription(reason);
    m_newIds->setEnabled(m_exchange && hasEventIds(*m_exchange));
    say();
}

void EventLogCopyAs::openMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

void EventLogCopyAs::choose(CodeKind kind)
{
    m_kind = kind;
    m_session.outbox().setSetting(kindSetting, codeTitle(kind));
    say();
    copy();
}

void EventLogCopyAs::copy()
{
    if (!m_exchange)
        return;
    const Result<QByteArray> code = requestCode(*m_exchange, m_kind, address(), ids());
    m_copy->setOffReason(code ? QString() : code.error().message); // another language may have it
    if (!code)
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(*code));
    m_copy->showDone(tr("Copied"));
    Q_EMIT copied(m_kind);
}

// Its own words again, whatever it said before. It keeps their width, so that "Copied" does not make the head
// jump.
void EventLogCopyAs::say()
{
    if (m_copy->isEnabled()) {
        m_copy->startBusy();
        m_copy->stopBusy();
    }
    m_copy->setText(tr("Copy as %1").arg(codeTitle(m_kind)));
    m_copy->setMinimumWidth(0);
    m_copy->setMinimumWidth(m_copy->sizeHint().width());
}

QString EventLogCopyAs::address() const
{
    return m_session.client().transport().destination().baseUrl.toString(
        QUrl::StripTrailingSlash | QUrl::FullyEncoded);
}

bool EventLogCopyAs::event(QEvent *event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::StyleChange)
        say();
    return handled;
}
