// SPDX-License-Identifier: MIT
#include "commands/workspacelock.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestWorkspaceLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void othersFindTheOwnersAddressAndKeys()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"address.json"_s);
        {
            const auto lock = WorkspaceLock::take(folder.path());
            QVERIFY(lock && *lock);
            QVERIFY(!WorkspaceLock::ownersAddress(folder.path())); // it has not said yet
            const SandboxAddress own{.dodoUrl = u"http://127.0.0.1:4010"_s,
                .imageUrl = u"http://127.0.0.1:4010/v1"_s,
                .apiKey = "dodo_test_x",
                .webhookKey = "whsec_x",
                .port = 4010};
            QVERIFY((*lock)->publish(own));
            QCOMPARE(
                QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
            const auto told = WorkspaceLock::ownersAddress(folder.path());
            QVERIFY(told.has_value());
            QCOMPARE(told->dodoUrl, own.dodoUrl);
            QCOMPARE(told->imageUrl, own.imageUrl);
            QCOMPARE(told->apiKey, own.apiKey);
            QCOMPARE(told->webhookKey, own.webhookKey);
        }
        QVERIFY(!QFile::exists(file));
        QVERIFY(!WorkspaceLock::ownersAddress(folder.path()));
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceLock)
#include "tst_workspacelock.moc"
