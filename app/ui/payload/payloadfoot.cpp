// SPDX-License-Identifier: MIT
#include "ui/payload/payloadfoot.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/progresspanel.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

PayloadFoot::PayloadFoot(QWidget *parent)
    : QWidget(parent)
{
    const auto button = [this](const QString &text, ButtonRole role, const QString &name) {
        auto *made = new Button(text, role, this);
        made->setObjectName(name);
        made->hide();
        return made;
    };
    m_line = new ProgressLine(this);
    m_line->setObjectName(u"payloadProgress"_s);
    m_words = makeLabel({}, TextRole::Small, Ink::Dim, this);
    m_words->setObjectName(u"payloadOutcome"_s);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_cancel = button(tr("Cancel"), ButtonRole::Secondary, u"payloadCancel"_s);
    m_notNow = button(tr("Not now"), ButtonRole::Secondary, u"payloadNotNow"_s);
    m_live = button(tr("Send to the live account"), ButtonRole::Danger, u"payloadSendLive"_s);
    m_second = button({}, ButtonRole::Secondary, u"payloadSendSame"_s);
    m_primary = button({}, ButtonRole::Primary, u"payloadSend"_s);
    m_primary->setIconName(IconName::Send);
    m_primary->show();
    for (Button *each : {m_live, m_second, m_primary})
        markSending(each);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_words, 1);
    for (Button *each : {m_cancel, m_notNow, m_live, m_second, m_primary})
        row->addWidget(each);
    column->addWidget(m_line);
    column->addLayout(row);
    QSizePolicy kept = m_line->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_line->setSizePolicy(kept);
    m_line->hide();

    connect(m_cancel, &QAbstractButton::clicked, this, &PayloadFoot::cancelled);
    connect(m_notNow, &QAbstractButton::clicked, this, &PayloadFoot::stopAsking);
    connect(m_live, &QAbstractButton::clicked, this, [this] {
        const std::function<void()> go = m_go;
        stopAsking();
        go();
    });
}

void PayloadFoot::say(const QString &words, Ink ink)
{
    m_words->setText(words);
    m_words->setAccessibleName(words);
    setInk(m_words, ink);
}

void PayloadFoot::setRunning(bool running)
{
    const bool focused = m_cancel->hasFocus();
    m_running = running;
    showButtons();
    if (!running && focused)
        m_primary->setFocus(Qt::OtherFocusReason);
}

void PayloadFoot::setPercent(int percent)
{
    m_line->setPercent(percent);
}

void PayloadFoot::askLive(const std::function<void()> &go)
{
    m_go = go;
    say(tr("This is a live account. What is accepted is billed for real."), Ink::Red);
    showButtons();
    m_notNow->setFocus(Qt::OtherFocusReason);
}

void PayloadFoot::stopAsking()
{
    if (!m_go)
        return;
    m_go = {};
    say(tr("Nothing was sent."));
    showButtons();
    m_primary->setFocus(Qt::OtherFocusReason);
}

void PayloadFoot::showButtons()
{
    m_line->setVisible(m_running);
    m_cancel->setVisible(m_running);
    m_live->setVisible(asks());
    m_notNow->setVisible(asks());
    m_primary->setVisible(!asks());
    m_second->setVisible(!asks() && !m_running && !m_second->text().isEmpty());
}
