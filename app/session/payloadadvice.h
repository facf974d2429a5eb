// SPDX-License-Identifier: MIT
#pragma once

#include "session/payloadcheck.h"
#include "session/payloadtree.h"

// What would make an event count that no live meter counts, as a remark with its mend in the text.
class PayloadAdvice {
public:
    explicit PayloadAdvice(const QList<Meter> &live); // must outlive it

    // `verdict` is the event's, nearest miss first; `object` is where it stands. Nothing when a meter counts
    // it.
    std::optional<PayloadRemark> remark(
        const Event &event, const Verdict &verdict, const PayloadNode &object, const QString &path) const;

    std::optional<QString> onlyName() const; // the one event name that live meters read

private:
    const QList<Meter> &m_live;
};

// Replaces the value at `there` by a text, or adds the member to the object when there is none.
PayloadMend replacing(const PayloadNode &there, const QString &jsonValue, const QString &shown);
PayloadMend adding(PayloadMend mend, const PayloadNode &object, const QString &member, int depth = 1);
