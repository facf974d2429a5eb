// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <functional>

class Button;
class ElidedLabel;
class IconButton;
class MessageStrip;
class Outbox;
class PictureView;
class QMenu;
struct Error;

// Asks where to save; calls back with the file's path when there is one. Replaced by tests.
using AskFile = std::function<void(
    QWidget *parent, const QString &suggested, std::function<void(const QString &)> chosen)>;

// The middle column: the picture or what is being painted, what it shows and who made it, and what can be
// done with it. Made small for the screen on the pool.
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
        int percent = 0;
        QString elapsed;
    };

    explicit GeneratePicture(Outbox &outbox, QWidget *parent = nullptr);

    void setShown(const QList<Shown> &pictures, int selected);
    const ImageRow *row() const; // the selected one
    void showPainting(const Painting &painting);
    void endPainting(); // once the next picture is ready to be shown
    void setVaryOff(const QString &why); // empty: on
    void setDensity(Density density);
    void setAskFile(AskFile ask) { m_askFile = std::move(ask); }
    void showFailure(const Error &error, bool painted);
    bool hideFailure(); // false when none was shown
    void report(const QString &title, const Error &error); // something with a kept picture did not work
    PictureView *view() const { return m_view; }

Q_SIGNALS:
    void selected(int index);
    void varyRequested(const ImageRow &row);
    void deleteRequested(const EventId &id);
    void cancelled();
    void againRequested();
    void logRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFoot();
    void fillMenu(QMenu *menu);
    void describe();
    void fit();
    void fitted(int round, int index, const QImage &image);
    void save();
    void copy();
    QString path() const;

    Outbox &m_outbox;
    AskFile m_askFile;
    QList<Shown> m_shown;
    QList<QImage> m_fitted;
    int m_selected = 0;
    int m_waiting = 0; // pictures still being made small
    int m_round = 0; // of making small; older answers are dropped
    bool m_painting = false;
    bool m_compact = false;
    QTimer m_fitSoon;

    MessageStrip *m_strip;
    PictureView *m_view;
    QWidget *m_foot;
    ElidedLabel *m_caption;
    ElidedLabel *m_maker;
    Button *m_save;
    QList<QWidget *> m_roomyButtons;
    QList<QWidget *> m_compactButtons;
    QList<QWidget *> m_vary;
};
