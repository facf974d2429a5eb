// SPDX-License-Identifier: MIT
#include "ui/webhooks/webhooklist.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/rowdelegate.h"
#include "ui/webhooks/webhookmodel.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int timeWidth = 116;
constexpr int typeWidth = 164;
constexpr int statusWidth = 68;
constexpr int narrowest = 560; // below it the message's id goes
constexpr int aroundHandle = 8;
constexpr int messageWidth = 116;

QStringList headersOf(const ReceivedWebhook &delivery)
{
    QStringList out;
    for (const auto &[name, value] : delivery.headers)
        out.append(QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value));
    return out;
}

QWidget *withRoom(QWidget *inner, int above, int below)
{
    auto *out = new QWidget;
    auto *column = new QVBoxLayout(out);
    column->setContentsMargins(0, above, 0, below);
    column->addWidget(inner);
    return out;
}

} // namespace

WebhookList::WebhookList(QWidget *parent)
    : QWidget(parent)
    , m_model(new WebhookModel(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
{
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(withRoom(makeTable(), 0, aroundHandle));
    split->addWidget(withRoom(makeDetail(), aroundHandle, 0));
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setHandleWidth(1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(split);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &WebhookList::showChosen);
    setEmpty({});
}

QWidget *WebhookList::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"webhookDeliveries"_s);
    m_table->setAccessibleName(tr("Deliveries"));
    m_table->setModel(m_model);
    prepareTable(m_table, RowDelegate::Height::Log);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_count = makeLabel({}, TextRole::Small, Ink::Dim, this);
    m_count->setObjectName(u"webhookCount"_s);
    m_clear = new Button(tr("Clear the list"), ButtonRole::Quiet, this);
    m_clear->setObjectName(u"clearWebhooks"_s);
    m_clear->setButtonSize(ButtonSize::Small);
    connect(m_clear, &QAbstractButton::clicked, this, &WebhookList::clearRequested);
    auto *card = new Card(tr("Deliveries"), this);
    card->addHeadWidget(m_count);
    card->addHeadWidget(m_clear);
    card->body()->setContentsMargins(1, 0, 1, 1);
    card->body()->addWidget(m_table);
    return card;
}

QWidget *WebhookList::makeDetail()
{
    m_reason = makeLabel({}, TextRole::Small, Ink::Text, this);
    m_reason->setObjectName(u"webhookReason"_s);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_body = new JsonView(this);
    m_body->setObjectName(u"webhookBody"_s);
    m_body->setAccessibleName(tr("The delivery as it came"));
    auto *card = new Card(this);
    card->body()->setSpacing(8);
    card->body()->addWidget(m_reason);
    card->body()->addWidget(m_body, 1);
    return card;
}

void WebhookList::setEmpty(const QString &text)
{
    m_empty->setContent(IconName::Radio, tr("Nothing came yet"), text);
}

void WebhookList::set(const QList<ReceivedWebhook> &oldestFirst)
{
    m_model->set(oldestFirst);
    showCount();
    if (!oldestFirst.isEmpty())
        m_table->selectRow(0);
}

// What is being read stays chosen while others come.
void WebhookList::add(const ReceivedWebhook &delivery)
{
    m_model->add(delivery);
    showCount();
    if (!m_table->currentIndex().isValid() || m_table->currentIndex().row() == 1)
        m_table->selectRow(0);
}

void WebhookList::showCount()
{
    const int count = m_model->rowCount();
    m_count->setText(count == 1 ? tr("1 delivery") : tr("%1 deliveries").arg(count));
    m_pages->setCurrentIndex(count == 0 ? 0 : 1);
    fit();
}

void WebhookList::showChosen()
{
    const ReceivedWebhook *delivery = m_model->row(m_table->currentIndex().row());
    if (!delivery)
        return;
    using Kind = ReceivedWebhook::Kind;
    m_reason->setText(delivery->kind == Kind::Taken ? tr("The signature is right, and the message is new.")
            : delivery->kind == Kind::SentBefore    ? tr("%1 Nothing was done again.").arg(delivery->why)
                                                    : delivery->why);
    const QString line = delivery->method.isEmpty()
        ? tr("No request line")
        : QString::fromUtf8(delivery->method + ' ' + delivery->target);
    m_body->setHead({line});
    m_body->setMore(tr("Headers"), headersOf(*delivery));
    m_body->setJson(delivery->body);
}

void WebhookList::fit()
{
    QHeaderView *head = m_table->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(WebhookModel::Verdict, QHeaderView::Stretch);
    m_table->setColumnWidth(WebhookModel::At, scaled(timeWidth));
    m_table->setColumnWidth(WebhookModel::Type, scaled(typeWidth));
    m_table->setColumnWidth(WebhookModel::MessageId, scaled(messageWidth));
    m_table->setColumnWidth(WebhookModel::Status, scaled(statusWidth));
    m_table->setColumnHidden(WebhookModel::MessageId, width() < scaled(narrowest));
}

void WebhookList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}
