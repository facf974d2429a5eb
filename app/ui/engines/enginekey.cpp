// SPDX-License-Identifier: MIT
#include "ui/engines/enginekey.h"

#include "ui/engines/enginewords.h"
#include "ui/engines/keytext.h"
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

EngineKey::EngineKey(Engines &engines, QWidget *parent)
    : QWidget(parent)
    , m_engines(engines)
    , m_provider(&provider("demo"))
    , m_edit(new PrefixedEdit(this))
{
    QLineEdit *line = m_edit->lineEdit();
    line->setObjectName(u"engineKey"_s);
    line->setEchoMode(QLineEdit::Password);
    auto *paste = new Button(tr("Paste"), ButtonRole::Quiet, m_edit);
    paste->setObjectName(u"pasteEngineKey"_s);
    paste->setButtonSize(ButtonSize::Small);
    m_edit->addInside(paste);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(makeOffer());
    m_field = new Field(tr("Key"), m_edit, Field::Need::Optional, this);
    column->addWidget(m_field);
    column->addWidget(makeKeep());
    column->addWidget(makeHeld());
    connect(paste, &QAbstractButton::clicked, this, &EngineKey::paste);
    connect(m_edit, &PrefixedEdit::textEdited, this, &EngineKey::typed);
    connect(line, &QLineEdit::returnPressed, this, &EngineKey::submitted);
    connect(&m_engines, &Engines::keyNotKept, this, &EngineKey::notKept);
    connect(&m_engines, &Engines::keyNotForgotten, this, &EngineKey::notForgotten);
    connect(&m_engines, &Engines::keyLeft, this, &EngineKey::left);
}

