// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/connectwords.h"

#include <QWidget>

class Button;
class Card;
class ElidedLabel;
class Segments;

// The lines another program's environment needs, as the chosen shell writes them. Shows secrets as bullets,
// copies them as they are.
class ConnectLines : public QWidget {
    Q_OBJECT

public:
    enum class Secrets { Masked, Shown };
    enum class Layout {
        Wide,
        Narrow
    }; // Narrow: for a side column, the shells below the head, with a Show button of its own

    explicit ConnectLines(QList<EnvironmentLine> lines, QWidget *parent = nullptr);
    ConnectLines(QList<EnvironmentLine> lines, Layout layout, QWidget *parent = nullptr);
    void setLines(const QList<EnvironmentLine> &lines);
    void setSecrets(Secrets secrets);
    QString text() const; // what is copied
    QStringList shown() const;

private:
    QLayout *makeHead(Layout layout);
    void makeReveal();
    void makeLabels();
    void fill();
    void copy();

    QList<EnvironmentLine> m_lines;
    Secrets m_secrets = Secrets::Masked;
    Segments *m_shells;
    Button *m_reveal = nullptr; // Narrow only
    Button *m_copy;
    Card *m_box;
    QList<ElidedLabel *> m_labels;
};
