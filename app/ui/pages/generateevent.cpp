// SPDX-License-Identifier: MIT
#include "ui/pages/generateevent.h"

#include "ui/fonts.h"
#include "ui/parts/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

struct FieldWords {
    const char *name;
    const char *line;
};

constexpr FieldWords fields[] = {
    {"event_id", QT_TRANSLATE_NOOP("GenerateEvent", "made before the picture: a retry cannot bill twice.")},
    {"customer_id", QT_TRANSLATE_NOOP("GenerateEvent", "who pays for it.")},
    {"event_name", QT_TRANSLATE_NOOP("GenerateEvent", "the word that the meter waits for.")},
    {"timestamp", QT_TRANSLATE_NOOP("GenerateEvent", "when it was made, in UTC.")},
    {"metadata", QT_TRANSLATE_NOOP("GenerateEvent", "what the filter reads, and more to keep.")},
};

// "event_id" → "eventId"
QString camel(QString name)
{
    for (qsizetype at = name.indexOf(u'_'); at >= 0; at = name.indexOf(u'_'))
        name.replace(at, 2, name.mid(at + 1, 1).toUpper());
    return name;
}

} // namespace

GenerateEvent::GenerateEvent(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("The event of this picture"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("The event"), TextRole::SmallStrong, Ink::Text, this));
    for (size_t i = 0; i < m_values.size(); ++i) {
        const QString name = QLatin1StringView(fields[i].name);
        m_values[i] = new ElidedLabel({}, TextRole::MonoSmall, Ink::Dim, this);
        m_values[i]->setObjectName(camel(name) + u"Value"_s);
        m_values[i]->setElideMode(i == 0 || i == 1 ? Qt::ElideMiddle : Qt::ElideRight);
        m_values[i]->setAlignment(Qt::AlignRight);
        QLabel *line = makeLabel(tr(fields[i].line), TextRole::Help, Ink::Mute, this);
        line->setObjectName(camel(name) + u"Line"_s);
        line->setWordWrap(true);
        auto *head = new QHBoxLayout;
        head->setSpacing(12);
        head->addWidget(makeLabel(name, TextRole::MonoSmall, Ink::Text, this));
        head->addWidget(m_values[i], 1);
        auto *field = new QVBoxLayout;
        field->setSpacing(0);
        field->addLayout(head);
        field->addWidget(line);
        column->addLayout(field);
    }
}

void GenerateEvent::setContent(const Content &content)
{
    const QString texts[]
        = {content.eventId, content.customer, content.name, content.timestamp, content.metadata};
    for (size_t i = 0; i < m_values.size(); ++i)
        m_values[i]->setText(texts[i]);
}
