// SPDX-License-Identifier: MIT
#include "ui/accounts/accountssheet.h"

#include "session/placewords.h"
#include "ui/accounts/accountkey.h"
#include "ui/accounts/accountwords.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/segments.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShowEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 24;
constexpr QSize wanted(700, 600);
constexpr QSize around(64, 40); // of the screen that stays free
constexpr Destination::Mode modes[]
    = {Destination::Mode::Test, Destination::Mode::Live, Destination::Mode::Custom}; // as the segments stand

// Of the setting; each address has its own.
QString usedKey(const QByteArray &world)
{
    return u"used@"_s + QString::fromUtf8(world);
}

} // namespace

AccountsSheet::AccountsSheet(const Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_connections(desk.connections)
{
    setObjectName(u"accountsSheet"_s);
    setWindowTitle(tr("Keys and connections"));
    QLayout *head = makeHead(); // made in reading order, which Tab follows
    m_area = new QScrollArea(this);
    m_area->setWidget(makeContent());
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 20, 8, 16); // the scrolled column has its own end
    column->setSpacing(16);
    column->addLayout(head);
    column->addWidget(m_area, 1);
    column->addLayout(makeFoot());
    connect(&m_connections, &Connections::changed, this, &AccountsSheet::refresh);
    connect(m_key, &AccountKey::edited, this, [this] {
        stop();
        m_status->hide();
        refresh();
    });
    connect(m_key, &AccountKey::submitted, this, [this] { submit(Then::Use); });
    choose(Mode::Test);
}

AccountsSheet::~AccountsSheet() = default;

QLayout *AccountsSheet::makeHead()
{
    m_modes = new Segments(this);
    m_modes->setObjectName(u"accountModes"_s);
    m_modes->setAccessibleName(tr("Where billing may go"));
    for (const Mode mode : modes)
        m_modes->addSegment(placewords::title(mode));
    connect(m_modes, &Segments::currentChanged, this, [this](int index) { choose(modes[index]); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_modes);
    row->addStretch();
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 16, 0);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("Where billing goes"), TextRole::Title, Ink::Text, this));
    column->addLayout(row);
    return column;
}

QWidget *AccountsSheet::makeContent()
{
    auto *content = new QWidget(this);
    content->setProperty("scrolled", true);
    m_about = makeLabel({}, TextRole::Body, Ink::Dim, content);
    m_about->setObjectName(u"accountAbout"_s);
    m_about->setWordWrap(true);
    QWidget *address = makeAddress(content);
    m_key = new AccountKey(m_connections, content);
    m_readOnly = makeLabel(tr("This key is read-only. It shows everything and changes nothing."),
        TextRole::Small, Ink::Amber, content);
    m_readOnly->setObjectName(u"accountReadOnly"_s);
    m_readOnly->setWordWrap(true);
    m_status = new MessageStrip(MessageStrip::Kind::Info, content);
    m_status->setObjectName(u"accountStatus"_s);
    m_status->hide();
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 16, 0);
    column->setSpacing(16);
    column->addWidget(m_about);
    column->addWidget(address);
    column->addWidget(m_key);
    column->addWidget(m_readOnly);
    column->addWidget(m_status);
    column->addStretch();
    return content;
}

QWidget *AccountsSheet::makeAddress(QWidget *content)
{
    auto *both = new QWidget(content);
    m_address = makeLabel({}, TextRole::Mono, Ink::Text, both);
    m_address->setObjectName(u"accountAddress"_s);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_addressField = new Field(tr("Address"), m_address, Field::Need::Optional, both);
    m_url = new PrefixedEdit(both);
    m_url->lineEdit()->setObjectName(u"accountUrl"_s);
    m_url->lineEdit()->setProperty("mono", true);
    m_url->setPlaceholderText(u"https://"_s);
    m_urlField = new Field(tr("Base URL"), m_url, Field::Need::Optional, both);
    m_urlField->setHelp(
        tr("Without “http” in front, this computer means http, anything else https. A path is fine."));
    connect(m_url, &PrefixedEdit::textEdited, this, [this] {
        stop();
        m_status->hide();
        m_urlField->clearNote();
    });
    connect(m_url->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        if (takeAddress())
            m_key->focusField();
    });
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_addressField);
    column->addWidget(m_urlField);
    return both;
}

