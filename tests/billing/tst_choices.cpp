// SPDX-License-Identifier: MIT
#include "choicerows.h"

#include <QSet>

// Each rule that the documentation leaves open has its place in choices.h and is followed.
class TestChoices : public QObject {
    Q_OBJECT

private:
    static QList<ChoiceRow> all()
    {
        return eventChoices() + objectChoices() + meterChoices() + moneyChoices() + creditChoices();
    }

private Q_SLOTS:
    void isFollowed_data()
    {
        QTest::addColumn<std::function<void()>>("check");
        for (const ChoiceRow &row : all()) {
            const QByteArray reference = row.number > 0 ? "5.1." + QByteArray::number(row.number) : "5.2";
            QTest::addRow("%s %s", reference.constData(), row.name) << row.check;
        }
    }

    void isFollowed()
    {
        QFETCH(const std::function<void()>, check);
        check();
    }

    void everyNumberHasAPlace()
    {
        QSet<int> missing;
        for (int number = 1; number <= 41; ++number)
            missing.insert(number);
        for (const ChoiceRow &row : all())
            missing.remove(row.number);
        QCOMPARE(missing, QSet<int>());
    }
};

QTEST_GUILESS_MAIN(TestChoices)
#include "tst_choices.moc"
