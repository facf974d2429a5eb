// SPDX-License-Identifier: MIT
#include "ui/payload/payloadeditor.h"

#include "support/strictjson.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

PayloadEditor::PayloadEditor(Session &session, EventLog &log, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_log(log)
{
    setObjectName(u"payloadEditor"_s);
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(24, 0, 24, 12);
    auto *card = new Card(this);
    around->addWidget(card);
    m_text = new QPlainTextEdit(card);
    m_text->setObjectName(u"payloadText"_s);
    m_text->setAccessibleName(tr("Event"));
    m_text->setProperty("input", true);
    m_text->setTabChangesFocus(true);
    m_outcome = makeLabel({}, TextRole::Small, Ink::Dim, card);
    m_outcome->setObjectName(u"payloadOutcome"_s);
    m_send = new Button(tr("Send one"), ButtonRole::Primary, card);
    m_send->setObjectName(u"payloadSend"_s);
    m_close = new Button(tr("Close"), ButtonRole::Quiet, card);
    m_close->setObjectName(u"payloadClose"_s);
    auto *row = new QHBoxLayout;
    row->addWidget(m_outcome, 1);
    row->addWidget(m_close);
    row->addWidget(m_send);
    card->body()->addWidget(m_text);
    card->body()->addLayout(row);
    connect(m_send, &QAbstractButton::clicked, this, &PayloadEditor::primaryAction);
    connect(m_close, &QAbstractButton::clicked, this, &PayloadEditor::fold);
    hide();
}

void PayloadEditor::open(const QByteArray &eventJson)
{
    if (!eventJson.isEmpty())
        m_text->setPlainText(QString::fromUtf8(eventJson));
    show();
    m_text->setFocus(Qt::OtherFocusReason);
    Q_EMIT toggled();
}

void PayloadEditor::replay(const QList<QUuid> &exchanges)
{
    if (exchanges.isEmpty())
        return;
    whenDone(
        m_log.exchange(exchanges.first()), this, [this](const Result<std::optional<Exchange>> &exchange) {
            if (exchange && *exchange)
                open((*exchange)->requestBody);
        });
}

void PayloadEditor::fold()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT toggled();
    Q_EMIT folded();
}

bool PayloadEditor::cancelOrFold()
{
    const bool was = isVisible();
    fold();
    return was;
}

void PayloadEditor::primaryAction()
{
    const auto json = readObject(m_text->toPlainText().toUtf8());
    const auto event = json.andThen([](const QJsonObject &object) { return eventFromJson(object); });
    if (!event)
        return m_outcome->setText(event.error().message);
    m_send->startBusy();
    whenDone(m_session.client().ingest({*event}), this, [this, id = event->id](const Result<int> &accepted) {
        m_send->stopBusy();
        m_outcome->setText(accepted ? tr("%1 accepted.").arg(*accepted) : accepted.error().message);
        m_session.refreshUsage();
        if (accepted)
            Q_EMIT sent(id);
    });
}

void PayloadEditor::fit(const QSize &page)
{
    m_text->setFixedHeight(page.height() / 4);
}

void PayloadEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && cancelOrFold())
        return;
    QWidget::keyPressEvent(event);
}