QLayout *AccountsSheet::makeFoot()
{
    auto *connection = new Button(tr("Network…"), ButtonRole::Quiet, this);
    connection->setObjectName(u"accountConnection"_s);
    connect(connection, &QAbstractButton::clicked, this, &AccountsSheet::connectionRequested);
    m_check = new Button(tr("Check the key"), ButtonRole::Secondary, this);
    m_check->setObjectName(u"checkAccountKey"_s);
    connect(m_check, &QAbstractButton::clicked, this, [this] { submit(Then::Nothing); });
    m_use = new Button({}, ButtonRole::Primary, this);
    m_use->setObjectName(u"useAccount"_s);
    m_use->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_use, &QAbstractButton::clicked, this, [this] { submit(Then::Use); });
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeAccounts"_s);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    m_foot = {connection, m_check, m_use, done};
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(connection);
    row->addStretch();
    row->addWidget(m_check);
    row->addWidget(m_use);
    row->addWidget(done);
    return row;
}

void AccountsSheet::choose(Mode mode)
{
    stop();
    m_mode = mode;
    m_modes->setCurrent(int(std::ranges::find(modes, mode) - std::begin(modes)));
    m_status->hide();
    m_about->setText(accountwords::aboutOf(mode));
    m_address->setText(m_connections.baseUrl(mode).toString());
    m_addressField->setVisible(!isCustom());
    m_urlField->setVisible(isCustom());
    m_urlField->clearNote();
    m_knownUrl = m_connections.baseUrl(Mode::Custom).toString();
    m_url->setText(m_knownUrl);
    m_use->setText(accountwords::useOf(mode));
    m_key->setMode(mode);
    m_area->verticalScrollBar()->setValue(0);
    refresh();
    whenDone(m_connections.loadKey(mode), this, [this](const Result<void> &) { refresh(); });
}

void AccountsSheet::refresh()
{
    const QString url = m_connections.baseUrl(Mode::Custom).toString();
    if (url != std::exchange(m_knownUrl, url))
        m_url->setText(url); // the environment's, taken with its key
    m_key->refresh();
    m_readOnly->setVisible(m_connections.readOnly(m_mode));
    const bool here = m_connections.current() == m_mode;
    m_use->setOffReason(here && m_key->isEmpty() ? accountwords::nowOf(m_mode) : QString());
    m_check->setOffReason(m_key->isEmpty() ? tr("Paste a key to check it.")
            : mayTry()                     ? QString()
                                           : tr("The key is checked once live mode is confirmed."));
}

// Not even one read goes to the live host before its words are typed.
bool AccountsSheet::mayTry() const
{
    return m_mode != Mode::Live || m_connections.live().isOpen();
}

// What was pasted is tried before it is held; a key that is held already is used at once.
void AccountsSheet::submit(Then then)
{
    if (m_call || (isCustom() && !takeAddress()))
        return;
    m_status->hide();
    if (!m_key->isEmpty() || !m_connections.hasKey(m_mode))
        tryKey(then);
    else if (then == Then::Use)
        use();
}

bool AccountsSheet::takeAddress()
{
    if (const auto set = m_connections.setCustomUrl(m_url->text()); !set) {
        m_urlField->setError(set.error().message);
        m_url->lineEdit()->setFocus(Qt::OtherFocusReason);
        return false;
    }
    m_urlField->clearNote();
    return true;
}

void AccountsSheet::tryKey(Then then)
{
    const QByteArray key = m_key->pasted();
    if (key.isEmpty())
        return m_key->focusField();
    if (!mayTry()) {
        take(key);
        return use();
    }
    Button *busy = then == Then::Use ? m_use : m_check;
    busy->startBusy();
    m_call = m_connections.tryKey(m_mode, key);
    whenDone(*m_call, this, [this, key, then, round = ++m_round](const Result<void> &answer) {
        if (round != m_round || (!answer && answer.error().kind == Error::Kind::Cancelled))
            return; // stop() has cleared up
        m_call.reset();
        m_use->stopBusy();
        m_check->stopBusy();
        tried(key, answer, then);
    });
}

