// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/connectiontest.h"
#include "ui/desk.h"

#include <QDialog>

class Button;
class ElidedLabel;
class NetworkForm;
class QLabel;
class QScrollArea;

// How the network is reached, where billing goes with how much room, and a test that names the step at which
// the way there ends. Esc closes it.
class ConnectionSheet : public QDialog {
    Q_OBJECT

public:
    explicit ConnectionSheet(const Desk &desk, QWidget *parent = nullptr);
    ~ConnectionSheet() override;

    void showSheet();
    NetworkForm &form() const { return *m_form; }
    const ConnectionTest &test() const { return m_test; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeSide();
    QWidget *makePlace();
    QWidget *makeTest();
    QLayout *makeFoot();
    QScrollArea *makeArea(QWidget *content, const QString &name);
    void refresh();
    void runTest();
    void showTest();

    Session &m_session;
    NetworkSettings &m_network;
    ConnectionTest m_test;
    NetworkForm *m_form = nullptr;
    QLabel *m_mode = nullptr;
    ElidedLabel *m_address = nullptr;
    QLabel *m_rate = nullptr;
    QLabel *m_result = nullptr;
    Button *m_run = nullptr;
    Button *m_cancel = nullptr;
};
