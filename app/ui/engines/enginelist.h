// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

// A row of the list: name, one line, and at the right how it stands.
class EngineRow : public QAbstractButton {
    Q_OBJECT

public:
    enum class Standing { Plain, Ready, InUse };

    EngineRow(const QString &name, const QString &line, QWidget *parent = nullptr);
    void setLine(const QString &line);
    void setStanding(Standing standing, const QString &words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void describe();

    QString m_line;
    QString m_words;
    Standing m_standing = Standing::Plain;
};

// The places pictures can come from, and what was spent there. One is chosen; arrow keys move the choice;
// one Tab stop.
class EngineList : public QWidget {
    Q_OBJECT

public:
    explicit EngineList(QWidget *parent = nullptr);
    EngineRow *addRow(const QByteArray &id, const QString &name, const QString &line);
    void addGap();
    EngineRow *row(const QByteArray &id) const;
    QByteArray current() const;
    void setCurrent(const QByteArray &id); // does not signal

Q_SIGNALS:
    void chosen(const QByteArray &id); // by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void step(int by);

    QVBoxLayout *m_column;
    QButtonGroup *m_group;
    QList<QByteArray> m_ids;
};
