// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QObject>
#include <QString>

#include <chrono>

class QApplication;
class QPalette;

// What a text or icon is drawn in. The theme in force gives the colour.
enum class Ink { Text, Dim, Mute, Off, Accent, Amber, Red, Blue, OnPrimary, Paper, LiveBar };

// A signal colour with the fill and border that go with it.
struct Tone {
    QColor ink;
    QColor tint;
    QColor line;
};

struct JsonColours {
    QColor key;
    QColor string;
    QColor number;
    QColor literal; // true, false, null
    QColor comment;
};

// Every colour of look.md under its name there. Nothing else names a colour.
struct Theme {
    enum class Kind { Dark, Light };
    Kind kind;
    QColor ground;
    QColor surface;
    QColor raised;
    QColor hover;
    QColor pressed;
    QColor field;
    QColor line; // decoration only
    QColor control; // never on raised
    QColor text;
    QColor dim;
    QColor mute;
    QColor off;
    QColor offFill;
    Tone accent; // counted, chosen
    QColor ring;
    QColor select;
    QColor primary;
    QColor primaryHover;
    QColor primaryPressed;
    QColor onPrimary;
    Tone amber; // not counted, warning, queued
    Tone red; // refused, failed, delete
    QColor redHover;
    QColor redPressed;
    Tone blue; // the sandbox and its clock, nothing else
    QColor markFill;
    QColor markInk;
    QColor liveFill;
    QColor liveInk;
    QColor liveBar;
    QColor liveBarText;
    JsonColours json;
    QColor paper;
    QColor paperInk;

    QColor ink(Ink ink) const;
    static Theme dark();
    static Theme light();
};

// The theme in force, with the text size and the motion setting. One stands beside the QApplication, made by
// main or a test before the first widget; it styles the whole application, which then sends every widget a
// StyleChange. Without one the dark theme at 100 % holds.
class ThemeHost : public QObject {
    Q_OBJECT

public:
    enum class Motion { Full, Reduced };

    explicit ThemeHost(QApplication &app);
    ~ThemeHost() override;

    const Theme &theme() const { return m_theme; }
    void setKind(Theme::Kind kind);
    void toggleKind();

    int textPercent() const { return m_percent; } // 100 to 200
    void setTextPercent(int percent);
    void stepText(int steps); // +1 larger, -1 smaller, through 100 110 125 150 175 200

    Motion motion() const { return m_motion; }
    void setMotion(Motion motion);

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication &m_app;
    Theme m_theme = Theme::dark();
    int m_percent = 100;
    Motion m_motion = Motion::Full;
};

const Theme &theme();
ThemeHost *themeHost(); // null when nobody made one
int scaled(int px); // a size at 100 % text, at the text size in force
std::chrono::milliseconds motionTime(std::chrono::milliseconds full); // 0 with reduced motion

QPalette paletteOf(const Theme &theme);
QString styleSheetOf(const Theme &theme, int textPercent);
