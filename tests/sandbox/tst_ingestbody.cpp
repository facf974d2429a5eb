// SPDX-License-Identifier: MIT
#include "sandbox/ingestbody.h"

#include "support/strictjson.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Two parsers, one rule book: what simdjson's reader takes or refuses, QJsonDocument's takes or refuses too.
class TestIngestBody : public QObject {
    Q_OBJECT

private:
    // The slow reader's view of the same body.
    static Result<QList<Event>> slowly(const QByteArray &body)
    {
        const auto json = readObject(body);
        if (!json)
            return json.error();
        QList<Event> out;
        const auto items = (*json)["events"_L1].toArray();
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (!items[i].isObject())
                return Error{.message = u"not an object"_s};
            const auto event = eventFromJson(items[i].toObject(), u"events[%1]"_s.arg(i));
            if (!event)
                return event.error();
            out.append(*event);
        }
        if (out.isEmpty() || out.size() > 1000)
            return Error{.message = u"count"_s};
        return out;
    }

    static QByteArray wrapped(const QByteArray &metadata)
    {
        return R"({"events":[{"event_id":"a","customer_id":"c","event_name":"n","metadata":)" + metadata
            + "}]}";
    }

private Q_SLOTS:
    void bothReadersAgree_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto metadata
            = [](const char *name, const QByteArray &text) { QTest::newRow(name) << wrapped(text); };
        metadata("plain", R"({"k":"v"})");
        metadata("empty", "{}");
        metadata("null", "null");
        metadata("list", "[]");
        metadata("key twice", R"({"k":1,"k":2})");
        metadata("key twice, one escaped", R"({"k":1,"\u006b":2})");
        metadata("1.0", R"({"k":1.0})");
        metadata("minus zero", R"({"k":-0})");
        metadata("past 2^53", R"({"k":9007199254740993})");
        metadata("past 2^63", R"({"k":9223372036854775808})");
        metadata("past 2^64", R"({"k":18446744073709551617})");
        metadata("forty digits", R"({"k":1234567890123456789012345678901234567890})");
        metadata("exponent", R"({"k":1e3})");
        metadata("tiny", R"({"k":1e-400})");
        metadata("beyond a double", R"({"k":1e400})");
        metadata("leading zero", R"({"k":01})");
        metadata("leading plus", R"({"k":+1})");
        metadata("point last", R"({"k":1.})");
        metadata("point first", R"({"k":.5})");
        metadata("NaN", R"({"k":NaN})");
        metadata("truth", R"({"k":true,"l":false})");
        metadata("wrong truth", R"({"k":truee})");
        metadata("nested", R"({"k":{"a":1}})");
        metadata("escapes", "{\"k\":\"\\\"\\\\\\/\\b\\f\\n\\r\\té\"}");
        metadata("wrong escape", R"({"k":"\x"})");
        metadata("surrogate pair", R"({"k":"\ud83d\ude00"})");
        metadata("high alone", R"({"k":"\ud83d"})");
        metadata("low alone", R"({"k":"\ude00"})");
        metadata("two highs", R"({"k":"\ud83d\ud83d"})");
        metadata("wrong UTF-8", "{\"k\":\"\xff\"}");
        metadata("overlong UTF-8", "{\"k\":\"\xc0\xaf\"}");
        metadata("trailing comma", R"({"k":1,})");
        metadata("no colon", R"({"k" 1})");
        metadata("single quotes", R"({'k':1})");
        metadata("white space", " { \"k\" :\t1\r\n } ");
        QTest::newRow("byte order mark") << "\xef\xbb\xbf" + wrapped("{}");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("space") << QByteArray("  ");
        QTest::newRow("text") << QByteArray("\"text\"");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("no events") << QByteArray("{}");
        QTest::newRow("empty events") << QByteArray(R"({"events":[]})");
        QTest::newRow("events twice") << QByteArray(R"({"events":[],"events":[]})");
        QTest::newRow("two bodies") << wrapped("{}") + wrapped("{}");
        QTest::newRow("cut") << wrapped("{}").chopped(1);
        QTest::newRow("bad value under an unknown key")
            << QByteArray(R"({"x":[1,{"y":tru}],)") + wrapped("{}").mid(1);
        QTest::newRow("key twice under an unknown key")
            << QByteArray(R"({"x":{"y":1,"y":1},)") + wrapped("{}").mid(1);
        QTest::newRow("unknown keys") << QByteArray(R"({"x":[1,{"y":null}],)") + wrapped("{}").mid(1);
        QTest::newRow("31 levels") << R"({"x":)" + QByteArray(31, '[') + QByteArray(31, ']') + ','
                + wrapped("{}").mid(1);
        QTest::newRow("33 levels") << R"({"x":)" + QByteArray(33, '[') + QByteArray(33, ']') + ','
                + wrapped("{}").mid(1);
        QTest::newRow("id a number") << QByteArray(
            R"({"events":[{"event_id":1,"customer_id":"c","event_name":"n"}]})");
        QTest::newRow("id null") << QByteArray(
            R"({"events":[{"event_id":null,"customer_id":"c","event_name":"n"}]})");
        QTest::newRow("time a number") << QByteArray(
            R"({"events":[{"event_id":"a","customer_id":"c","event_name":"n","timestamp":1}]})");
        QTest::newRow("time null") << QByteArray(
            R"({"events":[{"event_id":"a","customer_id":"c","event_name":"n","timestamp":null}]})");
        QTest::newRow("time with an offset") << QByteArray(
            R"({"events":[{"event_id":"a","customer_id":"c","event_name":"n","timestamp":"2026-01-01T00:00:00+02:00"}]})");
    }

    void bothReadersAgree()
    {
        QFETCH(QByteArray, body);
        IngestBody fast;
        const auto read = fast.read(body);
        const auto slow = slowly(body);
        if (read.ok() != slow.ok()) {
            const QString refusal = read ? slow.error().message : read.error().message;
            QFAIL(qPrintable(
                (read ? u"only the slow one refuses: "_s : u"only the fast one refuses: "_s) + refusal));
        }
        if (!read) {
            QCOMPARE(read.error().status, 422);
            QCOMPARE(read.error().code, u"INVALID_REQUEST_BODY"_s);
            return;
        }
        QCOMPARE(fast.events().size(), size_t(slow->size()));
        for (size_t i = 0; i < fast.events().size(); ++i) {
            const EventView &event = fast.events()[i];
            const Event &other = slow->at(qsizetype(i));
            QCOMPARE(event.id.toByteArray(), other.id.text);
            QCOMPARE(event.customer.toByteArray(), other.customer.text);
            QCOMPARE(event.at, other.at);
            QCOMPARE(event.metadata.size(), size_t(other.metadata.size()));
            for (const MetaView &entry : event.metadata) {
                const auto same = std::ranges::find_if(
                    other.metadata, [&](const MetaEntry &o) { return o.key == entry.key; });
                QVERIFY(same != other.metadata.end());
                QCOMPARE(entry.type, same->value.type);
                if (entry.type != MetaValue::Type::Number) // the slow reader's numbers pass through a double
                    QCOMPARE(entry.text.toByteArray(), same->value.text);
            }
        }
    }

    void missingMembersAreNamed()
    {
        IngestBody body;
        const auto read = body.read(
            R"({"events":[{"event_id":"a","customer_id":"c","event_name":"n"},{"event_id":"b","event_name":"n"}]})");
        QVERIFY(!read);
        QCOMPARE(read.error().field, u"events[1].customer_id"_s);
        QVERIFY(read.error().message.contains("events[1].customer_id"_L1));
    }

    void rowsTakeTheArrivalWhereThereIsNoTime()
    {
        IngestBody body;
        QVERIFY(body.read(wrapped(R"({ "k" : 1.50 })")));
        const TimePoint now = *timeFromIso("2026-11-21T10:00:00Z");
        const auto rows = body.rows(now);
        QCOMPARE(rows.size(), 1u);
        QCOMPARE(rows[0].at, now);
        QCOMPARE(rows[0].metadataJson.toByteArray(), R"({ "k" : 1.50 })");
        QCOMPARE(body.ids(), QList<QByteArray>{"a"});
    }
};

QTEST_GUILESS_MAIN(TestIngestBody)
#include "tst_ingestbody.moc"
