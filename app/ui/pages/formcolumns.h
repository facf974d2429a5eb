// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class PageHead;
class QScrollArea;
class QVBoxLayout;

// The frame of a page with a form at the left and cards at the right (look.md, "Pages"): a head that stays,
// the form 58 % of the width (560 to 860), the side 400 to 640, then margins; each column scrolls for itself.
// Beside the guide both are narrower, and what they hold says less.
class FormColumns : public QWidget {
    Q_OBJECT

public:
    explicit FormColumns(PageHead *head, QWidget *parent = nullptr);

    QVBoxLayout *form() const { return m_formBody; }
    QVBoxLayout *side() const { return m_sideBody; }
    void scrollFormToTop();
    void showInForm(QWidget *widget); // scrolls it into sight

Q_SIGNALS:
    void compactChanged(bool compact);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void place();
    QScrollArea *makeColumn(const QString &name, QVBoxLayout *&body);

    PageHead *m_head;
    QScrollArea *m_form;
    QScrollArea *m_side;
    QVBoxLayout *m_formBody = nullptr;
    QVBoxLayout *m_sideBody = nullptr;
    bool m_compact = false;
};