QWidget *EngineKey::makeOffer()
{
    m_offer = new Card(this);
    m_offer->setObjectName(u"engineOffer"_s);
    m_offer->setEdge(Card::Edge::Control);
    m_offerWords = makeLabel({}, TextRole::Small, Ink::Text, m_offer);
    m_offerWords->setObjectName(u"engineOfferWords"_s);
    m_offerWords->setWordWrap(true);
    auto *use = new Button(tr("Use it"), ButtonRole::Outlined, m_offer);
    use->setObjectName(u"useOfferedKey"_s);
    use->setButtonSize(ButtonSize::Small);
    connect(use, &QAbstractButton::clicked, this, [this] {
        m_edit->setText({});
        m_engines.takeOffered(m_provider->id);
        Q_EMIT offerTaken();
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

QWidget *EngineKey::makeKeep()
{
    m_keepRow = new QWidget(this);
    m_keep = new Segments(m_keepRow);
    m_keep->setObjectName(u"keepEngineKey"_s);
    m_keep->setAccessibleName(tr("Keep the key"));
    m_keep->setSize(Segments::Size::Small);
    m_keep->addSegment(tr("In the system's keychain"));
    m_keep->addSegment(tr("For this run only"));
    m_keep->segment(InKeychain)->setObjectName(u"keepInKeychain"_s);
    m_keep->segment(ForThisRun)->setObjectName(u"keepForThisRun"_s);
    m_keep->setCurrent(InKeychain);
    m_noKeychain = makeLabel({}, TextRole::Help, Ink::Mute, m_keepRow);
    m_noKeychain->setObjectName(u"noKeychain"_s);
    m_noKeychain->setWordWrap(true);
    m_noKeychain->setText(tr("No keychain is there. The key is held until this program ends."));
    auto *column = new QVBoxLayout(m_keepRow);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_keep);
    column->addWidget(m_noKeychain);
    return m_keepRow;
}

QWidget *EngineKey::makeHeld()
{
    m_heldRow = new QWidget(this);
    m_heldMark = new IconMark(IconName::Check, Ink::Accent, IconMark::Look::Bare, m_heldRow);
    m_held = makeLabel({}, TextRole::Small, Ink::Text, m_heldRow);
    m_held->setObjectName(u"engineKeyHeld"_s);
    m_held->setWordWrap(true);
    auto *forget = new Button(tr("Forget key"), ButtonRole::Quiet, m_heldRow);
    forget->setObjectName(u"forgetEngineKey"_s);
    forget->setButtonSize(ButtonSize::Small);
    connect(forget, &QAbstractButton::clicked, this, [this] {
        m_refusedKeeping = false;
        m_engines.forgetKey(m_provider->id);
        focusField(); // the button goes with the key
    });
    auto *row = new QHBoxLayout(m_heldRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_heldMark);
    row->addWidget(m_held, 1);
    row->addWidget(forget);
    return m_heldRow;
}

QString EngineKey::text() const
{
    return m_edit->text();
}

void EngineKey::setProvider(const Provider &provider)
{
    m_provider = &provider;
    m_refusedKeeping = false;
    m_letters = 0;
    m_edit->setText({});
    m_field->clearNote();
    const bool basic = provider.auth == Provider::Auth::Basic;
    const QString name = basic ? tr("User and password") : tr("Key");
    m_field->setLabel(
        provider.auth == Provider::Auth::Bearer ? name : tr("%1, if the server wants one").arg(name));
    setVisible(provider.auth != Provider::Auth::None && provider.id != "demo");
    showHelp();
    refresh();
}

void EngineKey::refresh()
{
    const KeyFrom from = m_engines.keyFrom(m_provider->id);
    const QString offered = m_engines.offeredVariable(m_provider->id);
    m_offer->setVisible(!offered.isEmpty());
    m_offerWords->setText(tr("%1 is set in your environment.").arg(offered));
    const bool canKeep = m_engines.canKeepKeys();
    m_keep->segment(InKeychain)->setEnabled(canKeep);
    if (!canKeep)
        m_keep->setCurrent(ForThisRun);
    m_noKeychain->setVisible(!canKeep);
    m_keepRow->setVisible(from == KeyFrom::Nowhere || !text().isEmpty());
    m_held->setText(m_refusedKeeping ? tr("The keychain did not take it. It is held for this run only.")
                                     : enginewords::keyLine(from, *m_provider));
    setInk(m_held, m_refusedKeeping ? Ink::Amber : Ink::Text);
    m_heldMark->setIcon(m_refusedKeeping ? IconName::TriangleAlert : IconName::Check,
        m_refusedKeeping ? Ink::Amber : Ink::Accent);
    m_heldRow->setVisible(from != KeyFrom::Nowhere);
    const bool basic = m_provider->auth == Provider::Auth::Basic;
    m_edit->setPlaceholderText(from != KeyFrom::Nowhere ? tr("Paste another to replace it")
            : basic                                     ? tr("user:password")
                                                        : tr("Paste the key"));
}

void EngineKey::showHelp(const QString &note)
{
    const QUrl &page = m_provider->keyPage;
    m_field->setHelp(!note.isEmpty() ? note
            : page.isEmpty()         ? QString()
                                     : tr("Keys are made at %1").arg(enginewords::pageText(page)));
}

bool EngineKey::hasKey() const
{
    if (m_provider->auth == Provider::Auth::None)
        return false;
    return !text().trimmed().isEmpty() || m_engines.keyFrom(m_provider->id) != KeyFrom::Nowhere;
}

void EngineKey::focusField()
{
    m_edit->lineEdit()->setFocus(Qt::OtherFocusReason);
}

void EngineKey::paste()
{
    absorb(QGuiApplication::clipboard()->text());
    focusField();
}

// One letter more is typing; several at once were pasted and are cleaned in front of the reader's eyes.
void EngineKey::typed(const QString &text)
{
    const qsizetype before = std::exchange(m_letters, text.size());
    if (text.size() > before + 1)
        return absorb(text);
    m_field->clearNote();
    showHelp();
    refresh();
    Q_EMIT edited();
}

void EngineKey::absorb(const QString &pasted)
{
    const KeyText read = keyFromText(pasted, *m_provider);
    if (!read.refusal.isEmpty())
        return refuse(read.refusal);
    m_edit->setText(QString::fromUtf8(read.key));
    m_letters = text().size();
    m_field->clearNote();
    showHelp(read.key.isEmpty() ? tr("There is no text to paste.") : read.note);
    refresh();
    Q_EMIT edited();
}

void EngineKey::refuse(const QString &sentence)
{
    m_edit->setText({}); // also leaves nothing to undo
    m_letters = 0;
    m_field->setError(sentence);
    refresh();
    Q_EMIT edited();
}

bool EngineKey::check()
{
    if (m_provider->auth == Provider::Auth::None || text().trimmed().isEmpty())
        return true;
    const KeyText read = keyFromText(text(), *m_provider);
    if (read.refusal.isEmpty())
        return true;
    refuse(read.refusal);
    focusField();
    return false;
}

void EngineKey::take()
{
    if (m_provider->auth == Provider::Auth::None || text().trimmed().isEmpty())
        return;
    const KeyText read = keyFromText(text(), *m_provider);
    m_edit->setText({});
    m_letters = 0;
    m_refusedKeeping = false;
    m_field->clearNote();
    showHelp(read.note);
    const bool keep = m_keep->current() == InKeychain && m_engines.canKeepKeys();
    m_engines.setKey(m_provider->id, read.key, keep ? KeyKeep::Keychain : KeyKeep::ThisRun);
    refresh();
}

bool EngineKey::want()
{
    if (hasKey())
        return true;
    m_field->setError(tr("Paste the key first."));
    focusField();
    return false;
}

void EngineKey::notForgotten(const QByteArray &id)
{
    if (id == m_provider->id)
        m_field->setError(tr("The keychain still holds the key. It is back at the next start."));
}

void EngineKey::left(const QByteArray &id)
{
    if (id == m_provider->id)
        showHelp(tr("The address changed, so its key is forgotten. Paste the new one."));
}

void EngineKey::notKept(const QByteArray &id, const Error &)
{
    if (id != m_provider->id)
        return;
    m_refusedKeeping = true;
    refresh();
}
