// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

class QDropEvent;
class QLabel;
class QMimeData;

// One picture file of this computer, dropped anywhere on a window. While files hang over the window a veil
// says what the drop will do, or why it does nothing; then it stays a moment, so that it can be read.
class FileDrop : public QWidget {
    Q_OBJECT

public:
    explicit FileDrop(QWidget *window);

    struct Read {
        QString path; // empty: refused
        QString refusal;
    };
    static Read read(const QMimeData &data); // both empty: no files at all, somebody else's drop

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void fileDropped(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isOurs(const QObject *watched) const;
    bool drag(QDropEvent *event);
    bool drop(QDropEvent *event);
    void showVeil(const Read &read);

    QWidget *m_window;
    QLabel *m_title;
    QLabel *m_text;
    QTimer m_away;
    bool m_refused = false;
};
