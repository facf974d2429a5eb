// SPDX-License-Identifier: MIT
#include "ui/guide/guidesayback.h"

#include "ui/guide/flowlayout.h"
#include "ui/guide/guidetext.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

GuideSayBack::GuideSayBack(QWidget *parent)
    : QWidget(parent)
    , m_note(guidetext::make(TextRole::Small, Ink::Amber, this))
    , m_check(new Button(tr("Check"), ButtonRole::Primary, this))
{
    m_note->setObjectName(u"guideSayBackNote"_s);
    m_check->setObjectName(u"guideCheck"_s);
    m_check->setButtonSize(ButtonSize::Small);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_check);
    foot->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_note);
    column->addLayout(foot);
    connect(m_check, &QAbstractButton::clicked, this, [this] {
        m_note->hide();
        Q_EMIT answered(chosen());
    });
}

void GuideSayBack::setSentence(const QList<Part> &parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    delete m_line;
    m_blanks.clear();
    m_note->hide();
    m_line = new QWidget(this);
    m_line->setLayout(new FlowLayout(6, 6));
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_line);
    for (const Part &part : parts) {
        addWords(part.before);
        addBlank(part.choices);
    }
    setTabOrder(m_blanks.last(), m_check);
}

// Word by word, so that lines break where they may.
void GuideSayBack::addWords(const QString &words)
{
    const QStringList single = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : single)
        m_line->layout()->addWidget(makeLabel(word, TextRole::Body, Ink::Text, m_line));
}

void GuideSayBack::addBlank(const QStringList &choices)
{
    auto *combo = new ComboBox(m_line);
    combo->setSmall();
    combo->addItem(tr("choose"), QString());
    for (const QString &choice : choices)
        combo->addItem(choice, choice);
    m_blanks.append(combo);
    combo->setObjectName(u"guideBlank%1"_s.arg(m_blanks.size()));
    combo->setAccessibleName(tr("Blank %1").arg(m_blanks.size()));
    connect(combo, &QComboBox::activated, m_note, &QWidget::hide);
    m_line->layout()->addWidget(combo);
}

QStringList GuideSayBack::chosen() const
{
    QStringList words;
    for (const ComboBox *blank : m_blanks)
        words << blank->currentData().toString();
    return words;
}

void GuideSayBack::showWrong()
{
    const bool open = chosen().contains(QString());
    guidetext::set(
        m_note, open ? tr("Choose a word for each blank.") : tr("Not quite. Read the bill again."));
}
