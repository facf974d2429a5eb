// SPDX-License-Identifier: MIT
#include "ui/pages/connectpanel.h"

#include "ui/eventlog/eventlogwords.h"
#include "ui/fonts.h"
#include "ui/pages/connectlamp.h"
#include "ui/pages/connectlines.h"
#include "ui/pages/connectwatch.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/field.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>

using namespace Qt::StringLiterals;

namespace {

constexpr int panelWidth = 680;
constexpr int margin = 24;

// Text that can be read, selected and copied, but not changed.
PrefixedEdit *makeReadOnly(const char *name, const QString &text, QWidget *parent)
{
    auto *edit = new PrefixedEdit(parent);
    edit->lineEdit()->setObjectName(QLatin1StringView(name));
    edit->lineEdit()->setProperty("mono", true);
    edit->lineEdit()->setReadOnly(true);
    edit->setText(text);
    edit->lineEdit()->setCursorPosition(0);
    return edit;
}

CopyButton *makeCopy(const char *name, const QString &words, const QString &content, QWidget *parent)
{
    auto *copy = new CopyButton(words, parent);
    copy->setObjectName(QLatin1StringView(name));
    copy->setContent(content);
    return copy;
}

// Nothing moves when a customer or a second program comes.
void keepRoomOf(QWidget *widget)
{
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

} // namespace

ConnectPanel::ConnectPanel(
    const ConnectInfo &info, Session &session, LogFollower &follower, LogModel &log, QWidget *parent)
    : QDialog(parent)
    , m_info(info)
    , m_session(session)
    , m_watch(new ConnectWatch(session, follower, log, this))
{
    setObjectName(u"connectPanel"_s);
    setWindowTitle(tr("Connect my own program"));
    m_area = new QScrollArea(this);
    m_area->setWidget(makeContent());
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_area, 1);
    whole->addLayout(makeFoot());
    connect(m_watch, &ConnectWatch::changed, this, &ConnectPanel::showTally);
    connect(&session, &Session::changed, this, &ConnectPanel::showCustomer);
    connect(&session, &Session::modeChanged, this, &ConnectPanel::showWhere);
    showTally();
    showWhere();
}

// Made in the order of reading, which is also that of Tab.
QWidget *ConnectPanel::makeContent()
{
    auto *content = new QWidget(this);
    content->setProperty("scrolled", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(margin, 20, margin, 8);
    column->setSpacing(16);
    column->addLayout(makeHead());
    column->addLayout(makeAddress());
    m_lines = new ConnectLines(environment(), content);
    column->addWidget(m_lines);
    column->addLayout(makeWarnings());
    column->addLayout(makeCustomer());
    column->addLayout(makeLamp());
    column->addStretch();
    return content;
}

QList<EnvironmentLine> ConnectPanel::environment() const
{
    using Kind = EnvironmentLine::Kind;
    return {{u"DODO_PAYMENTS_BASE_URL"_s, m_info.dodoUrl, Kind::Plain},
        {u"DODO_PAYMENTS_API_KEY"_s, QString::fromLatin1(m_info.apiKey), Kind::Secret},
        {u"OPENAI_BASE_URL"_s, m_info.imageUrl, Kind::Plain}};
}

QLayout *ConnectPanel::makeHead()
{
    auto *head = new QVBoxLayout;
    head->setSpacing(4);
    head->addWidget(makeLabel(tr("Connect my own program"), TextRole::Title, Ink::Text, this));
    QLabel *under = makeLabel(tr("Your program talks to this sandbox instead of the payment service."),
        TextRole::Small, Ink::Dim, this);
    under->setWordWrap(true);
    head->addWidget(under);
    m_elsewhere = makeLabel(tr("This window’s billing goes elsewhere now. All here is the sandbox’s."),
        TextRole::Small, Ink::Amber, this);
    m_elsewhere->setObjectName(u"connectElsewhere"_s);
    m_elsewhere->setWordWrap(true);
    head->addWidget(m_elsewhere);
    return head;
}

void ConnectPanel::showWhere()
{
    m_elsewhere->setVisible(!m_session.inSandbox());
    showCustomer();
}

QLayout *ConnectPanel::makeAddress()
{
    PrefixedEdit *address = makeReadOnly("connectAddress", m_info.dodoUrl, this);
    address->addInside(makeCopy("copyAddress", tr("Copy the address"), m_info.dodoUrl, address));
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(new Field(tr("Address"), address, Field::Need::Optional, this), 2);
    row->addWidget(new Field(tr("Key of this sandbox"), makeKey(), Field::Need::Optional, this), 3);
    return row;
}

QWidget *ConnectPanel::makeKey()
{
    const QString key = QString::fromLatin1(m_info.apiKey);
    PrefixedEdit *edit = makeReadOnly("connectKey", key, this);
    m_key = edit->lineEdit();
    m_key->setEchoMode(QLineEdit::Password);
    m_reveal = new Button(tr("Show"), ButtonRole::Quiet, edit);
    m_reveal->setObjectName(u"revealKey"_s);
    m_reveal->setButtonSize(ButtonSize::Small);
    connect(m_reveal, &QAbstractButton::clicked, this, &ConnectPanel::reveal);
    edit->addInside(m_reveal);
    edit->addInside(makeCopy("copyKey", tr("Copy the key"), key, edit));
    return edit;
}

QLayout *ConnectPanel::makeWarnings()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    const auto add = [this, column](IconName icon, Ink ink, const QString &text) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new IconMark(icon, ink, IconMark::Look::Bare, this), 0, Qt::AlignTop);
        QLabel *label = makeLabel(logwords::rich(text), TextRole::Small, Ink::Dim, this);
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
        row->addWidget(label, 1);
        column->addLayout(row);
    };
    add(IconName::TriangleAlert, Ink::Amber, tr("A client that sets `environment` cannot be redirected."));
    add(IconName::TriangleAlert, Ink::Amber,
        tr("Without the address line the official client talks to live."));
    add(IconName::Info, Ink::Mute, tr("Image clients also want `OPENAI_API_KEY`. Any value works here."));
    return column;
}

