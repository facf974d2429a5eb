// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;

enum class InputState { Plain, Error, Warning };

void setInputState(QWidget *editor, InputState state); // any editor of this folder, or a QLineEdit
InputState inputState(const QWidget *editor);
void paintInputFrame(QPainter &painter, const QRectF &rect, const QWidget *editor, bool focused);

// One framed line that holds other things beside the text: "$" before it, a unit or a small combo after it.
// Forwards the line edit; take lineEdit() for signals.
class PrefixedEdit : public QWidget {
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText USER true)

public:
    explicit PrefixedEdit(QWidget *parent = nullptr);

    QLineEdit *lineEdit() const { return m_edit; }
    QString text() const { return m_edit->text(); }
    void setText(const QString &text);
    void setPlaceholderText(const QString &text) { m_edit->setPlaceholderText(text); }
    void setPrefix(const QString &prefix);
    void setSuffix(const QString &suffix); // plain words after the text
    QComboBox *setUnits(
        const QStringList &units, const QString &accessibleName); // a combo inside, at the end
    QComboBox *unitCombo() const { return m_units; }
    void addInside(QWidget *widget); // at the end, for a clear button or a count

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void textEdited(const QString &text);
    void unitChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QHBoxLayout *m_row;
    QLabel *m_prefix;
    QLineEdit *m_edit;
    QLabel *m_suffix;
    QComboBox *m_units = nullptr;
};
