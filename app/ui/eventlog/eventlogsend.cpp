// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogsend.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/combobox.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/progresspanel.h"
#include "ui/parts/sendingmark.h"

#include <QGridLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostEvents = 1000; // a press; as many as one request of the service may hold
constexpr int payloadWidth = 400;
constexpr int noPayloadBelow = 900; // large text in a small window
constexpr int lowPage = 680;
constexpr int countWidth = 76;
constexpr int lineHeight = 20;
constexpr int payloadMargins = 34;

QWidget *labelled(const QString &text, QWidget *editor, QWidget *parent)
{
    auto *field = new QWidget(parent);
    auto *column = new QVBoxLayout(field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    QLabel *label = makeLabel(text, TextRole::Small, Ink::Dim, field);
    label->setBuddy(editor);
    column->addWidget(label);
    column->addWidget(editor);
    editor->setAccessibleName(text);
    return field;
}

QString shown(int count)
{
    return QLocale(QLocale::English).toString(count);
}

} // namespace

EventLogSend::EventLogSend(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_sender(session)
    , m_card(new Card(this))
{
    setObjectName(u"eventLogSend"_s);
    auto *around = new QVBoxLayout(this);
    around->setContentsMargins(24, 0, 24, 12);
    around->addWidget(m_card);
    m_payload = new JsonView(m_card);
    m_payload->setObjectName(u"sendPayload"_s);
    m_payload->setAccessibleName(tr("The next event"));

    auto *left = new QVBoxLayout;
    left->setContentsMargins(16, 12, 16, 12);
    left->setSpacing(10);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    buildChoice(row);
    left->addLayout(row);
    buildOutcome(left);
    buildMissing(left);
    left->addStretch(1);
    m_close = new IconButton(IconName::X, tr("Close"), m_card);
    m_close->setObjectName(u"closeSend"_s);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addLayout(left, 1);
    m_rule = makeRule(m_card);
    m_rule->setFixedWidth(1);
    m_rule->setMinimumHeight(0);
    m_rule->setMaximumHeight(QWIDGETSIZE_MAX);
    columns->addWidget(m_rule);
    columns->addWidget(m_payload);
    columns->addWidget(m_close, 0, Qt::AlignTop);
    setTabOrder(m_toCustomer, m_payload);
    setTabOrder(m_payload, m_close);
    m_card->body()->setContentsMargins(1, 1, 1, 1);
    m_card->body()->addLayout(columns);
    for (const QString &id : recipeIds()) {
        if (const auto recipe = loadRecipe(id))
            m_recipes.append(*recipe);
    }
    connectAll();
    hide();
}

void EventLogSend::buildChoice(QHBoxLayout *row)
{
    m_which = new ComboBox(m_card);
    m_which->setObjectName(u"sendPattern"_s);
    m_count = new QLineEdit(m_card);
    m_count->setObjectName(u"sendCount"_s);
    m_count->setValidator(new QIntValidator(1, mostEvents, m_count));
    m_count->setAccessibleDescription(tr("1 to 1,000"));
    m_send = new Button({}, ButtonRole::Primary, m_card);
    m_send->setObjectName(u"sendLikeThis"_s);
    m_send->setIconName(IconName::Send);
    markSending(m_send);
    row->addWidget(labelled(tr("Events like"), m_which, m_card), 1);
    row->addWidget(labelled(tr("How many"), m_count, m_card));
    row->addWidget(m_send, 0, Qt::AlignBottom);
}

void EventLogSend::buildOutcome(QVBoxLayout *column)
{
    m_line = new ProgressLine(m_card);
    m_line->setObjectName(u"sendProgress"_s);
    m_outcome = makeLabel({}, TextRole::Small, Ink::Dim, m_card);
    m_outcome->setObjectName(u"sendOutcome"_s);
    m_outcome->setWordWrap(true);
    m_again = new Button({}, ButtonRole::Secondary, m_card);
    m_again->setObjectName(u"sendSameAgain"_s);
    m_again->setButtonSize(ButtonSize::Small);
    markSending(m_again);
    m_cancel = new Button(tr("Cancel"), ButtonRole::Secondary, m_card);
    m_cancel->setObjectName(u"cancelSend"_s);
    m_cancel->setButtonSize(ButtonSize::Small);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_outcome, 1);
    row->addWidget(m_again);
    row->addWidget(m_cancel);
    column->addWidget(m_line);
    column->addLayout(row);
    // What comes and goes keeps its place, so that the log below does not jump.
    QSizePolicy kept = m_line->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_line->setSizePolicy(kept);
    m_line->hide();
    m_again->hide();
    m_cancel->hide();
}

