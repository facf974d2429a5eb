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
    : QWidget(parent)
    , m_lines(std::move(lines))
    , m_shells(new Segments(this))
    , m_copy(new Button(tr("Copy the lines"), ButtonRole::Primary, this))
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
    m_copy->setShortcut(Qt::CTRL | Qt::Key_Return);

    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(tr("Lines for its environment"), TextRole::Small, Ink::Dim, this), 1);
    head->addWidget(m_shells, 2); // equal segments want more than their words
    head->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(makeBox());
    setTabOrder(m_shells->segment(m_shells->count() - 1), m_copy);
    connect(m_shells, &Segments::currentChanged, this, &ConnectLines::fill);
    connect(m_copy, &QAbstractButton::clicked, this, &ConnectLines::copy);
    fill();
}

QWidget *ConnectLines::makeBox()
{
    auto *box = new Card(this);
    box->setObjectName(u"connectLines"_s);
    box->body()->setContentsMargins(14, 12, 14, 12);
    box->body()->setSpacing(4);
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        auto *label = new ElidedLabel({}, TextRole::MonoSmall, Ink::Text, box);
        box->body()->addWidget(label);
        m_labels.append(label);
    }
    return box;
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
