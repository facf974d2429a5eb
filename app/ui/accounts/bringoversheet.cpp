// SPDX-License-Identifier: MIT
#include "ui/accounts/bringoversheet.h"

#include "session/placewords.h"
#include "ui/accounts/bringoverrow.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int sheetMargin = 24;
constexpr QSize wantedSize(760, 640);
constexpr QSize freeAround(48, 40); // of the screen that stays free

Destination sandboxOf(const Desk &desk)
{
    return {.mode = Destination::Mode::Sandbox, .baseUrl = QUrl(desk.dodoUrl), .key = desk.apiKey};
}

} // namespace

BringOverSheet::BringOverSheet(const Desk &desk, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_bringOver(desk.connections, sandboxOf(desk))
    , m_intro(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_strip(new MessageStrip(MessageStrip::Kind::Failure, this))
{
    setObjectName(u"bringOverSheet"_s);
    setWindowTitle(tr("Bring over from the sandbox"));
    m_intro->setObjectName(u"bringOverIntro"_s);
    m_intro->setWordWrap(true);
    m_strip->setObjectName(u"bringOverProblem"_s);
    m_strip->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(sheetMargin, 16, sheetMargin, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("Bring over from the sandbox"), TextRole::Title, Ink::Text, this));
    column->addWidget(m_intro);
    column->addWidget(m_strip);
    column->addWidget(makeList(), 1);
    column->addLayout(makeFoot());
    connect(&m_bringOver, &BringOver::changed, this, &BringOverSheet::refresh);
    connect(&m_bringOver, &BringOver::finished, this, [this] {
        m_sent = true;
        refresh();
    });
    refresh();
}

QWidget *BringOverSheet::makeList()
{
    m_list = new Card(this);
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_column = m_list->body();
    m_column->setContentsMargins(1, 1, 1, 1);
    m_column->setSpacing(0);
    m_skeleton = new SkeletonRows(this);
    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"bringOverEmpty"_s);
    auto *content = new QWidget(this);
    content->setProperty("scrolled", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_skeleton);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    column->addStretch();
    m_area = new QScrollArea(this);
    m_area->setObjectName(u"bringOverArea"_s);
    m_area->setWidget(content);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    return m_area;
}

QLayout *BringOverSheet::makeFoot()
{
    m_again = new Button(tr("Look again"), ButtonRole::Quiet, this);
    m_again->setObjectName(u"bringOverAgain"_s);
    m_again->setIconName(IconName::Refresh);
    connect(m_again, &QAbstractButton::clicked, &m_bringOver, &BringOver::read);
    m_send = new Button(this);
    m_send->setRole(ButtonRole::Primary);
    m_send->setObjectName(u"bringOverSend"_s);
    m_send->setShortcut(Qt::CTRL | Qt::Key_Return);
    markSending(m_send);
    connect(m_send, &QAbstractButton::clicked, &m_bringOver, &BringOver::send);
    auto *close = new Button(tr("Close"), ButtonRole::Secondary, this);
    close->setObjectName(u"closeBringOver"_s);
    connect(close, &QAbstractButton::clicked, this, &QDialog::close);
    m_left = makeLabel({}, TextRole::Small, Ink::Dim, this);
    m_left->setObjectName(u"bringOverLeft"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_again);
    row->addStretch();
    row->addWidget(m_left);
    row->addSpacing(8);
    row->addWidget(m_send);
    row->addWidget(close);
    return row;
}

QString BringOverSheet::introduction() const
{
    const QString where = placewords::where(m_desk.session.world());
    return m_bringOver.calls().size() == 1
        ? tr(
            "This call makes %1 what this program has in the sandbox. Nothing is sent before you press Send.")
              .arg(where)
        : tr("These calls make %1 what this program has in the sandbox. Nothing is sent before you press"
             " Send.")
              .arg(where);
}

// Why nothing can be sent; empty where something can.
QString BringOverSheet::nothingText() const
{
    if (m_bringOver.toSend() > 0 || m_rows.isEmpty())
        return {};
    return std::ranges::any_of(m_bringOver.calls(), &BringOverCall::isOpen) ? tr("Choose a call to send.")
                                                                            : tr("Nothing is left to send.");
}

QString BringOverSheet::emptyText() const
{
    return m_bringOver.problem() ? tr("Nothing was changed.")
                                 : tr("The sandbox has no meter that this program sends events to.");
}

void BringOverSheet::refreshRows()
{
    const auto &calls = m_bringOver.calls();
    while (m_rows.size() > calls.size())
        delete m_rows.takeLast();
    while (m_rows.size() < calls.size()) {
        const int number = int(m_rows.size());
        auto *row = new BringOverRow(number, m_list);
        connect(row, &BringOverRow::wantedChanged, this,
            [this, number](bool wanted) { m_bringOver.setWanted(number, wanted); });
        m_column->addWidget(row);
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < calls.size(); ++i)
        m_rows[i]->show(calls[i], m_bringOver.request(i), m_bringOver.isSending());
}

void BringOverSheet::refresh()
{
    refreshRows();
    const bool reading = m_bringOver.isReading();
    const bool any = !m_rows.isEmpty();
    const int count = m_bringOver.toSend();
    m_intro->setText(introduction());
    m_intro->setVisible(!m_desk.session.inSandbox()); // there it would bring things to where they are
    m_skeleton->setVisible(reading && !any);
    m_list->setVisible(any);
    m_empty->setVisible(!any && !reading);
    m_empty->setContent(IconName::Package, tr("Nothing to bring over"), emptyText());
    const auto &problem = m_bringOver.problem();
    m_strip->setVisible(problem.has_value());
    if (problem && m_strip->title() != problem->message)
        m_strip->setMessage(problem->message,
            any && m_sent ? tr("What was made stays. Send goes on from there.") : QString());
    m_send->setVisible(any);
    m_send->setText(count == 0 ? tr("Send")
            : count == 1       ? tr("Send 1 call")
                               : tr("Send %1 calls").arg(count));
    const QString nothing = nothingText();
    m_send->setOffReason(nothing);
    m_left->setText(nothing);
    m_again->setEnabled(!reading && !m_bringOver.isSending());
    if (m_bringOver.isSending() && !m_send->isBusy())
        m_send->startBusy();
    else if (!m_bringOver.isSending() && m_send->isBusy())
        m_send->stopBusy();
}

void BringOverSheet::showSheet()
{
    m_sent = false;
    m_bringOver.read();
    show();
    raise();
    activateWindow();
    m_send->setFocus(Qt::OtherFocusReason);
}

// As large as is comfortable to read, as far as the screen allows.
void BringOverSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(QSize(scaled(wantedSize.width()), scaled(wantedSize.height()))
                   .boundedTo(screen()->availableSize() - freeAround));
    QDialog::showEvent(event);
}