void AccountsSheet::tried(const QByteArray &key, const Result<void> &answer, Then then)
{
    if (!answer)
        return warn(tr("The key was not accepted. Nothing is kept or switched."), answer.error().message);
    take(key);
    if (then == Then::Use)
        return use();
    say(tr("The key works."), tr("It may read. Whether it may write shows with the first change."));
    m_use->setFocus(Qt::OtherFocusReason); // the check has nothing left to check
}

void AccountsSheet::take(const QByteArray &key)
{
    const KeyKeep keep = m_key->keep();
    whenDone(m_connections.setKey(m_mode, key, keep), this, [this, mode = m_mode](const Result<void> &kept) {
        if (!kept && mode == m_mode)
            m_key->warnNotKept();
    });
    m_key->taken();
    refresh();
}

void AccountsSheet::use()
{
    if (m_mode == Mode::Live)
        return Q_EMIT liveRequested();
    const Session &session = m_desk.session;
    const bool some
        = session.inSandbox() && (!session.state().meters.isEmpty() || !session.state().products.isEmpty());
    if (const auto there = m_connections.use(m_mode); !there)
        return warn(tr("Billing stays where it was."), there.error().message);
    Outbox &outbox = session.outbox();
    const QString usedHere = usedKey(session.world());
    const bool first = outbox.setting(usedHere).isEmpty();
    outbox.setSetting(usedHere, u"yes"_s);
    used(first && some);
}

// The first time the sandbox's objects are offered too.
void AccountsSheet::used(bool first)
{
    if (!first) {
        close();
        return;
    }
    say(accountwords::nowOf(m_mode),
        tr("Your sandbox holds a meter or a product. Each call is shown before it is sent."));
    Button *bring = m_status->addButton(tr("Bring over what the sandbox holds…"));
    bring->setObjectName(u"bringOver"_s);
    connect(bring, &QAbstractButton::clicked, this, [this] {
        close();
        Q_EMIT bringOverRequested();
    });
    QWidget *above = bring;
    for (QWidget *button : std::as_const(m_foot)) { // they stand below it
        setTabOrder(above, button);
        above = button;
    }
    bring->setFocus(Qt::OtherFocusReason);
}

void AccountsSheet::say(const QString &title, const QString &text)
{
    m_status->setKind(MessageStrip::Kind::Info);
    m_status->clearButtons();
    m_status->setMessage(title, text);
    m_status->show();
    QMetaObject::invokeMethod(
        this, [this] { m_area->ensureWidgetVisible(m_status); }, Qt::QueuedConnection);
}

void AccountsSheet::warn(const QString &title, const QString &text)
{
    say(title, text);
    m_status->setKind(MessageStrip::Kind::Failure);
    m_key->focusField();
}

// Nobody waits for its answer any more.
void AccountsSheet::stop()
{
    if (!m_call)
        return;
    ++m_round; // the answer may be there already, untold
    m_call->cancel();
    m_call.reset();
    m_use->stopBusy();
    m_check->stopBusy();
}

void AccountsSheet::showFor(Mode mode)
{
    if (mode == Mode::Sandbox)
        mode = m_connections.current() == Mode::Sandbox ? Mode::Test : m_connections.current();
    choose(mode);
    show();
    raise();
    activateWindow();
    if (isCustom() && m_url->text().isEmpty())
        m_url->lineEdit()->setFocus(Qt::OtherFocusReason);
    else
        m_key->focusField();
}

void AccountsSheet::showKey(Mode mode, const QString &trouble)
{
    showFor(mode);
    warn(tr("Paste another key."), trouble);
}

// As large as is comfortable to read, as far as the screen allows.
void AccountsSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(QSize(scaled(wanted.width()), scaled(wanted.height()))
                   .boundedTo(screen()->availableSize() - around));
    QDialog::showEvent(event);
}

void AccountsSheet::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous()) {
        stop();
        m_key->taken(); // a pasted key does not wait in a closed sheet
    }
    QDialog::hideEvent(event);
}