void EventLogSend::buildMissing(QVBoxLayout *column)
{
    m_missing = new QWidget(m_card);
    auto *row = new QHBoxLayout(m_missing);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    QLabel *words = makeLabel(
        tr("No customer yet. An event needs someone to bill."), TextRole::Small, Ink::Amber, m_missing);
    words->setObjectName(u"sendNeedsCustomer"_s);
    words->setWordWrap(true);
    m_toCustomer = new Button(tr("Go to Customer"), ButtonRole::Secondary, m_missing);
    m_toCustomer->setObjectName(u"sendToCustomer"_s);
    m_toCustomer->setButtonSize(ButtonSize::Small);
    row->addWidget(words, 1);
    row->addWidget(m_toCustomer);
    column->addWidget(m_missing);
    m_missing->hide();
}

void EventLogSend::connectAll()
{
    connect(m_which, &QComboBox::activated, this, &EventLogSend::choose);
    connect(m_count, &QLineEdit::textChanged, this, &EventLogSend::showButtons);
    connect(m_count, &QLineEdit::returnPressed, this, &EventLogSend::send);
    connect(m_send, &QAbstractButton::clicked, this, &EventLogSend::send);
    connect(m_again, &QAbstractButton::clicked, this, &EventLogSend::sendAgain);
    connect(m_cancel, &QAbstractButton::clicked, &m_sender, &TrafficSender::cancel);
    connect(m_close, &QAbstractButton::clicked, this, &EventLogSend::fold);
    connect(m_toCustomer, &QAbstractButton::clicked, this, &EventLogSend::customerRequested);
    connect(&m_sender, &TrafficSender::progressed, this, &EventLogSend::showProgress);
    connect(&m_sender, &TrafficSender::finished, this, &EventLogSend::showOutcome);
    connect(&m_session, &Session::changed, this, &EventLogSend::refresh);
    connect(&m_session, &Session::worldChanged, this, &EventLogSend::forget);
}

void EventLogSend::toggle()
{
    if (isVisible())
        return fold();
    show();
    m_send->setFocus(Qt::OtherFocusReason);
    Q_EMIT toggled();
}

void EventLogSend::fold()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT toggled();
    Q_EMIT folded();
}

void EventLogSend::cancelOrFold()
{
    m_sender.running() ? m_sender.cancel() : fold();
}

void EventLogSend::fit(const QSize &page)
{
    const int lines = page.height() < scaled(lowPage) ? 6 : 11;
    m_payload->setFixedSize(scaled(payloadWidth), lines * scaled(lineHeight) + payloadMargins);
    m_payload->setVisible(page.width() >= scaled(noPayloadBelow));
    m_rule->setVisible(!m_payload->isHidden());
    m_count->setFixedWidth(scaled(countWidth));
}

void EventLogSend::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void EventLogSend::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return cancelOrFold();
    QWidget::keyPressEvent(event);
}

// What was sent belongs to one customer of one world.
void EventLogSend::forget()
{
    m_sender.forget();
    m_outcome->clear();
    showButtons();
}

void EventLogSend::refresh()
{
    if (!isVisible())
        return;
    const Customer *customer = m_session.state().customer();
    const CustomerId now = customer ? customer->id : CustomerId();
    if (std::exchange(m_customer, now) != now)
        forget();
    refreshChoices();
    showPayload();
    showButtons();
}

