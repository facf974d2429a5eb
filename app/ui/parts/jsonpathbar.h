// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class Button;
class ElidedLabel;

// Under a JsonView: where the chosen value stands, to be copied with it.
class JsonPathBar : public QWidget {
    Q_OBJECT

public:
    explicit JsonPathBar(QWidget *parent);
    void setPath(const QString &path);

Q_SIGNALS:
    void copyPathRequested();
    void copyValueRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Button *addButton(const QString &text, const QString &name);

    ElidedLabel *m_path;
    Button *m_copyPath;
    Button *m_copyValue;
};
