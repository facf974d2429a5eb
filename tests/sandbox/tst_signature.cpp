// SPDX-License-Identifier: MIT
#include "sandbox/signature.h"

#include <QTest>

class TestSignature : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedVectors_data() // worked-figures.md I5, I6
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("I5") << QByteArray("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                            << QByteArray("msg_test") << qint64(1767225600) << QByteArray(R"({"a":1})")
                            << QByteArray("v1,5tO3eCyXhneXweg5XUDsNj4XD77DoAbT71ajcMZcsZ0=");
        QTest::newRow("I6, no prefix")
            << QByteArray("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") << QByteArray("msg_p5jXN8AQM9LWM0D4loKWxJek")
            << qint64(1614265330) << QByteArray(R"({"test": 2432232314})")
            << QByteArray("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    void publishedVectors()
    {
        QFETCH(QByteArray, secret);
        QFETCH(QByteArray, id);
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, signature);
        QCOMPARE(webhookSignature(secret, id, seconds, body), std::optional(signature));
        QVERIFY(webhookSignature(secret, id, seconds + 1, body) != signature);
    }

    void aBrokenKeySignsNothing()
    {
        QVERIFY(!webhookSignature("whsec_", "id", 1, "{}"));
        QVERIFY(!webhookSignature("whsec_not base64!", "id", 1, "{}"));
    }
};

QTEST_GUILESS_MAIN(TestSignature)
#include "tst_signature.moc"
