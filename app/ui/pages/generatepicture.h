// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "ui/pages/generatefiles.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

class GenerateNotice;
class GeneratePictureBar;
class GenerateSettings;
class Outbox;
class PictureView;

// The middle column: the picture or what is being painted, and what can be done with it. Made small for the
// screen on the pool.
class GeneratePicture : public QWidget {
    Q_OBJECT

public:
    enum class Density { Roomy, Compact };
    struct Shown {
        ImageRow row;
        QImage image;
    };
    struct Painting {
        QImage preview;
        QString stage;
        QString detail;
        int percent = 0; // -1: the server tells none
        QString elapsed;
        QString cancelNote;
    };

    explicit GeneratePicture(Outbox &outbox, QWidget *parent = nullptr);

    void setShown(const QList<Shown> &pictures, int selected);
    const ImageRow *row() const; // the selected one
    void showPainting(const Painting &painting);
    void endPainting(); // once the next picture is ready to be shown
    void setDensity(Density density);
    GenerateNotice *notice() const { return m_notice; }
    GenerateFiles *files() const { return m_files; }
    GeneratePictureBar *bar() const { return m_bar; }
    PictureView *view() const { return m_view; }

Q_SIGNALS:
    void selected(int index);
    void varyRequested(const ImageRow &row);
    void newSeedRequested(const ImageRow &row);
    void againRequested(const ImageRow &row);
    void useRequested(const ImageRow &row);
    void deleteRequested(const ImageRow &row);
    void cancelled();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectBar();
    void describe();
    void fit();
    void fitted(int round, int index, const QImage &image);

    QList<Shown> m_shown;
    QList<QImage> m_fitted;
    int m_selected = 0;
    int m_waiting = 0; // pictures still being made small
    int m_round = 0; // of making small; older answers are dropped
    bool m_painting = false;
    QTimer m_fitSoon;

    GenerateFiles *m_files;
    GenerateNotice *m_notice;
    PictureView *m_view;
    GeneratePictureBar *m_bar;
    GenerateSettings *m_settings;
};
