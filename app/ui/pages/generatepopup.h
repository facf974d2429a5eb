// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

// A small panel over the page that a button opens: closes by Esc and by a click beside it, and gives the
// focus back to its button.
class GeneratePopup : public QWidget {
    Q_OBJECT

public:
    GeneratePopup(const QString &name, QWidget *anchor);

    QVBoxLayout *body() const { return m_body; }
    void open(); // above the anchor where there is more room, else below

protected:
    void paintEvent(QPaintEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *m_anchor;
    QVBoxLayout *m_body;
};
