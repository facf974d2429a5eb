// SPDX-License-Identifier: MIT
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/jsonview.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray eventsBody(int count, int padding = 0)
{
    QByteArray out = "{\"events\":[";
    for (int i = 0; i < count; ++i) {
        const QByteArray n = QByteArray::number(i);
        out += (i ? "," : "") + QByteArray("{\"event_id\":\"ev_") + n
            + "\",\"event_name\":\"image.generated\",\"metadata\":{\"quality\":\"hd\",\"n\":" + n
            + ",\"text\":\"" + QByteArray(padding, 'x') + "\"}}";
    }
    return out + "]}";
}

QPoint onRow(const JsonView &view, int row, int x)
{
    return {x, 16 + row * 20 + 10 - view.verticalScrollBar()->value()};
}

} // namespace

class TestJsonView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aClickFoldsAndUnfolds();
    void arrowsFoldAndGoOut();
    void pathAndValueAreCopied();
    void selectedLettersAreCopied();
    void findingUnfoldsAndSteps();
    void wordsStandDarkOnAmber();
    void headersUnfold();
    void whatWasCutIsLaidOutAsFarAsItGoes();
    void whatIsNoJsonStaysAsItIs();
    void longValuesAreShortened();
    void longTextsBreakAtTheEdge();
    void deepNestingIsNoTrouble();
    void theChosenBlockComesIntoSight();
    void bodiesSetMeanwhileWin();
    void megabytesCostNoFrame();

private:
    bool shows(const QString &text) const { return m_view->toPlainText().contains(text); }
    std::unique_ptr<JsonView> m_view;
};

void TestJsonView::init()
{
    m_view = std::make_unique<JsonView>();
    m_view->setInspect(true);
    m_view->resize(600, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TestJsonView::aClickFoldsAndUnfolds()
{
    m_view->setJson(R"({"a":{"b":1,"c":2},"d":3})");
    QVERIFY(shows(u"\"b\": 1"_s));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, onRow(*m_view, 1, 9));
    QCOMPARE(m_view->toPlainText(), u"{\n  \"a\": { \"b\": 1, … },\n  \"d\": 3\n}"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, onRow(*m_view, 1, 9));
    QVERIFY(shows(u"\"b\": 1"_s));
    m_view->foldAll(true);
    QVERIFY(!shows(u"\"c\": 2"_s));
    m_view->foldAll(false);
    QVERIFY(shows(u"\"c\": 2"_s));
}

void TestJsonView::arrowsFoldAndGoOut()
{
    m_view->setJson(R"({"a":{"b":[1,2]}})");
    m_view->clearFocus();
    m_view->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_view->chosenPath(), QString());
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->chosenPath(), u"a.b[0]"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->chosenPath(), u"a.b"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QVERIFY(shows(u"\"b\": [ 2 entries ]"_s));
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(!shows(u"2 entries"_s));
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QVERIFY(shows(u"\"a\": { 1 entry }"_s));
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QVERIFY(!shows(u"entr"_s));
}

void TestJsonView::pathAndValueAreCopied()
{
    m_view->setJson(R"({"events":[{"metadata":{"odd key":"say \"hi\"","n":1}}]})");
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, onRow(*m_view, 4, 200));
    QCOMPARE(m_view->chosenPath(), u"events[0].metadata[\"odd key\"]"_s);
    QCOMPARE(m_view->findChild<ElidedLabel *>(u"jsonPath"_s)->text(), m_view->chosenPath());
    QTest::mouseClick(m_view->findChild<Button *>(u"jsonCopyPath"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_view->chosenPath());
    QTest::mouseClick(m_view->findChild<Button *>(u"jsonCopyValue"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"say \\\"hi\\\""_s);
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\n  \"odd key\": \"say \\\"hi\\\"\",\n  \"n\": 1\n}"_s);
    QVERIFY(m_view->cancel());
    QVERIFY(!m_view->findChild<Button *>(u"jsonCopyPath"_s)->isVisible());
    QVERIFY(!m_view->cancel());
}

