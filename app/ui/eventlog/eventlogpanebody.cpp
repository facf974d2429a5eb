// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogpanebody.h"

#include "ui/parts/iconbutton.h"
#include "ui/parts/jsonview.h"

#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

EventLogPaneBody::EventLogPaneBody(const QString &title, QWidget *parent)
    : EventLogPane(title, parent)
{
}

void EventLogPaneBody::addView(const QString &name)
{
    QString side = name;
    side.remove(u"log"_s);
    m_copy = new CopyButton(tr("Copy the body"), this);
    m_copy->setObjectName(u"logCopy"_s + side);
    m_more = new IconButton(IconName::Ellipsis, tr("More"), this);
    m_more->setObjectName(u"logMore"_s + side);
    addHeadWidget(m_copy);
    addHeadWidget(m_more);
    m_json = new JsonView(this);
    m_json->setObjectName(name);
    m_json->setAccessibleName(accessibleName());
    m_json->setInspect(true);
    body()->addWidget(m_json, 1);
    connect(m_more, &QAbstractButton::clicked, this, &EventLogPaneBody::openMenu);
}

void EventLogPaneBody::showSide(const logheads::Heads &heads, const logheads::Body &body)
{
    m_others = !heads.others.isEmpty();
    m_copy->setVisible(!body.text.isEmpty());
    m_copy->setContent(QString::fromUtf8(body.text));
    m_more->show();
    m_json->setJson({}); // nothing of the one before is laid out again
    m_json->setHead(heads.first);
    m_json->setMore(
        heads.others.size() == 1 ? tr("1 more header") : tr("%1 more headers").arg(heads.others.size()),
        heads.others);
    m_json->setNote(body.note);
    m_json->setJson(body.text, body.cut ? JsonView::Body::Cut : JsonView::Body::Whole);
}

void EventLogPaneBody::clear()
{
    setSub({});
    m_copy->hide();
    m_more->hide();
    m_json->setHead({});
    m_json->setMore({}, {});
    m_json->setNote({});
    m_json->setMarks({});
    m_json->setChosen({});
    m_json->setJson({});
}

void EventLogPaneBody::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Find in this text"), QKeySequence(QKeySequence::Find), m_json, &JsonView::find);
    if (m_others) {
        QAction *all = menu->addAction(tr("All headers"));
        all->setCheckable(true);
        all->setChecked(m_json->moreShown());
        connect(all, &QAction::toggled, m_json, &JsonView::showMore);
    }
    if (m_json->isJson()) {
        menu->addSeparator();
        menu->addAction(
            tr("Fold all"), QKeySequence(Qt::Key_Minus), m_json, [this] { m_json->foldAll(true); });
        menu->addAction(
            tr("Unfold all"), QKeySequence(Qt::Key_Plus), m_json, [this] { m_json->foldAll(false); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}
