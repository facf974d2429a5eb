// SPDX-License-Identifier: MIT
#include "ui/accounts/accountkey.h"

#include "ui/accounts/accountwords.h"
#include "ui/accounts/billingkeytext.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/segments.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
enum Keep { InKeychain, ForThisRun };
}

AccountKey::AccountKey(Connections &connections, QWidget *parent)
    : QWidget(parent)
    , m_connections(connections)
{
    QWidget *offer = makeOffer(); // made in reading order, which Tab follows
    QWidget *held = makeHeld();
    m_edit = new PrefixedEdit(this);
    QLineEdit *line = m_edit->lineEdit();
    line->setObjectName(u"accountKey"_s);
    line->setEchoMode(QLineEdit::Password);
    auto *paste = new Button(tr("Paste"), ButtonRole::Quiet, m_edit);
    paste->setObjectName(u"pasteAccountKey"_s);
    paste->setButtonSize(ButtonSize::Small);
    m_edit->addInside(paste);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(offer);
    column->addWidget(held);
    m_field = new Field(tr("API key"), m_edit, Field::Need::Optional, this);
    column->addWidget(m_field);
    column->addWidget(makeKeep());
    connect(paste, &QAbstractButton::clicked, this, &AccountKey::paste);
    connect(m_edit, &PrefixedEdit::textEdited, this, &AccountKey::typed);
    connect(line, &QLineEdit::returnPressed, this, &AccountKey::submitted);
}

