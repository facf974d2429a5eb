// SPDX-License-Identifier: MIT
#include "ui/fonts.h"
#include "ui/theme.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace {

// %name is a colour of the theme, ~14 a size at 100 % text. Own widgets paint themselves; this is for Qt's.
constexpr auto labels = R"(
QLabel { background: transparent; }
QLabel[ink="text"] { color: %text; }
QLabel[ink="dim"] { color: %dim; }
QLabel[ink="mute"] { color: %mute; }
QLabel[ink="off"] { color: %off; }
QLabel[ink="accent"] { color: %accent; }
QLabel[ink="amber"] { color: %amber; }
QLabel[ink="red"] { color: %red; }
QLabel[ink="blue"] { color: %blue; }
QLabel[ink="onPrimary"] { color: %onPrimary; }
QLabel[ink="paper"] { color: %paperInk; }
QLabel[ink="liveBar"] { color: %liveBarText; }
QLabel:disabled { color: %off; }
QWidget[ground="page"] { background: %ground; }
QWidget[ground="surface"] { background: %surface; }
QFrame[rule="true"] { background: %line; border: none; }
)";

// A line edit keeps 2 px beside its text and a text edit 4: the words start 12 px in, as a combo's do.
constexpr auto inputs = R"(
QLineEdit, QPlainTextEdit[input="true"], QTextEdit[input="true"], QAbstractSpinBox {
    background: %field; color: %text; border: 1px solid %control; border-radius: 8px;
    padding: 0 9px; min-height: ~34px; selection-background-color: %accentLine; selection-color: %text; }
QPlainTextEdit[input="true"], QTextEdit[input="true"] { padding: 8px 7px; }
QLineEdit:focus, QPlainTextEdit[input="true"]:focus, QTextEdit[input="true"]:focus, QAbstractSpinBox:focus {
    border: 2px solid %ring; padding: 0 8px; min-height: ~32px; }
QPlainTextEdit[input="true"]:focus, QTextEdit[input="true"]:focus { padding: 7px 6px; }
QLineEdit[state="warning"], QPlainTextEdit[input="true"][state="warning"], QAbstractSpinBox[state="warning"] {
    border: 2px solid %amber; padding: 0 8px; min-height: ~32px; }
QLineEdit[state="error"], QPlainTextEdit[input="true"][state="error"], QAbstractSpinBox[state="error"] {
    border: 2px solid %red; padding: 0 8px; min-height: ~32px; }
QLineEdit:disabled, QPlainTextEdit[input="true"]:disabled, QAbstractSpinBox:disabled {
    color: %off; border-color: %line; background: %ground; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; padding: 0; background: transparent; min-height: 0; }
QLineEdit[mono="true"] { font-family: %mono; font-size: ~13px; }
QLineEdit[small="true"], QAbstractSpinBox[small="true"] { min-height: ~26px; padding: 0 5px; border-radius: 6px;
    font-size: ~13px; }
QLineEdit[small="true"]:focus, QAbstractSpinBox[small="true"]:focus { min-height: ~24px; padding: 0 4px; }
QAbstractSpinBox { padding-right: 24px; }
QAbstractSpinBox:focus, QAbstractSpinBox[state="error"] { padding-right: 23px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 28px; border: none; background: transparent;
    subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }
)";

constexpr auto lists = R"(
QAbstractItemView { background: transparent; border: none; outline: none; color: %text;
    selection-background-color: %select; selection-color: %text; alternate-background-color: transparent; }
QAbstractItemView:disabled { color: %off; }
QHeaderView { background: %surface; border: none; }
QHeaderView::section { background: %surface; color: %dim; border: none; border-bottom: 1px solid %line;
    font-size: ~12px; font-weight: 500; padding: 0 12px; min-height: ~27px; }