void TestJsonView::selectedLettersAreCopied()
{
    m_view->setJson(R"({"a":"bcd"})");
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, onRow(*m_view, 1, 80));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"bcd"_s);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\n  \"a\": \"bcd\"\n}"_s);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\n  \"a\": \"bcd\""_s);
}

void TestJsonView::findingUnfoldsAndSteps()
{
    m_view->setJson(eventsBody(300));
    QVERIFY(!shows(u"\"event_id\": \"ev_250\",\n"_s)); // folded: it is long
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_F, Qt::ControlModifier);
    auto *field = m_view->findChild<QLineEdit *>(u"jsonFind"_s);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"EV_25"_s);
    auto *count = m_view->findChild<QLabel *>(u"jsonFindCount"_s);
    QCOMPARE(count->text(), u"1 of 11"_s); // ev_25, ev_250 to ev_259
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(count->text(), u"2 of 11"_s);
    QVERIFY(shows(u"\"event_id\": \"ev_250\",\n"_s));
    QVERIFY(m_view->verticalScrollBar()->value() > 0);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(count->text(), u"11 of 11"_s);
    QTest::keyClicks(field, u"nothing"_s);
    QCOMPARE(count->text(), u"not there"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(m_view->hasFocus());
}

void TestJsonView::wordsStandDarkOnAmber()
{
    const auto amber = [this] {
        const QImage seen = m_view->viewport()->grab().toImage();
        int found = 0;
        for (int y = 0; y < seen.height(); ++y) {
            for (int x = 0; x < seen.width(); ++x)
                found += seen.pixel(x, y) == theme().markFill.rgb();
        }
        return found;
    };
    m_view->setJson(R"({"a":"Draft"})");
    QCOMPARE(amber(), 0);
    m_view->setWords({u"draft"_s});
    QVERIFY(amber() > 50);
    m_view->setWords({});
    QCOMPARE(amber(), 0);
}

void TestJsonView::headersUnfold()
{
    m_view->setHead({u"POST /events/ingest"_s});
    m_view->setMore(u"2 more headers"_s, {u"host: a"_s, u"accept: b"_s});
    m_view->setJson("{}");
    QCOMPARE(m_view->toPlainText(), u"POST /events/ingest\n2 more headers\n\n{}"_s);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, onRow(*m_view, 1, 60));
    QCOMPARE(m_view->toPlainText(), u"POST /events/ingest\n2 more headers\n  host: a\n  accept: b\n\n{}"_s);
    m_view->setJson("[]"); // another exchange keeps the choice
    QVERIFY(shows(u"host: a"_s));
}

void TestJsonView::whatWasCutIsLaidOutAsFarAsItGoes()
{
    m_view->setNote(u"1.4 MB more were sent."_s);
    m_view->setJson(R"({"events":[{"a":1},{"b":"unfin)", JsonView::Body::Cut);
    QCOMPARE(m_view->toPlainText(),
        u"{\n  \"events\": [\n    {\n      \"a\": 1\n    },\n    {\n      \"b\": \"unfin\n1.4 MB more were sent."_s);
    m_view->foldAll(true);
    QVERIFY2(shows(u"\"events\": [ 2 entries"_s), qPrintable(m_view->toPlainText()));
}

void TestJsonView::whatIsNoJsonStaysAsItIs()
{
    for (const char *body : {"Bad Gateway", "{\"a\":", "{\"a\":1} and more", "{a:1}", "[1,]", "nan"}) {
        m_view->setJson(body);
        QVERIFY2(!m_view->isJson(), body);
        QCOMPARE(m_view->toPlainText(), QString::fromUtf8(body));
    }
    m_view->setJson("<html>\n\t<p>502</p>");
    QCOMPARE(m_view->toPlainText(), u"<html>\n    <p>502</p>"_s);
}

