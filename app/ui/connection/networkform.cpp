// SPDX-License-Identifier: MIT
#include "ui/connection/networkform.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/segments.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {

using Proxy = NetworkOptions::Proxy;

constexpr std::array waits{30s, 60s, 120s, 300s}; // as the segments stand
constexpr size_t usualWait = 1;
constexpr int mostPort = 65535;

size_t waitIndex(const std::optional<milliseconds> &wait)
{
    for (size_t i = 0; wait && i < waits.size(); ++i) {
        if (*wait <= waits[i])
            return i;
    }
    return wait ? waits.size() - 1 : usualWait;
}

QString helpOf(Proxy proxy)
{
    switch (proxy) {
    case Proxy::System:
        return NetworkForm::tr("As this system is set up. This computer itself is always reached directly.");
    case Proxy::None:
        return NetworkForm::tr("Straight to the service.");
    case Proxy::Http:
    case Proxy::Socks5:
        return NetworkForm::tr("The proxy sees the host's name, never the key. It looks up names itself.");
    }
    return {};
}

AskCaFile askByDialog()
{
    return [](QWidget *parent, const std::function<void(const QString &)> &chosen) {
        auto *dialog = new QFileDialog(parent, NetworkForm::tr("Choose a certificate file"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters(
            {NetworkForm::tr("Certificates (*.pem *.crt *.cer)"), NetworkForm::tr("All files (*)")});
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        dialog->open();
    };
}

} // namespace

NetworkForm::NetworkForm(NetworkSettings &network, QWidget *parent)
    : QWidget(parent)
    , m_network(network)
    , m_ask(askByDialog())
{
    m_wait = new Segments(this);
    m_wait->setObjectName(u"longestWait"_s);
    for (const QString &text : {tr("30 s"), tr("1 minute"), tr("2 minutes"), tr("5 minutes")})
        m_wait->addSegment(text);
    auto *waitField = new Field(tr("Longest wait for one answer"), m_wait, Field::Need::Optional, this);
    waitField->setHelp(tr("More helps on slow links. What takes longer is tried again."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(makeLabel(tr("How the network is reached"), TextRole::Section, Ink::Text, this));
    column->addWidget(makeProxy());
    column->addWidget(makeAuthority());
    column->addWidget(waitField);
    column->addLayout(makeFoot());
    column->addStretch();
    connect(&m_network, &NetworkSettings::changed, this, &NetworkForm::showKept);
    showKept();
}

Field *NetworkForm::makeField(const QString &label, PrefixedEdit *&edit, const char *name)
{
    edit = new PrefixedEdit(this);
    edit->lineEdit()->setObjectName(QLatin1StringView(name));
    connect(edit->lineEdit(), &QLineEdit::returnPressed, this, &NetworkForm::take);
    auto *field = new Field(label, edit, Field::Need::Optional, this);
    connect(edit, &PrefixedEdit::textEdited, field, &Field::clearNote);
    return field;
}

QWidget *NetworkForm::makeProxy()
{
    auto *both = new QWidget(this);
    m_proxy = new Segments(both);
    m_proxy->setObjectName(u"proxyKind"_s);
    for (const QString &text : {tr("System"), tr("None"), tr("HTTP"), tr("SOCKS5")})
        m_proxy->addSegment(text);
    connect(m_proxy, &Segments::currentChanged, this, &NetworkForm::showProxy);
    auto *kind = new Field(tr("Proxy"), m_proxy, Field::Need::Optional, both);
    m_proxyHelp = makeLabel({}, TextRole::Help, Ink::Mute, both);
    m_proxyHelp->setObjectName(u"proxyHelp"_s);
    m_proxyHelp->setWordWrap(true);
    m_own = new QWidget(both);
    m_hostField = makeField(tr("Host"), m_host, "proxyHost");
    m_portField = makeField(tr("Port"), m_port, "proxyPort");
    m_port->lineEdit()->setValidator(new QIntValidator(1, mostPort, m_port));
    Field *user = makeField(tr("User, if it wants one"), m_user, "proxyUser");
    Field *password = makeField(tr("Password"), m_password, "proxyPassword");
    m_password->lineEdit()->setEchoMode(QLineEdit::Password);
    password->setHelp(tr("Held until this program ends, never kept."));
    auto *grid = new QGridLayout(m_own);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->addWidget(m_hostField, 0, 0, Qt::AlignTop);
    grid->addWidget(m_portField, 0, 1, Qt::AlignTop);
    grid->addWidget(user, 1, 0, Qt::AlignTop);
    grid->addWidget(password, 1, 1, Qt::AlignTop);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(kind);
    column->addWidget(m_proxyHelp);
    column->addSpacing(6);
    column->addWidget(m_own);
    return both;
}

QWidget *NetworkForm::makeAuthority()
{
    m_caField = makeField(tr("Own certificate authority"), m_ca, "caFile");
    m_ca->setPlaceholderText(tr("none; the system's are trusted"));
    m_caField->setHelp(tr("A PEM file, trusted beside the system's authorities."));
    auto *choose = new Button(tr("Choose…"), ButtonRole::Quiet, m_ca);
    choose->setObjectName(u"chooseCaFile"_s);
    choose->setButtonSize(ButtonSize::Small);
    m_ca->addInside(choose);
    connect(choose, &QAbstractButton::clicked, this, [this] {
        m_ask(this, [this](const QString &file) {
            m_ca->setText(file);
            m_caField->clearNote();
        });
    });
    return m_caField;
}

QLayout *NetworkForm::makeFoot()
{
    m_apply = new Button(tr("Apply"), ButtonRole::Secondary, this);
    m_apply->setObjectName(u"applyNetwork"_s);
    connect(m_apply, &QAbstractButton::clicked, this, &NetworkForm::take);
    auto *row = new QHBoxLayout;
    row->addWidget(m_apply);
    row->addStretch();
    return row;
}

void NetworkForm::showProxy()
{
    const auto proxy = Proxy(m_proxy->current());
    m_own->setVisible(proxy == Proxy::Http || proxy == Proxy::Socks5);
    m_proxyHelp->setText(helpOf(proxy));
}

void NetworkForm::showKept()
{
    const NetworkOptions &kept = m_network.options();
    m_proxy->setCurrent(int(kept.proxy));
    m_host->setText(kept.host);
    m_port->setText(kept.port == 0 ? QString() : QString::number(kept.port));
    m_user->setText(kept.user);
    m_password->setText(kept.password);
    m_ca->setText(kept.caFile);
    m_wait->setCurrent(int(waitIndex(kept.longestWait)));
    for (Field *field : {m_hostField, m_portField, m_caField})
        field->clearNote();
    if (!m_network.trouble().isEmpty())
        refuse({.message = m_network.trouble(), .field = u"ca_file"_s});
    showProxy();
}

NetworkOptions NetworkForm::written() const
{
    NetworkOptions options{.proxy = Proxy(m_proxy->current()),
        .host = m_host->text().trimmed(),
        .port = m_port->text().toUShort(),
        .user = m_user->text(),
        .password = m_password->text(),
        .caFile = m_ca->text().trimmed()};
    if (const auto wait = size_t(m_wait->current()); wait != usualWait)
        options.longestWait = waits[wait];
    return options;
}

bool NetworkForm::take()
{
    const NetworkOptions options = written();
    if (options == m_network.options())
        return true;
    if (const auto taken = m_network.set(options); !taken) {
        refuse(taken.error());
        return false;
    }
    m_apply->setMinimumWidth(m_apply->width()); // the other word must not move what is beside it
    m_apply->showDone(tr("Applied"));
    return true;
}

void NetworkForm::refuse(const Error &error)
{
    const bool port = error.field == "port"_L1;
    Field *field = port ? m_portField : error.field == "ca_file"_L1 ? m_caField : m_hostField;
    field->setError(error.message);
    if (isVisible())
        (port ? m_port : field == m_caField ? m_ca : m_host)->lineEdit()->setFocus(Qt::OtherFocusReason);
}

void NetworkForm::focusFirst()
{
    m_proxy->setFocus(Qt::OtherFocusReason);
}
