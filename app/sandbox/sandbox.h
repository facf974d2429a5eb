// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/recordbound.h"
#include "support/clock.h"
#include "support/ids.h"
#include "support/result.h"

#include <functional>
#include <memory>
#include <optional>

struct Painting;
struct PaintMonitor;
struct PaintRequest;

using PaintFunction = std::function<Result<Painting>(const PaintRequest &, PaintMonitor &)>;

enum class ClockMode;

// The date a world shows from its start on, as a POST to /_sandbox/clock would set it.
struct ClockStart {
    TimePoint at;
    ClockMode mode;
};

struct SandboxOptions {
    enum class PortPolicy { Exact, NextFree };

    QString folder; // holds sandbox.db and images/
    quint16 port = 4010; // 0: any free one
    PortPolicy portPolicy = PortPolicy::NextFree;
    QByteArray apiKey; // the only key taken; empty: any token but a live one
    std::shared_ptr<Clock> clock; // what `real` shows; empty: the system's
    std::optional<ClockStart> start; // for this run, over what the world keeps
    std::shared_ptr<IdSource> ids; // empty: random ones
    std::optional<QString> seedFile; // loaded as PUT /_sandbox/state would
    std::function<void()>
        onActivate; // another start asked this one to come forward; called on a server thread
    PaintFunction paint; // empty: the demo painter
    RecordLimits record = {}; // how much of what was asked and answered is kept
};

struct SandboxAddress {
    QString dodoUrl; // http://127.0.0.1:4010
    QString imageUrl; // http://127.0.0.1:4010/v1
    QByteArray apiKey; // dodo_test_…
    QByteArray webhookKey; // whsec_…
    quint16 port = 0;
};

// The embedded server: the Dodo Payments API and the image API on loopback. Runs on threads of its own and
// needs no event loop. Errors: Storage for the folder, Network when the port is taken.
class Sandbox {
public:
    static Result<std::unique_ptr<Sandbox>> start(SandboxOptions options);
    ~Sandbox();

    SandboxAddress address() const;
    void stop(); // finishes what is under way, at most 2 s; not on the GUI thread

private:
    struct Parts;
    explicit Sandbox(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};
