// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include "ui/fonts.h"
#include "ui/style.h"

#include <QApplication>
#include <QPalette>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace {

ThemeHost *host = nullptr; // the one beside the QApplication, as qApp is

constexpr std::array textSteps{100, 110, 125, 150, 175, 200};

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

} // namespace

Theme Theme::dark()
{
    return {
        .kind = Kind::Dark,
        .ground = rgb(0x0b0b0c),
        .surface = rgb(0x121214),
        .raised = rgb(0x1c1c1f),
        .hover = rgb(0x26262a),
        .pressed = rgb(0x303034),
        .field = rgb(0x0b0b0c),
        .line = rgb(0x29292d),
        .control = rgb(0x64646e),
        .text = rgb(0xf4f4f5),
        .dim = rgb(0xa9a9b2),
        .mute = rgb(0x8f8f99),
        .off = rgb(0x75757e),
        .offFill = rgb(0x202023),
        .accent = {rgb(0xb9ec4b), rgb(0x1b2410), rgb(0x4b6322)},
        .ring = rgb(0xb9ec4b),
        .select = rgb(0x1a1f12),
        .primary = rgb(0xffffff),
        .primaryHover = rgb(0xe3e3e6),
        .primaryPressed = rgb(0xc9c9cd),
        .onPrimary = rgb(0x0b0b0c),
        .amber = {rgb(0xf5b94a), rgb(0x251c0c), rgb(0x6b5120)},
        .red = {rgb(0xff7a70), rgb(0x2a1312), rgb(0x7a3430)},
        .redHover = rgb(0x381a18),
        .redPressed = rgb(0x44201d),
        .blue = {rgb(0x7cb8ff), rgb(0x101d2e), rgb(0x2b4a70)},
        .markFill = rgb(0xf5b94a),
        .markInk = rgb(0x0b0b0c),
        .liveFill = rgb(0xc9252b),
        .liveInk = rgb(0xffffff),
        .liveBar = rgb(0x2a0e10),
        .liveBarText = rgb(0xe2b4b4),
        .json = {rgb(0x9ccbff), rgb(0xedb98e), rgb(0xb7e08a), rgb(0xc9a8ff), rgb(0x8a9a7b)},
        .paper = rgb(0xfdfdfb),
        .paperInk = rgb(0x17171a),
    };
}

Theme Theme::light()
{
    return {
        .kind = Kind::Light,
        .ground = rgb(0xf6f6f4),
        .surface = rgb(0xffffff),
        .raised = rgb(0xefefed),
        .hover = rgb(0xe6e6e3),
        .pressed = rgb(0xdbdbd7),
        .field = rgb(0xffffff),
        .line = rgb(0xdededb),
        .control = rgb(0x85858c),
        .text = rgb(0x17171a),
        .dim = rgb(0x50505a),
        .mute = rgb(0x63636d),
        .off = rgb(0x8a8a90),
        .offFill = rgb(0xefefed),
        .accent = {rgb(0x466f00), rgb(0xeef6dc), rgb(0xb7d584)},
        .ring = rgb(0x5a8e00),
        .select = rgb(0xf2f8e4),
        .primary = rgb(0x17171a),
        .primaryHover = rgb(0x2c2c31),
        .primaryPressed = rgb(0x3e3e45),
        .onPrimary = rgb(0xffffff),
        .amber = {rgb(0x845000), rgb(0xfdf3e0), rgb(0xe2bf83)},
        .red = {rgb(0xb8261c), rgb(0xfdebe9), rgb(0xe8a8a3)},
        .redHover = rgb(0xfadedb),
        .redPressed = rgb(0xf7d8d5),
        .blue = {rgb(0x1a57b0), rgb(0xe8f1fd), rgb(0xa8c6ee)},
        .markFill = rgb(0xf2c15c),
        .markInk = rgb(0x0b0b0c),
        .liveFill = rgb(0xc9252b),
        .liveInk = rgb(0xffffff),
        .liveBar = rgb(0xfdebe9),
        .liveBarText = rgb(0x17171a),
        .json = {rgb(0x14529e), rgb(0x8f4a12), rgb(0x3a6b00), rgb(0x6a3bb5), rgb(0x5c6b50)},
        .paper = rgb(0xfdfdfb),
        .paperInk = rgb(0x17171a),
    };
}

