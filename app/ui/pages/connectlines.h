// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/connectwords.h"

#include <QWidget>

class Button;
class ElidedLabel;
class Segments;

// The lines another program's environment needs, as the chosen shell writes them. Shows secrets as bullets,
// copies them as they are.
class ConnectLines : public QWidget {
    Q_OBJECT

public:
    enum class Secrets { Masked, Shown };

    explicit ConnectLines(QList<EnvironmentLine> lines, QWidget *parent = nullptr);
    void setSecrets(Secrets secrets);
    QString text() const; // what is copied
    QStringList shown() const;

private:
    QWidget *makeBox();
    void fill();
    void copy();

    QList<EnvironmentLine> m_lines;
    Secrets m_secrets = Secrets::Masked;
    Segments *m_shells;
    Button *m_copy;
    QList<ElidedLabel *> m_labels;
};
