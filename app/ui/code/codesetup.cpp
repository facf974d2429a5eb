// SPDX-License-Identifier: MIT
#include "ui/code/codesetup.h"

#include "ui/code/codekinds.h"
#include "ui/eventlog/eventlogwords.h"
#include "ui/fonts.h"
#include "ui/pages/connectlines.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 372;

// An icon beside a sentence; the sentence is `label`.
QWidget *makeNote(IconName icon, Ink ink, QLabel *label, QWidget *parent)
{
    auto *note = new QWidget(parent);
    auto *row = new QHBoxLayout(note);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(new IconMark(icon, ink, IconMark::Look::Bare, note), 0, Qt::AlignTop);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    row->addWidget(label, 1);
    return note;
}

QLabel *makeSentence(const QString &text, QWidget *parent)
{
    return makeLabel(logwords::rich(text), TextRole::Small, Ink::Dim, parent);
}

} // namespace

CodeSetup::CodeSetup(const ConnectInfo &info, QWidget *parent)
    : QScrollArea(parent)
    , m_info(info)
{
    setObjectName(u"codeSetup"_s);
    auto *content = new QWidget(this);
    content->setProperty("scrolled", true);
    m_lines = new ConnectLines({}, ConnectLines::Layout::Narrow, content);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(8);
    lines->addWidget(m_lines);
    lines->addLayout(makeHint());
    column->addLayout(lines);
    column->addLayout(makeRun());
    column->addLayout(makeNotes());
    column->addStretch();
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize CodeSetup::sizeHint() const
{
    return {scaled(columnWidth), 320};
}

QSize CodeSetup::minimumSizeHint() const
{
    return {scaled(columnWidth), 120};
}

QLayout *CodeSetup::makeHint()
{
    m_hintText = makeSentence({}, this);
    m_hintText->setObjectName(u"codeHint"_s);
    m_hint = makeNote(IconName::Info, Ink::Mute, m_hintText, this);
    auto *row = new QVBoxLayout;
    row->addWidget(m_hint);
    return row;
}

QLayout *CodeSetup::makeRun()
{
    m_copyRun = new CopyButton(tr("Copy the lines that run it"), this);
    m_copyRun->setObjectName(u"copyRun"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Run it in the saved folder"), TextRole::Small, Ink::Dim, this), 1);
    head->addWidget(m_copyRun);
    m_runBox = new Card(this);
    m_runBox->setObjectName(u"runLines"_s);
    m_runBox->body()->setContentsMargins(14, 12, 14, 12);
    m_runBox->body()->setSpacing(4);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_runBox);
    return column;
}

QLayout *CodeSetup::makeNotes()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    const auto add = [this, column](IconName icon, Ink ink, const QString &text) {
        column->addWidget(makeNote(icon, ink, makeSentence(text, this), this));
    };
    add(IconName::TriangleAlert, Ink::Amber, tr("A client that sets `environment` cannot be redirected."));
    add(IconName::TriangleAlert, Ink::Amber,
        tr("Without the address line the official client talks to live."));
    m_simulated = new QWidget(this);
    auto *simulated = new QVBoxLayout(m_simulated);
    simulated->setContentsMargins(0, 6, 0, 0);
    simulated->setSpacing(6);
    simulated->addWidget(makeLabel(tr("What is simulated"), TextRole::Small, Ink::Dim, m_simulated));
    simulated->addWidget(makeNote(IconName::FlaskConical, Ink::Blue,
        makeSentence(tr("The pay page, the card and the painter. Tax is not computed."), m_simulated),
        m_simulated));
    simulated->addWidget(makeNote(IconName::Check, Ink::Mute,
        makeSentence(
            tr("Not simulated: fields, payloads, errors, idempotency and the arithmetic of the bill."),
            m_simulated),
        m_simulated));
    column->addWidget(m_simulated);
    return column;
}

void CodeSetup::setInfo(const ConnectInfo &info, Destination::Mode mode)
{
    m_info = info;
    m_mode = mode;
    m_simulated->setVisible(mode == Destination::Mode::Sandbox);
}

QList<EnvironmentLine> CodeSetup::environment(const Program &program, const Subscription *subscription) const
{
    using Kind = EnvironmentLine::Kind;
    const bool own = m_mode == Destination::Mode::Sandbox; // keys of this computer only
    const Kind secret = own ? Kind::Secret : Kind::Plain;
    const QString yours = m_mode == Destination::Mode::Live ? u"<YOUR_LIVE_KEY>"_s
        : m_mode == Destination::Mode::Test                 ? u"<YOUR_TEST_KEY>"_s
                                                            : u"<YOUR_KEY>"_s;
    const auto text = [](const QByteArray &key) { return QString::fromLatin1(key); };
    const QList<EnvironmentLine> known{{u"DODO_PAYMENTS_BASE_URL"_s, m_info.dodoUrl, Kind::Plain},
        {u"DODO_PAYMENTS_API_KEY"_s, own ? text(m_info.apiKey) : yours, secret},
        {u"DODO_PAYMENTS_WEBHOOK_KEY"_s, own ? text(m_info.webhookKey) : u"<YOUR_WEBHOOK_SECRET>"_s, secret},
        {u"DODO_CUSTOMER_ID"_s, subscription ? subscription->customer.id.string() : QString(), Kind::Plain},
        {u"DODO_SUBSCRIPTION_ID"_s, subscription ? subscription->id.string() : QString(), Kind::Plain},
        {u"OPENAI_BASE_URL"_s, m_info.imageUrl, Kind::Plain},
        {u"OPENAI_API_KEY"_s, u"anything"_s, Kind::Plain}};
    QList<EnvironmentLine> lines;
    for (const EnvironmentLine &line : known) {
        if (program.environment.contains(line.name) && !line.value.isEmpty())
            lines << line;
    }
    return lines;
}

void CodeSetup::setProgram(const Program &program, ProgramKind kind, const Subscription *subscription)
{
    m_lines->setLines(environment(program, subscription));
    const QString hint = isWebhook(kind) ? tr("Put this line into `.env` before you start it.")
        : subscription                   ? QString()
                                         : tr("No customer yet: buy the product on tab 3.");
    m_hintText->setText(logwords::rich(hint));
    m_hint->setVisible(!hint.isEmpty());
    m_run = program.run;
    showRun();
}

void CodeSetup::setFolder(const QString &folder)
{
    m_folder = folder;
    showRun();
}

void CodeSetup::showRun()
{
    QStringList lines = m_run;
    if (!m_folder.isEmpty()) {
        QString quoted = QDir::toNativeSeparators(m_folder);
        lines.prepend(u"cd '%1'"_s.arg(quoted.replace(u'\'', u"'\\''"_s)));
    }
    m_copyRun->setContent(lines.join(u'\n') + u'\n');
    qDeleteAll(m_runLabels);
    m_runLabels.clear();
    for (const QString &line : std::as_const(lines)) {
        m_runLabels.append(new ElidedLabel(line, TextRole::MonoSmall, Ink::Text, m_runBox));
        m_runBox->body()->addWidget(m_runLabels.last());
        m_runLabels.last()->show();
    }
}