QColor Theme::ink(Ink ink) const
{
    switch (ink) {
    case Ink::Text:
        return text;
    case Ink::Dim:
        return dim;
    case Ink::Mute:
        return mute;
    case Ink::Off:
        return off;
    case Ink::Accent:
        return accent.ink;
    case Ink::Amber:
        return amber.ink;
    case Ink::Red:
        return red.ink;
    case Ink::Blue:
        return blue.ink;
    case Ink::OnPrimary:
        return onPrimary;
    case Ink::Paper:
        return paperInk;
    case Ink::LiveBar:
        return liveBarText;
    }
    return text;
}

ThemeHost::ThemeHost(QApplication &app)
    : m_app(app)
{
    host = this;
    loadFonts();
    QApplication::setStyle(new AppStyle); // the application takes it
    apply();
}

ThemeHost::~ThemeHost()
{
    if (host == this)
        host = nullptr;
}

void ThemeHost::setKind(Theme::Kind kind)
{
    if (kind == m_theme.kind)
        return;
    m_theme = kind == Theme::Kind::Dark ? Theme::dark() : Theme::light();
    apply();
}

void ThemeHost::toggleKind()
{
    setKind(m_theme.kind == Theme::Kind::Dark ? Theme::Kind::Light : Theme::Kind::Dark);
}

void ThemeHost::setTextPercent(int percent)
{
    percent = std::clamp(percent, textSteps.front(), textSteps.back());
    if (percent == m_percent)
        return;
    m_percent = percent;
    apply();
}

void ThemeHost::stepText(int steps)
{
    const auto here = std::ranges::lower_bound(textSteps, m_percent) - textSteps.begin();
    const auto there = std::clamp<qsizetype>(here + steps, 0, qsizetype(textSteps.size()) - 1);
    setTextPercent(textSteps[size_t(there)]);
}

void ThemeHost::setMotion(Motion motion)
{
    m_motion = motion;
}

void ThemeHost::apply()
{
    m_app.setPalette(paletteOf(m_theme));
    QApplication::setFont(fontOf(TextRole::Body));
    QToolTip::setPalette(paletteOf(m_theme));
    m_app.setStyleSheet(styleSheetOf(m_theme, m_percent));
    Q_EMIT changed();
}

const Theme &theme()
{
    static const Theme fallback = Theme::dark();
    return host ? host->theme() : fallback;
}

ThemeHost *themeHost()
{
    return host;
}

int scaled(int px)
{
    return host ? (px * host->textPercent() + 50) / 100 : px;
}

std::chrono::milliseconds motionTime(std::chrono::milliseconds full)
{
    const bool reduced = host && host->motion() == ThemeHost::Motion::Reduced;
    const bool still = QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
    return reduced || still ? std::chrono::milliseconds(0) : full;
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &on, const QColor &disabled) {
        palette.setColor(QPalette::Active, role, on);
        palette.setColor(QPalette::Inactive, role, on);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, theme.ground, theme.ground);
    set(QPalette::Base, theme.field, theme.field);
    set(QPalette::AlternateBase, theme.surface, theme.surface);
    set(QPalette::ToolTipBase, theme.raised, theme.raised);
    set(QPalette::Button, theme.raised, theme.offFill);
    set(QPalette::WindowText, theme.text, theme.off);
    set(QPalette::Text, theme.text, theme.off);
    set(QPalette::ButtonText, theme.text, theme.off);
    set(QPalette::ToolTipText, theme.text, theme.text);
    set(QPalette::PlaceholderText, theme.mute, theme.off);
    set(QPalette::BrightText, theme.red.ink, theme.off);
    set(QPalette::Highlight, theme.accent.line, theme.hover);
    set(QPalette::HighlightedText, theme.text, theme.off);
    set(QPalette::Link, theme.accent.ink, theme.off);
    set(QPalette::LinkVisited, theme.accent.ink, theme.off);
    set(QPalette::Mid, theme.line, theme.line);
    return palette;
}
