// SPDX-License-Identifier: MIT
#include "ui/webhooks/webhooksheet.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/webhooks/webhooklist.h"
#include "ui/webhooks/webhooksetup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>

using namespace Qt::StringLiterals;

namespace {

constexpr int sheetMargin = 24;
constexpr int setupWidth = 380;
constexpr QSize wantedSize(1360, 740);
constexpr QSize freeAround(48, 40); // of the screen that stays free

} // namespace

WebhookSheet::WebhookSheet(const Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_webhooks(desk.session, desk.folder)
    , m_setup(new WebhookSetup(m_desk.session, m_webhooks))
    , m_area(new QScrollArea(this))
    , m_list(new WebhookList(this))
{
    setObjectName(u"webhookSheet"_s);
    setWindowTitle(tr("Webhooks"));
    m_area->setObjectName(u"webhookArea"_s);
    m_area->setWidget(m_setup);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setFixedWidth(scaled(setupWidth));
    auto *close = new Button(tr("Close"), ButtonRole::Secondary, this);
    close->setObjectName(u"closeWebhooks"_s);
    connect(close, &QAbstractButton::clicked, this, &QDialog::close);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Webhooks"), TextRole::Title, Ink::Text, this));
    head->addStretch();
    head->addWidget(close);
    auto *body = new QHBoxLayout;
    body->setSpacing(sheetMargin);
    body->addWidget(m_area);
    body->addWidget(m_list, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(sheetMargin, 16, sheetMargin, 16);
    column->setSpacing(16);
    column->addLayout(head);
    column->addLayout(body, 1);
    connectDesk();
}

void WebhookSheet::connectDesk()
{
    connect(&m_webhooks, &WebhookDesk::arrived, m_list, &WebhookList::add);
    connect(&m_webhooks, &WebhookDesk::changed, this, &WebhookSheet::showEmpty);
    connect(m_list, &WebhookList::clearRequested, this, [this] {
        m_webhooks.clear();
        m_list->set({});
    });
    m_list->set(m_webhooks.deliveries());
    showEmpty();
}

void WebhookSheet::showEmpty()
{
    m_list->setEmpty(m_webhooks.isRunning() && m_webhooks.registration()
            ? tr("The receiver listens. Messages show here as they come.")
            : tr("Register the receiver. Messages show here as they come."));
}

void WebhookSheet::showSheet()
{
    show();
    raise();
    activateWindow();
    m_setup->focusFirst();
}

// As large as is comfortable to read, as far as the screen allows.
void WebhookSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(QSize(scaled(wantedSize.width()), scaled(wantedSize.height()))
                   .boundedTo(screen()->availableSize() - freeAround));
    QDialog::showEvent(event);
}

void WebhookSheet::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        m_area->setFixedWidth(scaled(setupWidth));
    QDialog::changeEvent(event);
}
