// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QList>
#include <QPixmap>
#include <QWidget>

#include <optional>

class ProgressPanel;

// The picture in a rounded square: empty, being made (preview, stage, percent, Cancel), one, or a grid of
// several with one selected. A decoded QImage comes in; no file is read here.
class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent = nullptr);
    void clear();
    void setEmptyText(const QString &title, const QString &text);
    void setPicture(const QImage &picture, const QString &caption);
    void setPictures(const QList<QImage> &pictures, const QStringList &captions); // up to 10
    void setSelected(int index);
    int selected() const { return m_selected; }
    int count() const { return int(m_pictures.size()); }

    // While painting: the preview may be null. percent -1: unknown.
    void showProgress(const QImage &preview, const QString &stage, const QString &detail, int percent);
    void endProgress();
    ProgressPanel *progressPanel() const { return m_panel; }
    bool showsProgress() const { return m_progress; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectedChanged(int index);
    void cancelled(); // the Cancel button of the progress panel
    void opened(int index); // double click or Return: seen large
    void draggedAway(int index); // pulled with the mouse

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF cell(int index) const;
    int indexAt(const QPointF &place) const;
    QRectF frame() const;
    void paintEmpty(QPainter &painter) const;
    void paintPicture(QPainter &painter, const QRectF &box, const QPixmap &picture) const;
    void layoutPanel();
    void describe();
    void choose(int index);

    QList<QPixmap> m_pictures;
    QStringList m_captions;
    int m_selected = 0;
    QPixmap m_preview;
    qint64 m_previewKey = 0;
    std::optional<QPoint> m_pressed; // where a drag would begin
    bool m_progress = false;
    QString m_emptyTitle;
    QString m_emptyText;
    ProgressPanel *m_panel;
};
