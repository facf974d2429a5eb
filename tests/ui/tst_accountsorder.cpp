// SPDX-License-Identifier: MIT
#include "accountsbench.h"

// Tab goes through what asks for a key as a person reads it, from top to bottom.
class TestAccountsOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void theSheetIsReadFromTopToBottom_data();
    void theSheetIsReadFromTopToBottom();
    void theOfferIsReachedBeforeTheFoot();
    void theStripStandsBetweenTheBarAndThePage();

private:
    static QList<QWidget *> stops();
    bool isReadInOrder(const QList<QWidget *> &stops) const;

    ThemeHost m_themes{*qApp};
    std::unique_ptr<AccountsBench> m_bench;
};

void TestAccountsOrder::init()
{
    m_themes.setMotion(ThemeHost::Motion::Reduced);
    m_bench = std::make_unique<AccountsBench>(
        m_themes, QHash<QString, QString>{{u"DODO_PAYMENTS_API_KEY"_s, u"dodo_test_0123456789"_s}});
    QVERIFY(m_bench->ready());
}

// Once round by Tab, from where the focus is.
QList<QWidget *> TestAccountsOrder::stops()
{
    QList<QWidget *> all;
    for (QWidget *at = focus(); at && !all.contains(at); at = focus()) {
        all.append(at);
        QTest::keyClick(at, Qt::Key_Tab);
    }
    return all;
}

// Rows from top to bottom, each from left to right; the round begins again once, after the last.
bool TestAccountsOrder::isReadInOrder(const QList<QWidget *> &stops) const
{
    int backwards = 0;
    for (qsizetype i = 0; i < stops.size(); ++i) {
        const auto placeOf = [this](const QWidget *stop) {
            return QRect(stop->mapTo(&m_bench->accounts(), QPoint()), stop->size());
        };
        const QRect from = placeOf(stops[i]);
        const QRect to = placeOf(stops[(i + 1) % stops.size()]);
        const bool sameRow = to.top() < from.bottom() && from.top() < to.bottom();
        if (sameRow ? to.left() <= from.left() : to.top() <= from.top()) {
            ++backwards;
            qInfo().noquote() << called(stops[i]) << "to" << called(stops[(i + 1) % stops.size()]);
        }
    }
    return backwards == 1;
}

void TestAccountsOrder::theSheetIsReadFromTopToBottom_data()
{
    QTest::addColumn<Destination::Mode>("mode");
    QTest::addColumn<bool>("held");
    QTest::newRow("test, offered") << Destination::Mode::Test << false;
    QTest::newRow("test, held") << Destination::Mode::Test << true;
    QTest::newRow("live") << Destination::Mode::Live << true;
    QTest::newRow("custom") << Destination::Mode::Custom << true;
}

void TestAccountsOrder::theSheetIsReadFromTopToBottom()
{
    QFETCH(Destination::Mode, mode);
    QFETCH(bool, held);
    if (held)
        m_bench->connections().setKey(mode, "dodo_test_2fa81c70be4d4c55", KeyKeep::ThisRun);
    m_bench->accounts().showFor(mode);
    QVERIFY(AccountsBench::front(m_bench->accounts()));
    m_bench->part<QLineEdit>("accountKey")->setFocus();
    m_bench->paste(QString::fromLatin1(
        mode == Destination::Mode::Live ? AccountsBench::liveKey : "dodo_test_2fa81c70be4d4c55"));
    const QList<QWidget *> all = stops();
    QVERIFY2(all.size() >= 7, qPrintable(QString::number(all.size())));
    QVERIFY(isReadInOrder(all));
}

void TestAccountsOrder::theOfferIsReachedBeforeTheFoot()
{
    QVERIFY(m_bench->makeExample());
    m_bench->accounts().showFor(Destination::Mode::Custom);
    m_bench->part<QLineEdit>("accountUrl")->setText(m_bench->otherUrl());
    m_bench->paste(QString::fromLatin1(m_bench->otherKey()));
    m_bench->press("useAccount");
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->accounts().findChild<QWidget *>(u"bringOver"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->part("bringOver")->isVisible(), patience);
    QVERIFY(AccountsBench::front(m_bench->accounts()));
    const QList<QWidget *> all = stops();
    QVERIFY(all.contains(m_bench->part("bringOver")) && all.contains(m_bench->part("closeAccounts")));
    QVERIFY(isReadInOrder(all));
}

void TestAccountsOrder::theStripStandsBetweenTheBarAndThePage()
{
    QVERIFY(m_bench->connections().setCustomUrl(m_bench->otherUrl()));
    m_bench->connections().setKey(Destination::Mode::Custom, "dodo_test_wrong_0123456789", KeyKeep::ThisRun);
    QVERIFY(m_bench->connections().use(Destination::Mode::Custom));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->part("billingStrip")->isVisible(), patience);
    m_bench->window().activateWindow();
    m_bench->part("menuButton")->setFocus();
    for (const char *next : {"stripChangeKey", "stripTryAgain", "stripSandbox"}) {
        key(Qt::Key_Tab);
        QCOMPARE(focus()->objectName(), QLatin1StringView(next));
    }
    key(Qt::Key_Tab);
    QVERIFY2(!m_bench->part("billingStrip")->isAncestorOf(focus()), qPrintable(called(focus())));
}

QTEST_MAIN(TestAccountsOrder)
#include "tst_accountsorder.moc"
