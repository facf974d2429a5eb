// SPDX-License-Identifier: MIT
#include "support/eventstream.h"

#include <QTest>

using Frames = QList<EventStream::Frame>;

class EventStreamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAreReadWhateverThePieces();
    void linesAndFieldsFollowTheStandard_data();
    void linesAndFieldsFollowTheStandard();
    void unfinishedFrameIsHeld();
};

void EventStreamTest::framesAreReadWhateverThePieces()
{
    const QByteArray text = ": hello\nevent: a\ndata: {\"x\":1}\n\nid: 7\r\ndata: one\r\ndata: two\r\n\r\n";
    const Frames expected{{"a", {}, "{\"x\":1}"}, {{}, "7", "one\ntwo"}};
    for (int piece = 1; piece <= text.size(); ++piece) {
        EventStream stream;
        Frames got;
        for (int at = 0; at < text.size(); at += piece)
            got += stream.feed(QByteArrayView(text).sliced(at, std::min(piece, int(text.size()) - at)));
        QCOMPARE(got, expected);
    }
}

void EventStreamTest::linesAndFieldsFollowTheStandard_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Frames>("frames");
    QTest::newRow("comment only") << QByteArray(":\n\n:keep\n\n") << Frames{};
    QTest::newRow("event without data") << QByteArray("event: a\n\n") << Frames{};
    QTest::newRow("empty data") << QByteArray("data\n\n") << Frames{{{}, {}, {}}};
    QTest::newRow("no space") << QByteArray("data:x\n\n") << Frames{{{}, {}, "x"}};
    QTest::newRow("one space goes") << QByteArray("data:  x\n\n") << Frames{{{}, {}, " x"}};
    QTest::newRow("unknown field") << QByteArray("retry: 5\ndata: x\n\n") << Frames{{{}, {}, "x"}};
}

void EventStreamTest::linesAndFieldsFollowTheStandard()
{
    QFETCH(QByteArray, text);
    QFETCH(Frames, frames);
    EventStream stream;
    QCOMPARE(stream.feed(text), frames);
}

void EventStreamTest::unfinishedFrameIsHeld()
{
    EventStream stream;
    QCOMPARE(stream.feed("data: 12345"), Frames{});
    QVERIFY(stream.held() >= 5);
}

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_eventstream.moc"
