// SPDX-License-Identifier: MIT
#include "ui/pages/generatesettings.h"

#include "imaging/provider.h"
#include "ui/fonts.h"
#include "ui/pages/generateforecast.h"
#include "ui/pages/generatewords.h"
#include "ui/parts/button.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int cardWidth = 360;

struct Line {
    QString name;
    QString value;
    QString object;
};

QString styleName(const QByteArray &style)
{
    return style == "natural" ? GenerateSettings::tr("Natural") : GenerateSettings::tr("Vivid");
}

QList<Line> linesOf(const ImageRow &row)
{
    const Provider &by = provider(row.provider);
    const bool demo = row.provider == "demo";
    QList<Line> lines{{GenerateSettings::tr("Prompt"), row.prompt, u"settingsPrompt"_s},
        {GenerateSettings::tr("Negative"), row.negative, {}},
        {GenerateSettings::tr("Engine"), generate::engineName(row), u"settingsEngine"_s},
        {GenerateSettings::tr("Model"), demo ? QString() : row.model, u"settingsModel"_s},
        {GenerateSettings::tr("Quality"), tierName(row.tier), {}},
        {GenerateSettings::tr("Size"), generate::sizeText(row.size), {}}};
    if (by.has(Provider::Style, row.model))
        lines.append({GenerateSettings::tr("Style"), styleName(row.style), {}});
    if (by.has(Provider::Seed, row.model))
        lines.append({GenerateSettings::tr("Seed"), QString::number(row.seed), u"settingsSeed"_s});
    lines.append({GenerateSettings::tr("Took"), generate::milliseconds(row.paintMs), {}});
    lines.append({GenerateSettings::tr("Provider cost"), generate::providerCost(row), u"settingsCost"_s});
    return lines;
}

} // namespace

GenerateSettings::GenerateSettings(QWidget *anchor)
    : GeneratePopup(tr("Settings of this picture"), anchor)
{
    setObjectName(u"settingsCard"_s);
    setFixedWidth(scaled(cardWidth));
    body()->addWidget(makeLabel(tr("Settings of this picture"), TextRole::Strong, Ink::Text, this));
    auto *use = new Button(tr("Use these settings"), ButtonRole::Secondary, this);
    use->setObjectName(u"useShownSettings"_s);
    use->setButtonSize(ButtonSize::Small);
    body()->addWidget(use, 0, Qt::AlignLeft);
    connect(use, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT useRequested();
    });
}

void GenerateSettings::openFor(const ImageRow &row)
{
    delete m_lines;
    m_lines = new QWidget(this);
    auto *form = new QFormLayout(m_lines);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(5);
    const QList<Line> lines = linesOf(row);
    for (const Line &line : lines) {
        if (line.value.isEmpty())
            continue;
        QLabel *value = makeLabel(line.value, TextRole::Small, Ink::Text, m_lines);
        value->setObjectName(line.object);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        form->addRow(makeLabel(line.name, TextRole::Help, Ink::Mute, m_lines), value);
    }
    body()->insertWidget(1, m_lines);
    open();
}
