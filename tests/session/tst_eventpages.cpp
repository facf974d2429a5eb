// SPDX-License-Identifier: MIT
#include "session/eventpages.h"
#include "switchbench.h"
#include "ui/patience.h"

#include <QGuiApplication>

#include <QJsonArray>

using namespace Qt::StringLiterals;

// A service's events page by page, where the list is in no order that tells what is new.
class TestEventPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNewIsFoundInAnyOrder();
};

void TestEventPages::whatIsNewIsFoundInAnyOrder()
{
    SwitchBench bench;
    const auto customer = bench.far.addCustomer(u"ada@example.com"_s);
    QVERIFY(customer && bench.goFar());
    QList<Event> events;
    for (int i = 0; i < 150; ++i) {
        events.append({.id = {"evt_" + QByteArray::number(i)},
            .customer = customer->id,
            .name = "image.generated",
            .at = bench.clock->now() - std::chrono::seconds(i),
            .metadata = {}});
    }
    QVERIFY(resultOf(bench.far.client->ingest(events)));
    EventPages pages(bench.session());
    pages.read({.customer = customer->id});
    QTRY_COMPARE(pages.events().size(), 150);
    QTRY_VERIFY(!pages.loading());
    QVERIFY(!pages.newestFirst());

    // One more, which the list shows last.
    const auto state = resultOf(bench.far.controls->state());
    QVERIFY(state);
    QJsonObject world = *state;
    QJsonArray stored = world["events"_L1].toArray();
    QJsonObject one = stored.first().toObject();
    one["event_id"_L1] = u"evt_new"_s;
    stored.prepend(one);
    world["events"_L1] = stored;
    QVERIFY(resultOf(bench.far.controls->setState(world)));
    pages.read({.customer = customer->id});
    QTRY_COMPARE(pages.events().size(), 151);
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestEventPages test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_eventpages.moc"
