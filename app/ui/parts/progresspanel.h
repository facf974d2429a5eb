// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class QLabel;

// A thin bar that follows a real number without easing. Describes its percent.
class ProgressLine : public QWidget {
    Q_OBJECT

public:
    explicit ProgressLine(QWidget *parent = nullptr);
    void setPercent(int percent); // -1: unknown, an empty track
    int percent() const { return m_percent; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_percent = -1;
};

// Busy with a long action: its stage, what is done, the real percent, the time so far, Cancel.
class ProgressPanel : public QWidget {
    Q_OBJECT

public:
    explicit ProgressPanel(QWidget *parent = nullptr);
    void setStage(const QString &stage, const QString &detail, int percent);
    void setElapsed(const QString &time);
    void setCancelNote(const QString &sentence); // "Cancelled is not billed."
    Button *cancelButton() const { return m_cancel; }

Q_SIGNALS:
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_stage;
    QLabel *m_detail;
    ProgressLine *m_line;
    QLabel *m_percent;
    QLabel *m_elapsed;
    Button *m_cancel;
    QLabel *m_note;
};