QLayout *ConnectPanel::makeCustomer()
{
    m_customer = makeLabel({}, TextRole::Small, Ink::Text, this);
    m_customer->setObjectName(u"connectCustomer"_s);
    m_customer->setTextFormat(Qt::RichText);
    m_copyCustomer = makeCopy("copyCustomer", tr("Copy the customer id"), {}, this);
    keepRoomOf(m_copyCustomer);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new IconMark(IconName::User, Ink::Dim, IconMark::Look::Bare, this));
    row->addWidget(m_customer);
    row->addWidget(m_copyCustomer);
    row->addStretch();
    return row;
}

QLayout *ConnectPanel::makeLamp()
{
    m_lamp = new ConnectLamp(this);
    m_others = makeLabel({}, TextRole::Small, Ink::Dim, this);
    m_others->setObjectName(u"connectOthers"_s);
    keepRoomOf(m_others);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(m_lamp);
    column->addWidget(m_others);
    return column;
}

QLayout *ConnectPanel::makeFoot()
{
    auto *reset = new Button(tr("Reset the count"), ButtonRole::Quiet, this);
    reset->setObjectName(u"resetCount"_s);
    reset->setButtonSize(ButtonSize::Small);
    connect(reset, &QAbstractButton::clicked, m_watch, &ConnectWatch::reset);
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeConnect"_s);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(margin - 11, 8, margin, 16); // the quiet button's words stand on the margin
    row->addWidget(reset);
    row->addStretch();
    row->addWidget(done);
    return row;
}

void ConnectPanel::reveal()
{
    const bool shown = m_key->echoMode() == QLineEdit::Password;
    m_key->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_key->setCursorPosition(0);
    m_reveal->setText(shown ? tr("Hide") : tr("Show"));
    m_lines->setSecrets(shown ? ConnectLines::Secrets::Shown : ConnectLines::Secrets::Masked);
}

void ConnectPanel::showTally()
{
    m_lamp->setWords(m_watch->lamp());
    const QString others = m_watch->others();
    m_others->setText(others);
    m_others->setVisible(!others.isEmpty());
}

void ConnectPanel::showCustomer()
{
    const Customer *customer = m_session.inSandbox() ? m_session.state().customer() : nullptr;
    const QString id = customer ? customer->id.string() : QString();
    m_customer->setText(logwords::rich(customer ? tr("Send events for `%1`").arg(id)
            : m_session.inSandbox()             ? tr("No customer yet: buy the product on tab 3.")
                                                : tr("Its customer shows once billing is back in it.")));
    m_copyCustomer->setContent(id);
    m_copyCustomer->setVisible(customer != nullptr);
}

// As large as its content, as far as the screen allows; beyond that it scrolls.
void ConnectPanel::showEvent(QShowEvent *event)
{
    QWidget *content = m_area->widget();
    const auto parts = content->findChildren<QWidget *>();
    for (const QWidget *part : parts)
        part->ensurePolished(); // sizes come from the style sheet
    const int wide = scaled(panelWidth);
    const int high = content->layout()->hasHeightForWidth() ? content->layout()->heightForWidth(wide)
                                                            : content->sizeHint().height();
    const QSize most = screen()->availableSize() * 9 / 10;
    const int foot = layout()->itemAt(1)->sizeHint().height();
    if (!event->spontaneous())
        resize(QSize(wide, high + foot).boundedTo(most));
    QDialog::showEvent(event);
}
