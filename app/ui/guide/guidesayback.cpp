// SPDX-License-Identifier: MIT
#include "ui/guide/guidesayback.h"

#include "ui/guide/guidetext.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/inputframe.h"

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
        clearMarks();
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
    auto *lines = new QVBoxLayout(m_line);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_line);
    for (const Part &part : parts)
        addBlank(part);
    setTabOrder(m_blanks.last(), m_check);
}

void GuideSayBack::addBlank(const Part &part)
{
    if (!part.before.isEmpty())
        m_line->layout()->addWidget(makeLabel(part.before, TextRole::Body, Ink::Text, m_line));
    auto *combo = new ComboBox(m_line);
    combo->setSmall();
    combo->addItem(tr("choose"), QString());
    for (const QString &choice : part.choices)
        combo->addItem(choice, choice);
    m_blanks.append(combo);
    combo->setObjectName(u"guideBlank%1"_s.arg(m_blanks.size()));
    combo->setAccessibleName(tr("Blank %1").arg(m_blanks.size()));
    connect(combo, &QComboBox::activated, this, &GuideSayBack::clearMarks);
    m_line->layout()->addWidget(combo);
}

void GuideSayBack::clearMarks()
{
    m_note->hide();
    for (ComboBox *blank : m_blanks)
        setInputState(blank, InputState::Plain);
}

QStringList GuideSayBack::chosen() const
{
    QStringList words;
    for (const ComboBox *blank : m_blanks)
        words << blank->currentData().toString();
    return words;
}

void GuideSayBack::showWrong(const QList<int> &blanks)
{
    QStringList numbers;
    for (const int blank : blanks) {
        numbers << QString::number(blank);
        if (ComboBox *combo = m_blanks.value(blank - 1))
            setInputState(combo, InputState::Warning);
    }
    if (chosen().contains(QString())) {
        guidetext::set(m_note, tr("Choose a word for each blank."));
        return;
    }
    const QString last = numbers.isEmpty() ? QString() : numbers.takeLast();
    guidetext::set(m_note,
        numbers.isEmpty() ? tr("Not quite. Blank %1 is not right yet. Read the bill again.").arg(last)
                          : tr("Not quite. Blanks %1 and %2 are not right yet. Read the bill again.")
                                .arg(numbers.join(u", "_s), last));
}
