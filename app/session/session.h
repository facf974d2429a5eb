// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/client.h"
#include "dodo/sandboxcontrols.h"
#include "outbox/outbox.h"
#include "session/billsofar.h"

#include <QSet>
#include <QUuid>

#include <array>

class Judge;

// How the ids of this program's events begin: a picture's, and those sent without one.
constexpr QByteArrayView pictureEvents = "img_";
constexpr QByteArrayView trafficEvents = "use_";

enum class Latency { Request, Painting };
using ShownLatency = std::function<int(qint64 measuredMs, Latency of)>;

// A list of the service that is read page by page.
enum class ServiceList { Meters, ArchivedMeters, Products, ArchivedProducts, Subscriptions };

// What the service says, as last read over HTTP. Lists are newest first.
struct ServiceState {
    QList<Meter> meters;
    QList<Meter> archivedMeters;
    QList<Product> products;
    QList<Product> archivedProducts;
    QList<Subscription> subscriptions; // active ones
    std::optional<Subscription> subscription; // the one this window plays, with its meters
    QList<UsagePeriod> usage; // of that subscription
    bool sentThisPeriod = false; // an event of this program was accepted
    bool loaded = false;

    // Which lists of the service go on beyond what was read.
    QSet<ServiceList> more;

    const Customer *customer() const { return subscription ? &subscription->customer : nullptr; }
};

// What verdicts and shares rest on outside the sandbox: the events of the customer this window plays, in the
// current period, as far as they were read or sent from here.
struct KnownEvents {
    int events = 0;
    int duplicates = 0; // sent from here although their ids were known
    int late = 0; // came in after events of a later time
    bool whole = false; // the service held no more of them when they were read
    bool agrees = true; // they come to the total of usage-history

    friend bool operator==(const KnownEvents &, const KnownEvents &) = default;
};

// The pages' one view of the service: state, the service's date, the event name this program sends, and the
// few actions that change more than one thing. Reads everything through Client; keeps no figure of its own.
class Session : public QObject {
    Q_OBJECT
public:
    static constexpr int tabs = 6;

    // `sandbox` is null outside sandbox mode. All must outlive the session.
    Session(Client &client, SandboxControls *sandbox, Outbox &outbox, const Clock &clock,
        QObject *parent = nullptr);
    ~Session() override;

    Client &client() const { return m_client; }
    // Null while billing goes to a real service: ask each time, it changes with modeChanged().
    SandboxControls *sandbox() const { return inSandbox() ? m_sandbox : nullptr; }
    Outbox &outbox() const { return m_outbox; }
    const ServiceState &state() const { return m_state; }

    // Where billing goes: the sandbox at every start. Connections::use() changes it.
    Destination::Mode mode() const { return m_mode; }
    bool inSandbox() const { return m_mode == Destination::Mode::Sandbox; }
    bool isLive() const { return m_mode == Destination::Mode::Live; }
    // The transport points elsewhere now: what was read is forgotten, `world` names the place in outbox and
    // log, and everything is read anew. In the sandbox the world stays the one it was.
    void enter(Destination::Mode mode, const QByteArray &world);

    // Why events counted or not: the sandbox's own verdicts, elsewhere those of `billing` from the events
    // this program holds ("as far as we know"). In the order asked; unknown ones are left out.
    Call<QList<Verdict>> verdicts(const QList<EventId> &events);
    KnownEvents knownEvents() const; // nothing in the sandbox, which holds them all
    // What the transport recorded of a real service: events that it took are known from then on.
    void hear(const QByteArray &world, const Exchange &exchange);

    TimePoint now() const { return nowIn(world()); } // the service's date: what events are stamped with
    TimePoint nowIn(const QByteArray &world) const; // of any world: real services are at today
    bool dateIsToday() const { return !inSandbox() || m_clockOffset == microseconds{0}; }

    // A latency as the window shows it: the measured one, or what a demo was given, so that two runs look
    // alike.
    int shownMs(qint64 measured, Latency of = Latency::Request) const
    {
        return m_shownLatency ? m_shownLatency(measured, of) : int(measured);
    }
    void setShownLatency(ShownLatency shown) { m_shownLatency = std::move(shown); }

