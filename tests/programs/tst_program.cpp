// SPDX-License-Identifier: MIT
#include "programs/program.h"

#include <QTest>

class TestProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsWritten();
};

void TestProgram::everyKindIsWritten()
{
    for (const ProgramKind kind : programKinds()) {
        ProgramOrder order;
        order.kind = kind;
        const Program program = writeProgram(order);
        QVERIFY(!program.title.isEmpty());
        for (const ProgramFile &file : program.files)
            QVERIFY2(!file.text.isEmpty(), qPrintable(program.title + u' ' + file.name));
    }
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