void TestJsonView::longValuesAreShortened()
{
    m_view->setJson("{\"b64_json\":\"" + QByteArray(90'000, 'A') + "\"}");
    QVERIFY(shows(u"A…(90,000 characters)\""_s));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, onRow(*m_view, 1, 60));
    QCOMPARE(m_view->chosenValue().size(), 90'000);
}

void TestJsonView::longTextsBreakAtTheEdge()
{
    m_view->setBreak(JsonView::Break::AtEdge);
    m_view->setJson("{\"message\":\"" + QByteArray("a sentence of words ").repeated(12) + "\"}");
    QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    const int rows = m_view->sizeHint().height() / 20;
    QVERIFY2(rows >= 6, qPrintable(QString::number(rows)));
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_view->jsonText()); // breaks are not copied
}

void TestJsonView::deepNestingIsNoTrouble()
{
    m_view->setJson(QByteArray(JsonLayout::deepest, '[') + QByteArray(JsonLayout::deepest, ']'));
    QVERIFY(m_view->isJson());
    m_view->foldAll(false);
    m_view->grab();
    QSignalSpy laid(m_view.get(), &JsonView::laidOut);
    m_view->setJson(QByteArray(200'000, '['));
    QTRY_COMPARE(laid.size(), 1);
    QVERIFY(!m_view->isJson());
    m_view->grab();
}

void TestJsonView::theChosenBlockComesIntoSight()
{
    m_view->setJson(eventsBody(300));
    m_view->setMarks({{u"events.200.metadata.quality"_s}});
    m_view->setChosen(u"events.200"_s);
    QVERIFY(shows(u"\"event_id\": \"ev_200\",\n      \"event_name\""_s));
    QVERIFY(shows(u"\"n\": 200,"_s));
    QVERIFY(!shows(u"\"event_id\": \"ev_100\",\n"_s)); // those stay folded
    const int row = int(m_view->toPlainText().left(m_view->toPlainText().indexOf("ev_200"_L1)).count(u'\n'));
    const int y = onRow(*m_view, row, 0).y();
    QVERIFY(y >= 0 && y < m_view->viewport()->height());
    QCOMPARE(m_view->viewport()->grab().toImage().pixel(1, y), theme().accent.ink.rgb());
}

void TestJsonView::bodiesSetMeanwhileWin()
{
    QSignalSpy laid(m_view.get(), &JsonView::laidOut);
    m_view->setJson(eventsBody(4000));
    QVERIFY(m_view->busy());
    m_view->setJson("{\"small\":1}");
    QVERIFY(!m_view->busy());
    QCOMPARE(laid.size(), 1);
    m_view->setJson(eventsBody(4000));
    QTRY_COMPARE(laid.size(), 2);
    QVERIFY(!shows(u"small"_s));
    m_view->setJson(eventsBody(4000));
    m_view.reset(); // closed while it reads
}

void TestJsonView::megabytesCostNoFrame()
{
    const QByteArray body = eventsBody(1000, 4000);
    QVERIFY(body.size() > 4'000'000);
    QSignalSpy laid(m_view.get(), &JsonView::laidOut);
    QElapsedTimer timer;
    QList<qint64> costs;
    const auto measure = [&](auto work) {
        timer.start();
        work();
        costs.append(timer.nsecsElapsed() / 1000);
    };
    measure([&] { m_view->setJson(body); });
    QTRY_COMPARE(laid.size(), 1);
    QVERIFY(shows(u"{ \"event_id\": \"ev_999\", … }"_s));
    measure([this] { m_view->foldAll(false); });
    measure([this] { m_view->repaint(); });
    measure([this] { m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2); });
    measure([this] { m_view->repaint(); });
    measure([this] { m_view->setChosen(u"events.999"_s); });
    measure([this] { m_view->repaint(); });
    measure([this] { m_view->foldAll(true); });
    m_view->find();
    auto *field = m_view->findChild<QLineEdit *>(u"jsonFind"_s);
    measure([field] { field->setText(u"ev_99"_s); });
    measure([this] { m_view->repaint(); });
    qInfo() << "microseconds: set, unfold, paint, scroll, paint, choose, paint, fold, find, paint" << costs;
    std::sort(costs.begin(), costs.end());
    QVERIFY2(costs[costs.size() * 8 / 10] < 16'000, "most steps stay within a frame");
}

QTEST_MAIN(TestJsonView)
#include "tst_jsonview.moc"
