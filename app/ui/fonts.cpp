// SPDX-License-Identifier: MIT
#include "ui/fonts.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QLabel>
#include <QStyle>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace {

struct RoleLook {
    const char *name; // in the style sheet
    int px;
    QFont::Weight weight;
    bool mono;
};

constexpr RoleLook lookOf(TextRole role)
{
    switch (role) {
    case TextRole::Body:
        return {"body", 14, QFont::Normal, false};
    case TextRole::Medium:
        return {"medium", 14, QFont::Medium, false};
    case TextRole::Strong:
        return {"strong", 14, QFont::DemiBold, false};
    case TextRole::Title:
        return {"title", 20, QFont::DemiBold, false};
    case TextRole::Section:
        return {"section", 15, QFont::DemiBold, false};
    case TextRole::Small:
        return {"small", 13, QFont::Normal, false};
    case TextRole::SmallMedium:
        return {"smallMedium", 13, QFont::Medium, false};
    case TextRole::SmallStrong:
        return {"smallStrong", 13, QFont::DemiBold, false};
    case TextRole::Help:
        return {"help", 12, QFont::Normal, false};
    case TextRole::Axis:
        return {"axis", 11, QFont::Normal, false};
    case TextRole::Figure:
        return {"figure", 26, QFont::DemiBold, false};
    case TextRole::CardBill:
        return {"cardBill", 20, QFont::DemiBold, false};
    case TextRole::Mono:
        return {"mono", 13, QFont::Normal, true};
    case TextRole::MonoSmall:
        return {"monoSmall", 12, QFont::Normal, true};
    case TextRole::Hero:
        return {"hero", 30, QFont::DemiBold, false};
    case TextRole::Lead:
        return {"lead", 16, QFont::Normal, false};
    case TextRole::CardTitle:
        return {"cardTitle", 22, QFont::DemiBold, false};
    }
    return {"body", 14, QFont::Normal, false};
}

constexpr const char *nameOf(Ink ink)
{
    switch (ink) {
    case Ink::Text:
        return "text";
    case Ink::Dim:
        return "dim";
    case Ink::Mute:
        return "mute";
    case Ink::Off:
        return "off";
    case Ink::Accent:
        return "accent";
    case Ink::Amber:
        return "amber";
    case Ink::Red:
        return "red";
    case Ink::Blue:
        return "blue";
    case Ink::OnPrimary:
        return "onPrimary";
    case Ink::Paper:
        return "paper";
    case Ink::LiveBar:
        return "liveBar";
    }
    return "text";
}

QString familyOr(const QString &wanted, QFontDatabase::SystemFont instead)
{
    return QFontDatabase::hasFamily(wanted) ? wanted : QFontDatabase::systemFont(instead).family();
}

struct Families {
    QString sans;
    QString mono;
};

Families installed()
{
    return {familyOr(u"Inter"_s, QFontDatabase::GeneralFont),
        familyOr(u"JetBrains Mono"_s, QFontDatabase::FixedFont)};
}

// Asking the font database takes longer than painting a line of text.
Families &families()
{
    static Families known = installed();
    return known;
}

// A style sheet looks at properties only when told to look again.
void setLook(QWidget *widget, const char *property, const char *value)
{
    if (widget->property(property) == QLatin1StringView(value))
        return;
    widget->setProperty(property, QString::fromLatin1(value));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

void loadFonts()
{
    if (QFontDatabase::hasFamily(u"Inter"_s) && QFontDatabase::hasFamily(u"JetBrains Mono"_s))
        return;
    QDirIterator files(u":/fonts"_s);
    while (files.hasNext())
        QFontDatabase::addApplicationFont(files.next());
    families() = installed();
}

QFont fontOf(TextRole role)
{
    const RoleLook look = lookOf(role);
    QFont font(look.mono ? families().mono : families().sans);
    font.setPixelSize(scaled(look.px));
    font.setWeight(look.weight);
    font.setHintingPreference(QFont::PreferNoHinting); // letters stand where the design puts them
    return font;
}

int pixelSizeOf(TextRole role)
{
    return scaled(lookOf(role).px);
}

QLabel *makeLabel(const QString &text, TextRole role, Ink ink, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("textRole", QString::fromLatin1(lookOf(role).name));
    label->setProperty("ink", QString::fromLatin1(nameOf(ink)));
    return label;
}

void setTextRole(QWidget *label, TextRole role)
{
    setLook(label, "textRole", lookOf(role).name);
}

void setInk(QWidget *label, Ink ink)
{
    setLook(label, "ink", nameOf(ink));
}