QWidget *AccountKey::makeOffer()
{
    m_offer = new Card(this);
    m_offer->setObjectName(u"accountOffer"_s);
    m_offer->setEdge(Card::Edge::Control);
    m_offerWords = makeLabel({}, TextRole::Small, Ink::Text, m_offer);
    m_offerWords->setObjectName(u"accountOfferWords"_s);
    m_offerWords->setWordWrap(true);
    auto *use = new Button(tr("Use it"), ButtonRole::Outlined, m_offer);
    use->setObjectName(u"useOfferedAccountKey"_s);
    use->setButtonSize(ButtonSize::Small);
    connect(use, &QAbstractButton::clicked, this, [this] {
        m_edit->setText({});
        m_connections.takeOffered(m_mode);
        focusField(); // the button goes
        Q_EMIT edited();
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(new IconMark(IconName::KeyRound, Ink::Dim, IconMark::Look::Bare, m_offer));
    row->addWidget(m_offerWords, 1);
    row->addWidget(use);
    m_offer->body()->setContentsMargins(12, 8, 8, 8);
    m_offer->body()->addLayout(row);
    return m_offer;
}

QWidget *AccountKey::makeKeep()
{
    m_keepRow = new QWidget(this);
    m_keep = new Segments(m_keepRow);
    m_keep->setObjectName(u"keepAccountKey"_s);
    m_keep->setAccessibleName(tr("Keep the key"));
    m_keep->setSize(Segments::Size::Small);
    m_keep->addSegment(tr("In the system's keychain"));
    m_keep->addSegment(tr("For this run only"));
    m_keep->segment(InKeychain)->setObjectName(u"keepAccountKeyInKeychain"_s);
    m_keep->segment(ForThisRun)->setObjectName(u"keepAccountKeyForThisRun"_s);
    m_keep->setCurrent(InKeychain);
    m_noKeychain = makeLabel(tr("No keychain is there. The key is held until this program ends."),
        TextRole::Help, Ink::Mute, m_keepRow);
    m_noKeychain->setObjectName(u"noKeychainForAccount"_s);
    m_noKeychain->setWordWrap(true);
    auto *column = new QVBoxLayout(m_keepRow);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_keep);
    column->addWidget(m_noKeychain);
    return m_keepRow;
}

QWidget *AccountKey::makeHeld()
{
    m_heldRow = new QWidget(this);
    m_heldMark = new IconMark(IconName::Check, Ink::Accent, IconMark::Look::Bare, m_heldRow);
    m_held = makeLabel({}, TextRole::Small, Ink::Text, m_heldRow);
    m_held->setObjectName(u"accountKeyHeld"_s);
    m_held->setWordWrap(true);
    auto *forget = new Button(tr("Forget key"), ButtonRole::Quiet, m_heldRow);
    forget->setObjectName(u"forgetAccountKey"_s);
    forget->setButtonSize(ButtonSize::Small);
    connect(forget, &QAbstractButton::clicked, this, &AccountKey::forget);
    auto *row = new QHBoxLayout(m_heldRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_heldMark);
    row->addWidget(m_held, 1);
    row->addWidget(forget);
    return m_heldRow;
}

void AccountKey::setMode(Mode mode)
{
    m_mode = mode;
    m_notKept = false;
    m_letters = 0;
    m_edit->setText({});
    m_field->clearNote();
    m_field->setHelp(accountwords::keyHelpOf(mode));
    refresh();
}

void AccountKey::refresh()
{
    const bool held = m_connections.hasKey(m_mode);
    const QString offered = m_connections.offered(m_mode);
    m_offer->setVisible(!offered.isEmpty() && m_connections.keyFrom(m_mode) != KeyFrom::Environment);
    m_offerWords->setText(tr("%1 is set in your environment.").arg(offered));
    const bool canKeep = m_connections.canKeepKeys();
    m_keep->segment(InKeychain)->setEnabled(canKeep);
    if (!canKeep)
        m_keep->setCurrent(ForThisRun);
    m_noKeychain->setVisible(!canKeep);
    m_keepRow->setVisible(!held || !isEmpty());
    m_heldRow->setVisible(held);
    m_held->setText(m_notKept ? tr("The keychain did not take it. It is held for this run only.")
                              : accountwords::heldOf(m_mode, m_connections));
    setInk(m_held, m_notKept ? Ink::Amber : Ink::Text);
    m_heldMark->setIcon(
        m_notKept ? IconName::TriangleAlert : IconName::Check, m_notKept ? Ink::Amber : Ink::Accent);
    m_edit->setPlaceholderText(held ? tr("Paste another to replace it") : tr("Paste the key"));
}

bool AccountKey::isEmpty() const
{
    return m_edit->text().trimmed().isEmpty();
}

KeyKeep AccountKey::keep() const
{
    const bool kept = m_keep->current() == InKeychain && m_connections.canKeepKeys();
    return kept ? KeyKeep::Keychain : KeyKeep::ThisRun;
}

QByteArray AccountKey::pasted()
{
    const BillingKeyText read = billingKeyFromText(m_edit->text(), m_mode);
    if (!read.refusal.isEmpty())
        drop(read.refusal);
    else if (read.key.isEmpty())
        refuse(tr("Paste the key first."));
    return read.refusal.isEmpty() ? read.key : QByteArray();
}

void AccountKey::taken()
{
    m_edit->setText({}); // also leaves nothing to undo
    m_letters = 0;
    m_notKept = false;
    m_field->clearNote();
    m_field->setHelp(accountwords::keyHelpOf(m_mode));
    refresh();
}

void AccountKey::refuse(const QString &sentence)
{
    m_field->setError(sentence);
    focusField();
}

void AccountKey::warnNotKept()
{
    m_notKept = true;
    refresh();
}

void AccountKey::focusField()
{
    m_edit->lineEdit()->setFocus(Qt::OtherFocusReason);
}

void AccountKey::paste()
{
    absorb(QGuiApplication::clipboard()->text());
    focusField();
}

// One letter more is typing; several at once were pasted and are cleaned in front of the reader's eyes.
void AccountKey::typed(const QString &text)
{
    const qsizetype before = std::exchange(m_letters, text.size());
    if (text.size() > before + 1)
        return absorb(text);
    m_field->clearNote();
    refresh();
    Q_EMIT edited();
}

void AccountKey::absorb(const QString &text)
{
    const BillingKeyText read = billingKeyFromText(text, m_mode);
    if (!read.refusal.isEmpty())
        return drop(read.refusal);
    m_edit->setText(QString::fromLatin1(read.key));
    m_letters = m_edit->text().size();
    m_field->clearNote();
    m_field->setHelp(read.key.isEmpty() ? tr("There is no text to paste.")
            : read.note.isEmpty()       ? accountwords::keyHelpOf(m_mode)
                                        : read.note);
    refresh();
    Q_EMIT edited();
}

void AccountKey::drop(const QString &sentence)
{
    m_edit->setText({});
    m_letters = 0;
    m_field->setError(sentence);
    refresh();
    Q_EMIT edited();
}

void AccountKey::forget()
{
    m_notKept = false;
    whenDone(m_connections.forgetKey(m_mode), this, [this, mode = m_mode](const Result<void> &gone) {
        if (!gone && mode == m_mode)
            m_field->setError(tr("The keychain still holds the key. It is back at the next start."));
    });
    refresh();
    focusField(); // the button goes with the key
    Q_EMIT edited(); // one that is being tried is not held after all
}
