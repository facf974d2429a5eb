// SPDX-License-Identifier: MIT
#pragma once

#include "session/connections.h"

// One call that makes in a real service what the sandbox holds.
struct BringOverCall {
    enum class Kind { Meter, Product };
    enum class Standing {
        Open, // not there yet
        There, // the same content was found: nothing to send
        Impossible, // `error` says why
        Sending,
        Made,
        Refused, // can be sent again
    };
    Kind kind = Kind::Meter;
    Standing standing = Standing::Open;
    QString name;
    QByteArray sandboxId;
    QByteArray id = {}; // at the service, once it is there
    std::optional<Error> error = {};
    bool wanted = true;
    bool leavesOut = false; // a product's credits and add-ons stay in the sandbox

    bool isOpen() const { return standing == Standing::Open || standing == Standing::Refused; }
    friend bool operator==(const BringOverCall &, const BringOverCall &) = default;
};

// Brings over what the sandbox holds for this program: its live meters and the product that links them, as a
// list of calls that is shown before they are sent. What the service has with the same content is left as it
// is. Ends at the first refusal and keeps what was made; starting again goes on from there, and looks first,
// so that a create whose answer was lost is not made twice.
class BringOver : public QObject {
    Q_OBJECT
public:
    // The connections must outlive it. `sandbox` is where this program's own sandbox listens.
    BringOver(Connections &connections, Destination sandbox, QObject *parent = nullptr);

    void read(); // both sides; nothing is changed
    bool isReading() const { return m_reading; }
    bool isSending() const { return m_sending; }
    // Why there is no list, or why nothing more was sent.
    const std::optional<Error> &problem() const { return m_problem; }

    const QList<BringOverCall> &calls() const { return m_calls; } // meters first
    // The call as it will go out: method, path and body. Ids that are not known yet stand there as
    // “id of <meter>”.
    ApiRequest request(qsizetype call) const;
    void setWanted(qsizetype call, bool wanted); // a product takes its meters along
    int toSend() const;

    void send(); // refused in the sandbox, and in live mode that is not open

Q_SIGNALS:
    void changed();
    void finished(); // sent what was wanted, or ended at a refusal

private:
    using Then = std::function<void(const std::optional<Error> &)>;

    void readOurs(Then then);
    void readProduct(const ProductId &id, Then then);
    void readTheirs(Then then);
    void list();
    void compare();
    void next();
    void sendMeter(qsizetype call);
    void sendProduct(qsizetype call);
    void answered(qsizetype call, const Result<QByteArray> &id);
    void end(const std::optional<Error> &problem);
    std::optional<Error> obstacle() const;
    bool linksLivingMeters() const;
    NewProduct productToSend() const;
    const NewMeter &meterOf(qsizetype call) const { return m_meters[call].is; }

    Connections &m_connections;
    Session &m_session;
    const Destination m_sandbox;
    QByteArray m_world; // where the list was made for
    QList<Meter> m_meters; // of the sandbox; the first calls, in the same order
    std::optional<Product> m_product; // the last call
    QList<Meter> m_theirMeters;
    QList<Product> m_theirProducts;
    QList<BringOverCall> m_calls;
    std::optional<Error> m_problem;
    bool m_reading = false;
    bool m_sending = false;
};