    QString eventName() const; // the name Generate sends; "image.generated" unless changed
    void setEventName(const QString &name);
    // The names of the recipe that is played; empty while it is the pictures'. Kept in the workspace.
    QStringList recipeNames() const;
    void setRecipeNames(const QStringList &names);
    void sendName(const QString &name); // from now on, instead of a name that no live meter reads
    QStringList sentNames() const; // what this program sends: the recipe's names, else eventName()
    const Meter *meterOfThisProgram() const; // the newest live meter with such a name
    // The newest live usage-based product that links a meter of every such name, else of any.
    const Product *productOfThisProgram() const;

    std::array<bool, tabs> ticks() const; // look.md "Tabs": set by the service's state, not by a click
    std::optional<BillSoFar> bill() const; // nullopt before there is a subscription

    void refresh(); // everything; coalesced
    void refreshUsage(); // subscription, usage and the clock; coalesced
    void useSubscription(const SubscriptionId &id); // becomes the customer this window plays
    void forgetCustomer(); // "another customer": nobody until the next purchase

    // Lists hold the newest pages; these read one more of one kind.
    void readMore(ServiceList list);

    // The sandbox only. Reset keeps a snapshot, so that it can be undone once.
    void reset();
    void undoReset();
    bool canUndoReset() const { return inSandbox() && !m_undo.snapshot.isEmpty(); }
    QByteArray world() const; // names where billing goes in outbox and log

Q_SIGNALS:
    void modeChanged(); // before worldChanged(); the state is empty then
    void changed();
    void usageChanged(); // also part of changed()
    void eventNameChanged();
    void worldChanged(); // after reset or undo: logs and lists start over
    void failed(const Error &error);
    void knownEventsChanged();

private:
    struct Undo {
        QByteArray snapshot;
        QByteArray world;
    };

    // How far one list was read.
    struct Reach {
        int pages = 0;
        bool more = false;
    };
    using Reaches = QHash<ServiceList, Reach>;

    void leave();
    QByteArray sandboxWorld() const;
    void load();
    void loadSubscription();
    void readChosen(const SubscriptionId &id);
    void loadUsage(ServiceState &into, std::function<void(std::optional<Error>)> then);
    void loadClock();
    void loaded(const std::optional<Error> &error);
    void keepTails();
    void moveTo(const QByteArray &world);
    QString subscriptionKey() const; // of the setting; each real service has its own
    std::optional<SubscriptionId> chosenSubscription() const;
    bool everyNameHasMeter(const QList<Meter> &meters) const;
    qsizetype namesLinkedBy(const Product &product) const;

    template<typename T>
    struct List; // how one kind is read: sessionread.cpp
    List<Meter> meterList(ServiceList list) const;
    List<Product> productList(ServiceList list) const;
    List<Subscription> subscriptionList() const;
    template<typename T>
    Call<bool> readList(const List<T> &list); // into m_next; whether there is more
    template<typename T>
    void readPage(const List<T> &list, int page, const CallSource<bool> &done);
    template<typename T>
    void readOneMore(const List<T> &list);
    template<typename T>
    void keepTail(const List<T> &list);
    bool goesOn(ServiceList list) const; // whether one more page is read unasked

    Client &m_client;
    SandboxControls *m_sandbox;
    Destination::Mode m_mode = Destination::Mode::Sandbox;
    QByteArray m_world; // of a real service; empty in the sandbox
    Outbox &m_outbox;
    const Clock &m_clock;
    ServiceState m_state;
    ServiceState m_next; // filled while loading, so that pages never see half a state
    Reaches m_reaches; // of m_state
    Reaches m_nextReaches;
    QSet<ServiceList> m_readingMore;
    microseconds m_clockOffset{0}; // of the sandbox
    std::optional<TimePoint> m_frozenAt;
    ShownLatency m_shownLatency;
    Undo m_undo;
    bool m_loading = false;
    bool m_again = false;
    bool m_usageLoading = false;
    bool m_usageAgain = false;
    std::unique_ptr<Judge> m_judge; // null in the sandbox
    std::unique_ptr<QObject> m_here; // until the next switch: answers to what was asked before find nobody
};
