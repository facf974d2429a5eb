// SPDX-License-Identifier: MIT
#include "ui/pages/connectlines.h"

#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/segments.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {
const QString bullets(16, u'•');
} // namespace

ConnectLines::ConnectLines(QList<EnvironmentLine> lines, QWidget *parent)
    : ConnectLines(std::move(lines), Layout::Wide, parent)
{
}

ConnectLines::ConnectLines(QList<EnvironmentLine> lines, Layout layout, QWidget *parent)
    : QWidget(parent)
    , m_lines(std::move(lines))
    , m_shells(new Segments(this))
    , m_copy(new Button(tr("Copy the lines"), ButtonRole::Primary, this))
    , m_box(new Card(this))
{
    m_shells->setObjectName(u"connectShell"_s);
    m_shells->setAccessibleName(tr("Shell"));
    m_shells->setSize(Segments::Size::Small);
    for (const QString &shell : {u".env"_s, u"bash"_s, u"PowerShell"_s})
        m_shells->addSegment(shell);
    m_shells->setCurrent(0);
    m_copy->setObjectName(u"copyLines"_s);
    m_copy->setButtonSize(ButtonSize::Small);
    m_copy->setIconName(IconName::Copy);
    m_box->setObjectName(u"connectLines"_s);
    m_box->body()->setContentsMargins(14, 12, 14, 12);
    m_box->body()->setSpacing(4);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(makeHead(layout));
    column->addWidget(m_box);
    connect(m_shells, &Segments::currentChanged, this, &ConnectLines::fill);
    connect(m_copy, &QAbstractButton::clicked, this, &ConnectLines::copy);
    makeLabels();
}

QLayout *ConnectLines::makeHead(Layout layout)
{
    QLabel *label = makeLabel(tr("Lines for its environment"), TextRole::Small, Ink::Dim, this);
    QAbstractButton *lastShell = m_shells->segment(m_shells->count() - 1);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(label, 1);
    if (layout == Layout::Wide) {
        m_copy->setShortcut(Qt::CTRL | Qt::Key_Return);
        head->addWidget(m_shells, 2); // equal segments want more than their words
        head->addWidget(m_copy);
        setTabOrder(lastShell, m_copy);
        return head;
    }
    makeReveal();
    m_copy->setText(tr("Copy"));
    m_copy->setRole(ButtonRole::Secondary);
    head->addWidget(m_reveal);
    head->addWidget(m_copy);
    setTabOrder(m_reveal, m_copy);
    setTabOrder(m_copy, m_shells->segment(0));
    auto *both = new QVBoxLayout;
    both->setSpacing(8);
    both->addLayout(head);
    both->addWidget(m_shells);
    return both;
}

void ConnectLines::makeReveal()
{
    m_reveal = new Button(tr("Show"), ButtonRole::Quiet, this);
    m_reveal->setObjectName(u"revealLines"_s);
    m_reveal->setButtonSize(ButtonSize::Small);
    m_reveal->setAccessibleName(tr("Show the key"));
    connect(m_reveal, &QAbstractButton::clicked, this, [this] {
        const bool show = m_secrets == Secrets::Masked;
        m_reveal->setText(show ? tr("Hide") : tr("Show"));
        m_reveal->setAccessibleName(show ? tr("Hide the key") : tr("Show the key"));
        setSecrets(show ? Secrets::Shown : Secrets::Masked);
    });
}

void ConnectLines::setLines(const QList<EnvironmentLine> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    makeLabels();
}

void ConnectLines::makeLabels()
{
    qDeleteAll(m_labels);
    m_labels.clear();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_labels.append(new ElidedLabel({}, TextRole::MonoSmall, Ink::Text, m_box));
        m_box->body()->addWidget(m_labels.last());
        m_labels.last()->show();
    }
    fill();
}

void ConnectLines::setSecrets(Secrets secrets)
{
    m_secrets = secrets;
    fill();
}

QString ConnectLines::text() const
{
    QString all;
    for (const EnvironmentLine &line : m_lines)
        all += assignment(ShellKind(m_shells->current()), line.name, line.value) + u'\n';
    return all;
}

QStringList ConnectLines::shown() const
{
    QStringList all;
    for (const ElidedLabel *label : m_labels)
        all << label->text();
    return all;
}

void ConnectLines::fill()
{
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const EnvironmentLine &line = m_lines[i];
        const bool hidden = line.kind == EnvironmentLine::Kind::Secret && m_secrets == Secrets::Masked;
        m_labels[i]->setText(
            assignment(ShellKind(m_shells->current()), line.name, hidden ? bullets : line.value));
    }
}

void ConnectLines::copy()
{
    QGuiApplication::clipboard()->setText(text());
    m_copy->setMinimumWidth(m_copy->width()); // the shorter word must not move the shells
    m_copy->showDone(tr("Copied"));
}
