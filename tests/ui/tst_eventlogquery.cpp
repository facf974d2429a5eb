// SPDX-License-Identifier: MIT
#include "eventlogbench.h"
#include "ui/payload/payloadeditor.h"

#include <QAbstractItemView>
#include <QCompleter>

// The query line of the Event log page: what it completes and what it does not understand.
class TestEventLogQuery : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }

    void tokensAndValuesAreCompleted();
    void onlyTheLastWordIsReplaced();
    void minusLeavesOut();
    void tabLeavesTheQuery();
    void aWordThatIsNotUnderstoodIsSaid();
    void aHalfTypedQueryKeepsTheRows();
    void whatIsReplayedLeavesTheQuery();

private:
    QLineEdit *query() const { return control<QLineEdit>(*m_page, "logQuery"); }
    QStringList offered(const QString &typed) const;

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogQuery::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogQuery::init()
{
    open();
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
    m_page->focusQuery();
}

QStringList TestEventLogQuery::offered(const QString &typed) const
{
    query()->setText(typed);
    query()->completer()->setCompletionPrefix(typed);
    QStringList words;
    const QAbstractItemModel *found = query()->completer()->completionModel();
    for (int row = 0; row < found->rowCount(); ++row)
        words.append(found->index(row, 0).data().toString());
    return words;
}

void TestEventLogQuery::tokensAndValuesAreCompleted()
{
    QCOMPARE(offered(u"sta"_s).first(), u"status:"_s);
    QVERIFY(offered(u"sta"_s).contains(u"status:200"_s));
    QCOMPARE(offered(u"quality:"_s), QStringList({u"quality:"_s, u"quality:draft"_s, u"quality:standard"_s}));
    QVERIFY(offered(u"event:"_s).contains(u"event:image.generated"_s));
    QVERIFY(offered(u"ingest -verdict:no"_s).contains(u"verdict:not-counted"_s));
}

void TestEventLogQuery::onlyTheLastWordIsReplaced()
{
    query()->clear();
    QTest::keyClicks(query(), u"ingest -quality:dr"_s);
    QTRY_VERIFY(query()->completer()->popup()->isVisible());
    QTest::keyClick(query()->completer()->popup(), Qt::Key_Down);
    QTest::keyClick(query()->completer()->popup(), Qt::Key_Return);
    QCOMPARE(query()->text(), u"ingest -quality:draft"_s);
}

void TestEventLogQuery::tabLeavesTheQuery()
{
    query()->clear();
    QTest::keyClicks(query(), u"event:image.generated"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QVERIFY(!query()->completer()->popup()->isVisible()); // there is nothing left to complete
    QTest::keyClick(query(), Qt::Key_Tab);
    QVERIFY(!query()->hasFocus());
}

void TestEventLogQuery::minusLeavesOut()
{
    query()->setText(u"event:image.generated"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    query()->setText(u"event:image.generated -quality:draft"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QVERIFY(rowOf(u"quality is “draft”"_s) < 0);
}

void TestEventLogQuery::aWordThatIsNotUnderstoodIsSaid()
{
    auto *unread = control<QLabel>(*m_page, "logUnread");
    QVERIFY(!unread->isVisible());
    query()->setText(u"after:noon"_s);
    QVERIFY(unread->isVisible());
    QCOMPARE(unread->text(), u"“after:noon” is not understood"_s);
    query()->setText(u"after:00:00"_s);
    QVERIFY(!unread->isVisible());
}

void TestEventLogQuery::aHalfTypedQueryKeepsTheRows()
{
    query()->setText(u"event:image.generated"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    const auto typed = [this](const QString &letters) {
        for (const QChar letter : letters) {
            QTest::keyClick(query(), letter.toLatin1());
            if (table()->model()->rowCount() != 2 || !table()->isVisible())
                return query()->text();
        }
        return QString();
    };
    query()->setFocus();
    query()->end(false);
    QCOMPARE(typed(u" status:"_s), QString());
    QVERIFY(!control(*m_page, "logUnread")->isVisible());
    QCOMPARE(typed(u"200 -"_s), QString());
    QCOMPARE(typed(u"verdict:"_s), QString());
    QTest::keyClicks(query(), u"not-counted"_s); // whole: one of the two was not counted
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    query()->setText(u"event:image.generated"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    query()->setText(u"event:image.generated took:soon"_s);
    QVERIFY(control(*m_page, "logUnread")->isVisible());
    QCOMPARE(table()->model()->rowCount(), 2);
    query()->clear();
    QTest::keyClicks(query(), u"colou"_s); // a word that stands nowhere, when it is meant
    QVERIFY(table()->model()->rowCount() > 0);
    QTest::keyClick(query(), Qt::Key_Return);
    QTRY_VERIFY(control(*m_page, "logNoMatch")->isVisible());
}

void TestEventLogQuery::whatIsReplayedLeavesTheQuery()
{
    query()->setText(u"quality:standard"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    chooseRow(u"one"_s);
    auto *editor = m_page->findChild<PayloadEditor *>();
    editor->replay({table()->model()->index(0, 0).data(LogModel::RowRole).value<LogRow>().exchange});
    QSignalSpy sent(editor, &PayloadEditor::sent);
    editor->primaryAction();
    QTRY_VERIFY_WITH_TIMEOUT(!sent.isEmpty(), 30000);
    QCOMPARE(query()->text(), u"quality:standard"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 2, 30000);
    QCOMPARE(query()->text(), u"quality:standard"_s);
}

QTEST_MAIN(TestEventLogQuery)
#include "tst_eventlogquery.moc"
