// SPDX-License-Identifier: MIT
#pragma once

#include "session/reconcile.h"

#include <QWidget>

class Button;
class CompareModel;
class ElidedLabel;
class OutboxCard;
class ProgressLine;
class QComboBox;
class Segments;

// What this program sent, held against what the service lists, and how to mend what is missing. Reads only
// when asked to.
class ComparePart : public QWidget {
    Q_OBJECT

public:
    explicit ComparePart(Session &session, QWidget *parent = nullptr); // must outlive it

    void compare();
    bool isBusy() const { return m_call.has_value(); }
    const std::optional<Reconciliation> &found() const { return m_found; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeQuestion();
    QLayout *makeResult();
    QLayout *makeMending();
    void connectAll();
    void fillCustomers();
    void forget();
    void arrived(const Result<Reconciliation> &result);
    void showBusy(bool busy);
    void showResult();
    void showRows();
    void showMending();
    void showEmpty();
    void sendAgain();
    void resolve(const QList<EventId> &late, LateChoice choice, const QString &reason = {});
    QList<EventId> lateOnes() const;
    void discard();
    void mended(const Result<void> &done, const QString &words);
    ReconcileQuery query() const;

    Session &m_session;
    Reconcile m_reconcile;
    CompareModel *m_model;
    std::optional<Call<Reconciliation>> m_call; // under way
    std::optional<Reconciliation> m_found;
    bool m_mended = false; // what was found is no longer how it stands

    Segments *m_span;
    QComboBox *m_customer;
    QList<std::pair<QString, QString>> m_customers; // id and name, as the list shows them
    QByteArray m_customersOf; // the place they are of
    Button *m_compare;
    Button *m_cancel;
    ElidedLabel *m_result;
    ElidedLabel *m_others;
    ProgressLine *m_progress;
    Segments *m_kinds;
    OutboxCard *m_card;
    Button *m_again;
    Button *m_present;
    Button *m_keep;
    Button *m_discard;
    ElidedLabel *m_note;
};
