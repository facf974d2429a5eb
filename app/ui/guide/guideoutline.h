// SPDX-License-Identifier: MIT
#pragma once

#include <QPointer>
#include <QWidget>

#include <optional>

// Lies over the window and takes neither mouse nor keyboard: a lime frame just outside the control that is
// meant, and a mark on each field the guide filled in. Follows scrolling, resizing and page changes; what is
// out of sight is not drawn.
class GuideOutline : public QWidget {
    Q_OBJECT

public:
    explicit GuideOutline(QWidget *over);

    void point(QWidget *control); // null: nothing
    QWidget *target() const { return m_target; }
    QRect frame() const; // of the target, in this widget; empty while it is out of sight

    // The mark goes when the field holds something else than now.
    void mark(QWidget *control);
    QList<QWidget *> marked() const;
    void dropChanged();
    void clearMarks();

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Mark {
        QPointer<QWidget> control;
        QString value;
    };
    // Where a widget stands here, and the part of it that is in sight.
    struct Place {
        QRect box;
        QRect seen;
    };

    std::optional<Place> placeOf(const QWidget *control) const;
    bool concerns(const QWidget *widget) const;
    void follow();
    void paintFrame(QPainter &painter) const;
    void paintMark(QPainter &painter, const Place &place) const;

    QPointer<QWidget> m_target;
    QList<Mark> m_marks;
    QList<QRect> m_painted; // to see whether anything moved
};
