// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

class GenerateEarlier;
class IconButton;
class QLabel;

// The text box with its count of characters in the corner.
class PromptEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit PromptEdit(QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void placeCount();

    QLabel *m_count;
};

// The prompt: box, chips with prompts the painter does well, and the prompts used before.
class GeneratePrompt : public QWidget {
    Q_OBJECT

public:
    static constexpr int longest = 32000; // characters the image server takes

    explicit GeneratePrompt(QWidget *parent = nullptr);

    QString text() const; // trimmed
    void setText(const QString &text);
    void setEarlier(const QStringList &prompts); // newest first
    void setBoxHeight(int px); // at 100 % text
    bool check(); // says under the box what is wrong
    PromptEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    QWidget *makeChips();
    void setNote(const QString &sentence);
    void fitChips();

    PromptEdit *m_edit;
    QLabel *m_note;
    QList<QWidget *> m_chips;
    IconButton *m_history;
    GenerateEarlier *m_earlier;
    int m_boxHeight = 124;
};
