// SPDX-License-Identifier: MIT
#include "ui/connection/connectionsheet.h"

#include "session/placewords.h"
#include "ui/connection/connectionsteps.h"
#include "ui/connection/connectionwords.h"
#include "ui/connection/networkform.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/sendingmark.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 24;
constexpr QSize wanted(1080, 660);
constexpr QSize around(64, 40); // of the screen that stays free

} // namespace

ConnectionSheet::ConnectionSheet(const Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_session(desk.session)
    , m_network(desk.network)
    , m_test(desk.session.client().transport())
{
    setObjectName(u"connectionSheet"_s);
    setWindowTitle(tr("Network"));
    m_form = new NetworkForm(m_network, this);
    m_form->setProperty("scrolled", true);
    m_form->layout()->setContentsMargins(0, 0, 16, 0);
    auto *body = new QHBoxLayout;
    body->setSpacing(margin);
    body->addWidget(makeArea(m_form, u"networkArea"_s), 10);
    body->addWidget(makeArea(makeSide(), u"connectionArea"_s), 12);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 20, 8, 16); // the right column has its own end
    column->setSpacing(16);
    column->addLayout(body, 1);
    column->addLayout(makeFoot());
    const Transport &transport = m_session.client().transport();
    connect(&transport, &Transport::rateChanged, this, &ConnectionSheet::refresh);
    connect(&m_session, &Session::modeChanged, this, [this] {
        m_test.forget(); // it was another place's
        refresh();
    });
    connect(&m_network, &NetworkSettings::changed, &m_test, &ConnectionTest::forget);
    connect(&m_test, &ConnectionTest::changed, this, &ConnectionSheet::showTest);
    refresh();
    showTest();
}

ConnectionSheet::~ConnectionSheet() = default;

QScrollArea *ConnectionSheet::makeArea(QWidget *content, const QString &name)
{
    auto *area = new QScrollArea(this);
    area->setObjectName(name);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QWidget *ConnectionSheet::makeSide()
{
    auto *side = new QWidget(this);
    side->setProperty("scrolled", true);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 16, 0);
    column->setSpacing(16);
    column->addWidget(makePlace());
    column->addWidget(makeTest());
    column->addStretch();
    return side;
}

QWidget *ConnectionSheet::makePlace()
{
    auto *place = new QWidget(this);
    m_mode = makeLabel({}, TextRole::Section, Ink::Text, place);
    m_mode->setObjectName(u"connectionMode"_s);
    m_address = new ElidedLabel({}, TextRole::Mono, Ink::Text, place);
    m_address->setObjectName(u"connectionAddress"_s);
    m_address->setElideMode(Qt::ElideMiddle);
    m_rate = makeLabel({}, TextRole::Small, Ink::Dim, place);
    m_rate->setObjectName(u"connectionRate"_s);
    m_rate->setWordWrap(true);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_mode);
    column->addWidget(m_address);
    column->addWidget(m_rate);
    return place;
}

QWidget *ConnectionSheet::makeTest()
{
    auto *card = new Card(tr("Test of the way there"), this);
    card->setObjectName(u"connectionTest"_s);
    m_result = makeLabel({}, TextRole::SmallStrong, Ink::Text, card);
    m_result->setObjectName(u"connectionResult"_s);
    card->addHeadWidget(m_result);
    card->body()->setContentsMargins(16, 4, 16, 4);
    card->body()->addWidget(new ConnectionSteps(m_test, card));
    return card;
}

QLayout *ConnectionSheet::makeFoot()
{
    m_run = new Button(tr("Test connection"), ButtonRole::Primary, this);
    m_run->setObjectName(u"testConnection"_s);
    m_run->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_run->setToolTip(tr("Reads the list of meters once. Nothing is changed there."));
    markSending(m_run);
    connect(m_run, &QAbstractButton::clicked, this, &ConnectionSheet::runTest);
    m_cancel = new Button(tr("Cancel the test"), ButtonRole::Quiet, this);
    m_cancel->setObjectName(u"cancelConnectionTest"_s);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        m_test.cancel();
        m_run->setFocus(Qt::OtherFocusReason); // this button goes
    });
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeConnection"_s);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_run);
    row->addWidget(done);
    return row;
}

void ConnectionSheet::refresh()
{
    const Transport &transport = m_session.client().transport();
    const Destination &destination = transport.destination();
    m_mode->setText(tr("Billing goes to: %1").arg(placewords::title(destination.mode)));
    m_address->setText(destination.baseUrl.toString());
    m_rate->setText(connectionwords::rateOf(transport.rate(), destination.mode));
}

void ConnectionSheet::runTest()
{
    if (m_test.running() || !m_form->take())
        return;
    m_test.start(m_session.client().transport().destination(), m_network.options());
}

void ConnectionSheet::showTest()
{
    m_cancel->setVisible(m_test.running());
    if (m_test.running() && !m_run->isBusy())
        m_run->startBusy();
    else if (!m_test.running() && m_run->isBusy())
        m_run->stopBusy();
    const QString result = connectionwords::resultOf(m_test, m_session.mode());
    if (m_result->text() == result)
        return;
    m_result->setText(result);
    setInk(m_result, m_test.failedAt() ? Ink::Red : m_test.running() ? Ink::Mute : Ink::Accent);
    QAccessibleEvent alert(m_result, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ConnectionSheet::showSheet()
{
    refresh();
    m_form->showKept();
    show();
    raise();
    activateWindow();
    m_run->setFocus(Qt::OtherFocusReason);
}

// As large as is comfortable to read, as far as the screen allows.
void ConnectionSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(QSize(scaled(wanted.width()), scaled(wanted.height()))
                   .boundedTo(screen()->availableSize() - around));
    QDialog::showEvent(event);
}

void ConnectionSheet::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        m_test.cancel(); // nobody reads it
    QDialog::hideEvent(event);
}