QTableCornerButton::section { background: %surface; border: none; }
QComboBox QAbstractItemView, QAbstractItemView[menu="true"] { background: %surface; border: 1px solid %control; border-radius: 8px; padding: 4px; }
QComboBox QAbstractItemView::item, QAbstractItemView[menu="true"]::item { min-height: ~30px; padding: 0 8px; border-radius: 6px; color: %text; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected,
QAbstractItemView[menu="true"]::item:hover, QAbstractItemView[menu="true"]::item:selected { background: %hover; }
QComboBox QAbstractItemView::item:disabled { color: %off; }
QMenu { background: %surface; border: 1px solid %control; padding: 4px; }
QMenu::item { min-height: ~30px; padding: 0 28px 0 12px; border-radius: 6px; color: %text; }
QMenu::item:selected { background: %hover; }
QMenu::item:disabled { color: %off; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: %line; margin: 4px 8px; }
QToolTip { background: %raised; color: %text; border: 1px solid %control; padding: 5px 8px; font-size: ~13px; }
)";

constexpr auto rest = R"(
QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: %hover; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: %control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: %line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDialog, QMessageBox { background: %surface; }
)";

QString roleRules()
{
    struct Rule {
        const char *name;
        int px, weight;
    };
    constexpr Rule rules[] = {
        {"body", 14, 400},
        {"medium", 14, 500},
        {"strong", 14, 600},
        {"title", 20, 600},
        {"section", 15, 600},
        {"small", 13, 400},
        {"smallMedium", 13, 500},
        {"smallStrong", 13, 600},
        {"help", 12, 400},
        {"axis", 11, 400},
        {"figure", 26, 600},
        {"cardBill", 20, 600},
        {"hero", 30, 600},
        {"lead", 16, 400},
        {"cardTitle", 22, 600},
    };
    QString text;
    for (const Rule &rule : rules)
        text += u"QLabel[textRole=\"%1\"] { font-size: ~%2px; font-weight: %3; }\n"_s
                    .arg(QLatin1StringView(rule.name))
                    .arg(rule.px)
                    .arg(rule.weight);
    // Large letters stand closer.
    text += u"QLabel[textRole=\"hero\"], QLabel[textRole=\"figure\"] { letter-spacing: -0.5px; }\n"
            u"QLabel[textRole=\"cardTitle\"], QLabel[textRole=\"title\"] { letter-spacing: -0.3px; }\n"_s;
    text += u"QLabel[textRole=\"mono\"] { font-family: %mono; font-size: ~13px; }\n"
            u"QLabel[textRole=\"monoSmall\"] { font-family: %mono; font-size: ~12px; }\n"_s;
    return text;
}

QHash<QStringView, QString> valuesOf(const Theme &theme)
{
    return {
        {u"ground", theme.ground.name()},
        {u"surface", theme.surface.name()},
        {u"raised", theme.raised.name()},
        {u"hover", theme.hover.name()},
        {u"field", theme.field.name()},
        {u"line", theme.line.name()},
        {u"control", theme.control.name()},
        {u"text", theme.text.name()},
        {u"dim", theme.dim.name()},
        {u"mute", theme.mute.name()},
        {u"off", theme.off.name()},
        {u"accent", theme.accent.ink.name()},
        {u"accentLine", theme.accent.line.name()},
        {u"amber", theme.amber.ink.name()},
        {u"red", theme.red.ink.name()},
        {u"blue", theme.blue.ink.name()},
        {u"ring", theme.ring.name()},
        {u"select", theme.select.name()},
        {u"onPrimary", theme.onPrimary.name()},
        {u"paperInk", theme.paperInk.name()},
        {u"liveBarText", theme.liveBarText.name()},
        {u"mono", u'"' + fontOf(TextRole::Mono).family() + u'"'},
    };
}

} // namespace

QString styleSheetOf(const Theme &theme, int textPercent)
{
    const QString pattern = QLatin1StringView(labels) + roleRules() + QLatin1StringView(inputs)
        + QLatin1StringView(lists) + QLatin1StringView(rest);
    const QHash<QStringView, QString> values = valuesOf(theme);
    QString sheet;
    sheet.reserve(pattern.size());
    for (qsizetype at = 0; at < pattern.size();) {
        const QChar sign = pattern[at];
        if (sign != u'%' && sign != u'~') {
            sheet += pattern[at++];
            continue;
        }
        qsizetype end = at + 1;
        while (end < pattern.size() && (sign == u'~' ? pattern[end].isDigit() : pattern[end].isLetter()))
            ++end;
        const QStringView name = QStringView(pattern).sliced(at + 1, end - at - 1);
        sheet += sign == u'~' ? QString::number((name.toInt() * textPercent + 50) / 100) : values.value(name);
        at = end;
    }
    return sheet;
}
