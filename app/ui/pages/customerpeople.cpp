// SPDX-License-Identifier: MIT
#include "ui/pages/customerpeople.h"

#include "ui/fonts.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/customerwords.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr auto typingPause = 400ms; // each search is a call of the budget
} // namespace

CustomerPeople::CustomerPeople(Session &session, CustomerBook &book, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_book(book)
    , m_list(new CatalogueList({}, IconName::User, this))
    , m_sentence(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_column(new QVBoxLayout(this))
{
    m_list->setObjectName(u"customerList"_s);
    m_list->setAccessibleName(tr("Customers"));
    m_list->setRowMenus(CatalogueRow::Menu::None);
    m_list->setSearchHint(tr("Name or e-mail"));
    m_list->setEmptyText(tr("No customer yet. Choose New customer."));
    m_list->setEdge(Card::Edge::Control);
    m_sentence->setObjectName(u"customerPlans"_s);
    m_sentence->setWordWrap(true);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addWidget(m_list);
    m_column->addWidget(m_sentence);
    setFocusProxy(m_list->search());
    m_typed.setSingleShot(true);
    m_typed.setInterval(typingPause);
    connect(&m_typed, &QTimer::timeout, this, [this] { m_book.searchEmail(m_email); });
    connect(m_list, &CatalogueList::searchChanged, this, &CustomerPeople::searched);
    connect(m_list, &CatalogueList::chosen, this, [this](const QString &id) {
        m_useWhenRead = true;
        choose(CustomerId::of(id));
        Q_EMIT chosen(CustomerId::of(id));
    });
    connect(m_list, &CatalogueList::moreRequested, &m_book, &CustomerBook::readMore);
    connect(&m_book, &CustomerBook::changed, this, &CustomerPeople::refresh);
    connect(&m_session, &Session::changed, this, &CustomerPeople::refresh);
    connect(&m_session, &Session::worldChanged, this, &CustomerPeople::clear);
    refresh();
}

void CustomerPeople::open()
{
    m_book.open();
    refresh();
}

void CustomerPeople::clear()
{
    m_current.reset();
    m_useWhenRead = false;
    m_list->search()->clear();
    if (isVisible())
        m_book.open(); // another place has others
    refresh();
}

void CustomerPeople::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    open();
}

void CustomerPeople::choose(const CustomerId &id)
{
    m_current = id;
    m_name.clear();
    m_book.readSubscriptions(id); // the pages may not hold them, or may be old
    refresh();
}

void CustomerPeople::setRowsShown(int rows)
{
    m_list->setRowsShown(rows);
}

void CustomerPeople::focusSearch()
{
    m_list->focusSearch();
}

// A name is looked for in what is loaded; an address at the service, which knows everybody.
void CustomerPeople::searched(const QString &words)
{
    const QString email = words.contains(u'@') ? words : QString();
    if (email == m_email)
        return;
    m_email = email;
    m_typed.start();
}

void CustomerPeople::refresh()
{
    refreshList();
    refreshPlans();
    const QString problem = m_book.problem() ? m_book.problem()->message : QString();
    if (problem != std::exchange(m_problem, problem))
        Q_EMIT problemChanged(problem);
}

void CustomerPeople::refreshList()
{
    if (!m_book.loaded() && m_book.loading())
        return m_list->setLoading();
    const Customer *played = m_session.state().customer();
    QList<CatalogueItem> items;
    for (const Customer &one : m_book.customers()) {
        const QList<Subscription> own = m_book.subscriptionsOf(one.id);
        CatalogueItem item{.id = one.id.string(), .name = one.is.name, .second = one.is.email};
        if (!own.isEmpty()) {
            item.right = customer::statusName(own.first().status);
            item.rightSecond = own.first().productName.value_or(QString());
        }
        if (played && played->id == one.id)
            item.use = CatalogueItem::Use::Played;
        items.append(item);
    }
    m_list->setItems(items, {});
    m_list->setMore(m_book.more(), false);
    if (m_book.problem())
        m_list->stopLoading();
    m_list->setCurrent(m_current ? m_current->string() : QString());
    setFocusProxy(m_list->firstFocus());
}

void CustomerPeople::refreshPlans()
{
    m_sentence->setVisible(m_current.has_value());
    if (!m_current)
        return showPlans({});
    const Customer *who = m_book.customer(*m_current);
    const QList<Subscription> own = m_book.subscriptionsOf(*m_current);
    if (who)
        m_name = who->is.name; // a list that is read anew may not hold the customer
    const QString name = m_name.isEmpty() ? m_current->string() : m_name;
    m_sentence->setText(own.isEmpty() ? tr("%1 has no subscription yet. Start checkout buys one.").arg(name)
                                      : tr("What %1 subscribed to:").arg(name));
    showPlans(own);
    useTheOnlyOne(own);
}

// Rows that say the same stay: the keyboard may be on one of their buttons.
void CustomerPeople::showPlans(const QList<Subscription> &own)
{
    const auto &played = m_session.state().subscription;
    const SubscriptionId playedId = played ? played->id : SubscriptionId{};
    if (m_plans && own == m_planned && playedId == m_played)
        return;
    m_planned = own;
    m_played = playedId;
    if (m_plans) {
        m_plans->hide();
        m_plans->deleteLater(); // its own button may be what asks for this
    }
    m_plans = new QWidget(this);
    auto *column = new QVBoxLayout(m_plans);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    int number = 0;
    for (const Subscription &subscription : own)
        addPlan(subscription, ++number);
    m_column->addWidget(m_plans);
    m_plans->setVisible(!own.isEmpty());
}

// One active subscription is played at once; of several the person chooses.
void CustomerPeople::useTheOnlyOne(const QList<Subscription> &own)
{
    const auto active = std::ranges::count(own, SubscriptionStatus::Active, &Subscription::status);
    if (!m_useWhenRead || active != 1)
        return;
    m_useWhenRead = false;
    if (m_played != own.first().id)
        Q_EMIT useRequested(own.first().id);
}

void CustomerPeople::addPlan(const Subscription &subscription, int number)
{
    const bool active = subscription.status == SubscriptionStatus::Active;
    const auto &played = m_session.state().subscription;
    const bool inUse = played && played->id == subscription.id;
    auto *row = new QWidget(m_plans);
    row->setObjectName(u"customerPlan%1"_s.arg(number));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto *chip = new Chip({active ? ChipLook::Kind::Done : ChipLook::Kind::NotCounted,
                              customer::statusName(subscription.status)},
        row);
    QLabel *words = makeLabel(customer::statusLine(subscription), TextRole::Help, Ink::Dim, row);
    words->setWordWrap(true);
    line->addWidget(chip, 0, Qt::AlignTop);
    line->addWidget(words, 1);
    if (active) {
        auto *use = new Button(inUse ? tr("In use") : tr("Use"), ButtonRole::Secondary, row);
        use->setObjectName(u"usePlan%1"_s.arg(number));
        use->setAccessibleName(tr("Use this subscription"));
        use->setButtonSize(ButtonSize::Small);
        use->setOffReason(inUse ? tr("This program sends for it already.") : QString());
        connect(
            use, &QAbstractButton::clicked, this, [this, id = subscription.id] { Q_EMIT useRequested(id); });
        line->addWidget(use, 0, Qt::AlignTop);
    }
    m_plans->layout()->addWidget(row);
}
