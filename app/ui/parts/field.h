// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QHBoxLayout;
class QLineEdit;

// What stands under an editor instead of its help.
struct FieldNote {
    enum class Kind { None, Error, Warning };
    Kind kind = Kind::None;
    QString text = {};
    friend bool operator==(const FieldNote &, const FieldNote &) = default;
};

// A label over any editor, and under it one line: help, error or warning. Sets the buddy, the editor's
// accessible name and, as its description, the line. An error colours the editor's border; what was typed
// stays.
class Field : public QWidget {
    Q_OBJECT

public:
    enum class Need { Optional, Required };

    explicit Field(QWidget *parent = nullptr);
    Field(const QString &label, QWidget *editor, Need need = Need::Optional, QWidget *parent = nullptr);

    void setLabel(const QString &text);
    void setNeed(Need need); // red star
    void setEditor(QWidget *editor); // takes it as a child
    QWidget *editor() const { return m_editor; }
    void setHelp(const QString &text);

    void setNote(const FieldNote &note);
    void setError(const QString &text) { setNote({FieldNote::Kind::Error, text}); }
    void setWarning(const QString &text) { setNote({FieldNote::Kind::Warning, text}); }
    void clearNote(); // the field counts as untouched again
    const FieldNote &note() const { return m_note; }

    // Asked on leaving the field, and on each change once it was wrong. An empty line nobody typed in is no
    // mistake on leaving.
    void setCheck(std::function<FieldNote()> check);
    bool check(); // asks now; true when it is no error

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void noteChanged();

private:
    void connectChanges();
    void recheck();
    void showLine();
    void markEditor();
    void checkIfLeft();
    void checkOnLeaving();
    QLineEdit *textLine() const; // null where another kind of editor stands

    QLabel *m_label;
    QLabel *m_star;
    QWidget *m_editor = nullptr;
    QLabel *m_line;
    QString m_help;
    FieldNote m_note;
    bool m_typed = false;
    std::function<FieldNote()> m_check;
};
