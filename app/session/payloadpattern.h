// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "support/ids.h"

#include <QSet>
#include <QStringList>

// What goes out in one request, or is left out.
struct PayloadRequest {
    QList<QByteArray> texts; // one event each
    QList<QByteArray> ids;
    int stamped = 0; // of them: got the time of now, as theirs was too old
    QString left; // why nothing goes out
};

// Many events like one: which ids, which times, and one field that takes its values in turn.
struct PayloadPattern {
    enum class Ids { Numbered, Random };
    enum class Times { Now, Spread };
    static constexpr int most = 10'000;
    static constexpr int mostMinutes = 55; // what is an hour old on arrival is refused

    int count = 25;
    Ids ids = Ids::Numbered;
    Times times = Times::Now;
    int minutes = 30; // the last ones, for Spread
    QString field; // a key of the metadata, customer_id or event_name; empty: none
    QStringList values; // JSON texts, in turn
};

// "standard, hd" in turn, or "1.." and "1..20": numbers that count up. As JSON texts, `most` at most; text
// where the field holds text now.
QStringList payloadValues(const QString &written, bool asText, int most = PayloadPattern::most);

// Makes the events of a pattern from a text of one event, which keeps everything else as it was written. The
// text must be one sound object.
class PayloadSeries {
public:
    PayloadSeries(const QString &event, PayloadPattern pattern, IdSource &ids);

    // The events from `first` on; `now` is the service's date.
    PayloadRequest take(int first, int count, TimePoint now);

private:
    QByteArray eventAt(int number, TimePoint now, const QByteArray &id) const;
    QByteArray idAt(int number);
    TimePoint timeAt(int number, TimePoint now) const;

    QString m_event;
    PayloadPattern m_pattern;
    IdSource &m_ids;
    QString m_stem; // of numbered ids
    qint64 m_start = 1;
    int m_digits = 1;
};

QByteArray newPayloadId(IdSource &ids); // not to be taken for a picture's

// The fields of one event that a pattern can vary: the metadata's keys, then customer and name.
struct PayloadField {
    QString name;
    bool text = true; // its value is text
    QString value; // as written
};
QList<PayloadField> payloadFields(const QString &event);

// The first event of a text, as it stands there; empty when it has none.
QString firstEvent(const QString &text);

// An exchange's events once more. With new ids a time that would be refused becomes `now`.
enum class ReplayIds { Same, New };
PayloadRequest replayed(const QByteArray &body, ReplayIds which, IdSource &ids, TimePoint now);
