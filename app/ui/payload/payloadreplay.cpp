// SPDX-License-Identifier: MIT
#include "ui/payload/payloadreplay.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/iconbutton.h"
#include "ui/payload/payloadwords.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

PayloadReplay::PayloadReplay(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"payloadReplay"_s);
    m_title = makeLabel({}, TextRole::SmallStrong, Ink::Text, this);
    m_title->setObjectName(u"replayTitle"_s);
    m_foot = new PayloadFoot(this);
    m_foot->primary()->setText(tr("Send with new ids"));
    m_foot->second()->setText(tr("Send with the same ids"));
    m_close = new IconButton(IconName::X, tr("Close"), this);
    m_close->setObjectName(u"closeReplay"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 8, 12);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 8, 0);
    foot->addWidget(m_foot);
    column->addLayout(head);
    column->addLayout(foot);
    connect(m_close, &QAbstractButton::clicked, this, &PayloadReplay::closeRequested);
}

void PayloadReplay::setRows(int rows, bool live)
{
    m_foot->primary()->setOffReason(live ? tr("Live mode sends nothing anew. Use the same ids.") : QString());
    m_foot->second()->setOffReason(live && rows > 1 ? tr("Live mode sends one row at a time.") : QString());
    m_title->setText(rows == 1
            ? tr("Send this row of the log again")
            : tr("Send %1 rows of the log again, in their order").arg(payloadwords::number(rows)));
    m_foot->say(live ? tr("In live mode one row goes out again, with the same ids.")
                     : tr("With new ids they are billed. With the same ids nothing is billed twice."));
    m_foot->setRunning(false);
}