void EventLogSend::refreshChoices()
{
    const auto choices = eventlogsend::choices(m_recipes, m_session.state().meters, m_session.sentNames());
    QStringList before;
    QStringList now;
    for (const auto &choice : std::as_const(m_choices))
        before.append(choice.title);
    for (const auto &choice : choices)
        now.append(choice.title);
    m_choices = choices;
    if (m_traffic && before == now)
        return;
    m_which->clear();
    m_which->addItems(now);
    // A list whose first entry is another one means another recipe: that one is shown.
    const bool same = before.value(0) == now.value(0);
    const qsizetype at = same ? now.indexOf(m_chosen) : 0;
    m_which->setCurrentIndex(int(std::max<qsizetype>(at, 0)));
    if (!m_traffic || m_which->currentText() != m_chosen)
        choose(m_which->currentIndex());
}

void EventLogSend::choose(int index)
{
    const eventlogsend::Choice &choice = m_choices[index];
    m_chosen = choice.title;
    m_traffic = std::make_unique<Traffic>(
        choice.patterns, choice.batch, ++m_seed, m_session.client().transport().ids());
    m_count->setText(QString::number(choice.batch));
    showPayload();
}

void EventLogSend::showPayload()
{
    Event next = m_traffic->next();
    next.customer = m_customer.isEmpty() ? CustomerId{"<CUSTOMER_ID>"} : m_customer;
    next.at = std::chrono::floor<milliseconds>(m_session.now());
    m_payload->setJson(toText(next));
}

int EventLogSend::count() const
{
    return m_count->hasAcceptableInput() ? m_count->text().toInt() : 0;
}

void EventLogSend::showButtons()
{
    const bool running = m_sender.running();
    const int last = int(m_sender.events().size());
    m_missing->setVisible(m_session.state().loaded && m_customer.isEmpty());
    m_send->setText(count() == 0 ? tr("Send") : tr("Send %1 like this").arg(shown(count())));
    const QString live = m_session.isLive() ? tr("Live mode sends no made up events.") : QString();
    m_again->setOffReason(live);
    m_send->setOffReason(!live.isEmpty() ? live
            : m_customer.isEmpty()       ? tr("There is no customer yet.")
            : count() == 0               ? tr("Write how many, from 1 to 1,000.")
                                         : QString());
    m_again->setText(
        last == 1 ? tr("Send the same one again") : tr("Send the same %1 again").arg(shown(last)));
    m_again->setVisible(last > 0 && (!running || m_again->isBusy()));
    m_cancel->setVisible(running);
    m_line->setVisible(running);
}

void EventLogSend::send()
{
    if (m_sender.running() || m_customer.isEmpty() || count() == 0)
        return;
    m_send->startBusy();
    m_sender.send(m_traffic->take(count(), m_customer, m_session.now()));
    showPayload();
}

void EventLogSend::sendAgain()
{
    if (m_sender.running())
        return;
    m_again->startBusy();
    m_sender.sendAgain();
}

void EventLogSend::showProgress(int done, int of)
{
    m_line->setPercent(of > 0 ? done * 100 / of : 0);
    m_outcome->setText(eventlogsend::progress(done, of));
    setInk(m_outcome, Ink::Dim);
    showButtons();
}

void EventLogSend::showOutcome(const TrafficOutcome &outcome)
{
    m_send->stopBusy();
    m_again->stopBusy();
    if (m_cancel->hasFocus())
        m_send->setFocus(Qt::OtherFocusReason);
    const bool failed = outcome.error && outcome.error->kind != Error::Kind::Cancelled;
    setInk(m_outcome, failed ? Ink::Red : Ink::Text);
    m_outcome->setText(m_sender.events().isEmpty() ? QString() : eventlogsend::outcome(outcome));
    showButtons();
}
