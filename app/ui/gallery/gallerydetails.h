// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "ui/gallery/galleryprices.h"

#include <QScrollArea>

#include <array>

class Button;
class CopyButton;
class ElidedLabel;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

// Beside the picture: what was asked for, what the customer was charged and why, what the provider took, how
// it was made; and what can be done with it next.
class GalleryDetails : public QScrollArea {
    Q_OBJECT

public:
    enum class Origin { Workspace, File }; // a dropped file is in no workspace

    GalleryDetails(Session &session, GalleryPrices &prices, QWidget *parent = nullptr);

    void setPicture(const ImageRow &row, Origin origin = Origin::Workspace);
    void setSending(bool sending); // whether a picture made from this one is billed
    const ImageRow &picture() const { return m_row; }

Q_SIGNALS:
    void useRequested();
    void varyRequested();
    void newSeedRequested();
    void againRequested();
    void eventRequested();
    void billRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum Line {
        Provider,
        Estimate,
        Customer,
        Period,
        Made,
        Engine,
        Model,
        Quality,
        Size,
        Style,
        Seed,
        Took,
        Format,
        Unknown,
        LineCount
    };
    struct Shown {
        QLabel *label;
        ElidedLabel *value;
    };

    void makeWords(QVBoxLayout *column);
    void makeMoney(QVBoxLayout *column);
    QHBoxLayout *makeEventLine();
    void makeLines(QVBoxLayout *column, int from, int to);
    void makeActions(QVBoxLayout *column);
    Button *makeButton(const char *name, const QString &text, IconName icon);
    void show(Line line, const QString &text);
    void showSettings();
    void showMoney();
    void showWays(const QString &elsewhere);
    void ask(); // for the verdict

    Session &m_session;
    GalleryPrices &m_prices;
    ImageRow m_row;
    Origin m_origin = Origin::Workspace;
    std::optional<Verdict> m_verdict;
    bool m_asking = false;
    QWidget *m_money;
    QLabel *m_prompt;
    QLabel *m_negativeHead;
    QLabel *m_negative;
    QLabel *m_price;
    QLabel *m_why;
    ElidedLabel *m_id;
    CopyButton *m_copyId;
    CopyButton *m_copyPrompt;
    Button *m_event;
    Button *m_bill;
    QList<Button *> m_making; // vary, new seed, again
    std::array<Shown, LineCount> m_lines{};
};
