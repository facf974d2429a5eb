// SPDX-License-Identifier: MIT
#include "outboxbench.h"
#include "ui/outbox/queuemodel.h"
#include "ui/outbox/queuepart.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>

// The list of the queue: long, searched, written, and changing while it is looked at.
class OutboxSheetListTest : public QObject, private OutboxBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { finish(); }

    void agesGoOn();
    void otherPlacesAreNamed();
    void anEarlierSandboxesEventsGoToThePresentOne();
    void searchFindsAndClears();
    void theListIsWrittenWithoutKeys();
    void thousandsAreQuick();
    void rowsStayWhenOthersGo();
};

void OutboxSheetListTest::agesGoOn()
{
    fail(unavailable);
    QVERIFY(queue({eventOf(1)}));
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), 1);
    QTRY_COMPARE(cell(0, u"Age"_s), u"0 s"_s);
    QSignalSpy changed(&rows(), &QAbstractItemModel::dataChanged);
    m_desk->clock->advance(3min);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(cell(0, u"Age"_s), u"3 min"_s);
    QCOMPARE(cell(0, u"Time left"_s), u"57 min left"_s);
    sheet().hide();
    changed.clear();
    QTimer second;
    second.setSingleShot(true);
    second.start(1500);
    QTRY_VERIFY(!second.isActive()); // nobody looks: nothing is painted
    QCOMPARE(changed.size(), 0);
}

void OutboxSheetListTest::otherPlacesAreNamed()
{
    const QByteArray here = outbox().destination();
    outbox().setDeliver({});
    outbox().setDestination("test");
    QVERIFY(queue({eventOf(1), eventOf(2), eventOf(3)}));
    outbox().setDestination(here);
    sheet().showQueue();
    QTRY_COMPARE(words("queueElsewhere"), u"3 events wait for test mode."_s);
    QTRY_VERIFY(find("queueEmpty")->isVisible());
    click("queuePlaces");
    QTRY_COMPARE(rows().rowCount(), 3);
    QCOMPARE(cell(0, u"For"_s), u"Test mode"_s);
    QTRY_COMPARE(find<QPushButton>("queuePlaces")->text(), u"Only the sandbox"_s);
    click("queuePlaces");
    QTRY_COMPARE(rows().rowCount(), 0);
}

void OutboxSheetListTest::anEarlierSandboxesEventsGoToThePresentOne()
{
    const QByteArray here = outbox().destination();
    fail(unavailable);
    outbox().setDestination("sandbox:earlier");
    QVERIFY(queue({eventOf(1), eventOf(2)}));
    QTRY_VERIFY(outbox().standing().error && outbox().standing().inFlight == 0);
    mendServer();
    outbox().setDestination(here);
    sheet().showOwed();
    QTRY_COMPARE(words("queueElsewhere"),
        u"2 events are of an earlier sandbox. Send them to the present one or discard them."_s);
    QTRY_COMPARE(rows().rowCount(), 2);
    find<OutboxTable>("queueTable")->selectAll();
    QCOMPARE(find<QPushButton>("queuePresent")->text(), u"Send to the present sandbox"_s);
    QVERIFY(!find("queueTry")->isEnabled());
    click("queuePresent");
    QTRY_COMPARE(entry(eventOf(1).id).state, OutboxEntry::State::Sent);
    QCOMPARE(entry(eventOf(1).id).destination, here);
    QTRY_VERIFY(words("queueElsewhere").isEmpty());
}

void OutboxSheetListTest::searchFindsAndClears()
{
    fail(unavailable);
    QVERIFY(queue({eventOf(1), eventOf(22), eventOf(3)}));
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), 3);
    auto *search = find<QLineEdit>("queueSearch");
    QTest::keyClicks(search, u"00022"_s);
    QTRY_COMPARE(rows().rowCount(), 1);
    QCOMPARE(cell(0, u"Event id"_s), eventOf(22).id.string());
    search->setText(u"nothing like it"_s);
    QTRY_COMPARE(rows().rowCount(), 0);
    QTRY_VERIFY(find("queueClear")->isVisible());
    click("queueClear");
    QTRY_COMPARE(rows().rowCount(), 3);
}

void OutboxSheetListTest::theListIsWrittenWithoutKeys()
{
    fail(unavailable);
    Event pasted = eventOf(1);
    pasted.metadata.append({"note", MetaValue::ofText(u"=dodo_test_0123456789abcdef"_s)});
    QVERIFY(queue({pasted, eventOf(2)}));
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), 2);
    auto *queuePart = find<QueuePart>("queuePart");
    for (const QString &name : {u"queue.jsonl"_s, u"queue.csv"_s}) {
        const QString path = m_desk->folder.filePath(name);
        queuePart->setAskFile([path](QWidget *, const QString &, const QString &,
                                  const std::function<void(const QString &)> &chosen) { chosen(path); });
        click("queueExport");
        QTRY_VERIFY(words("queueNote").contains(name));
        QVERIFY(words("queueNote").startsWith("2 events"_L1));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray written = file.readAll();
        QVERIFY(written.contains(eventOf(2).id.text));
        QVERIFY(!written.contains("0123456789abcdef"));
        QCOMPARE(written.count('\n'), name.endsWith("csv"_L1) ? 3 : 2);
        file.remove();
    }
}

void OutboxSheetListTest::thousandsAreQuick()
{
    outbox().setDeliver({});
    QList<Event> many;
    for (int i = 0; i < 20000; ++i)
        many.append(eventOf(i, milliseconds(20000 - i)));
    QVERIFY(queue(many));
    QElapsedTimer time;
    time.start();
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), QueueModel::pageSize);
    const qint64 opened = time.restart();
    auto *table = find<OutboxTable>("queueTable");
    qint64 worst = 0;
    while (rows().rowCount() < 20000) {
        const int before = rows().rowCount();
        time.restart();
        table->scrollToBottom();
        rows().fetchMore({});
        QTRY_VERIFY(rows().rowCount() > before);
        worst = std::max(worst, time.elapsed());
    }
    qInfo("20,000 events: first rows after %lld ms, a further page at most %lld ms", opened, worst);
    QCOMPARE(cell(19999, u"Event id"_s), eventOf(19999).id.string());
}

void OutboxSheetListTest::rowsStayWhenOthersGo()
{
    fail(unavailable);
    sheet().showQueue();
    QAbstractItemModelTester tester(&rows(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(queue({eventOf(1), eventOf(2), eventOf(3), eventOf(4)}));
    QTRY_COMPARE(rows().rowCount(), 4);
    auto *table = find<OutboxTable>("queueTable");
    table->selectRow(2);
    QSignalSpy resets(&rows(), &QAbstractItemModel::modelReset);
    QVERIFY(resultOf(outbox().resolve({eventOf(1).id, eventOf(2).id}, LateChoice::Discard, u"gone"_s)));
    QVERIFY(queue({eventOf(5)}));
    QTRY_COMPARE(rows().rowCount(), 3);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(table->chosenRows(), QList<int>{0});
    QCOMPARE(words("queueWhich"), eventOf(3).id.string());
}

QTEST_MAIN(OutboxSheetListTest)
#include "tst_outboxsheetlist.moc"
