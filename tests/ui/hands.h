// SPDX-License-Identifier: MIT
#pragma once

#include "guidewindow.h"
#include "ui/parts/segments.h"

#include <QComboBox>
#include <QTableView>

// How a person acts in the window: by mouse, or by keys alone.
class Hand {
public:
    explicit Hand(const GuideWindow &screen)
        : m_screen(screen)
    {
    }
    virtual ~Hand() = default;

    virtual void press(const QString &name) = 0; // a button, a tab, a card, a toggle
    virtual void write(const QString &name, const QString &text) = 0; // instead of what stands there
    virtual void choose(const QString &name, const QString &item) = 0; // of a list to choose from
    virtual void chooseRow(const QString &table, int row) = 0;

protected:
    const GuideWindow &m_screen;
};

// Clicks go in at the window, where a mouse's do: what lies over a control takes them instead of it.
class Mouse : public Hand {
public:
    using Hand::Hand;

    void press(const QString &name) override
    {
        QTRY_VERIFY2(m_screen.part(name), qPrintable(name)); // what was made just now
        const QWidget *control = m_screen.part(name);
        QVERIFY2(!control->visibleRegion().isEmpty(), qPrintable(name + u" is out of sight"_s));
        at(*control, control->visibleRegion().boundingRect().center());
    }
    void write(const QString &name, const QString &text) override
    {
        press(name);
        QVERIFY(focus());
        QTest::keyClick(focus(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(focus(), text);
    }
    void choose(const QString &name, const QString &item) override
    {
        press(name);
        auto *combo = m_screen.part<QComboBox>(name);
        QVERIFY2(combo && combo->view()->isVisible(), qPrintable(name));
        const int row = combo->findText(item);
        QVERIFY2(row >= 0, qPrintable(item));
        const QRect place = combo->view()->visualRect(combo->model()->index(row, 0));
        QTest::mouseMove(combo->view()->viewport(), place.center());
        QTest::keyClick(combo->view(), Qt::Key_Home);
        for (int steps = 0; steps < row; ++steps)
            QTest::keyClick(combo->view(), Qt::Key_Down);
        QTest::keyClick(combo->view(), Qt::Key_Return);
        QTRY_COMPARE(combo->currentText(), item);
    }
    void chooseRow(const QString &name, int row) override
    {
        auto *table = m_screen.part<QTableView>(name);
        QVERIFY2(table, qPrintable(name));
        const QModelIndex index = table->model()->index(row, 0);
        QVERIFY(index.isValid());
        table->scrollTo(index); // as its wheel does
        at(*table->viewport(), table->visualRect(index).center());
        QCOMPARE(table->currentIndex().row(), row);
    }

private:
    void at(const QWidget &control, const QPoint &place) const
    {
        MainWindow &window = m_screen.window();
        QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, control.mapTo(&window, place));
    }
};

// Keys go to whatever has the focus.
class Keys : public Hand {
public:
    using Hand::Hand;

    void press(const QString &name) override
    {
        static const QStringList tabs{u"tabMeter"_s, u"tabProduct"_s, u"tabCustomer"_s, u"tabGenerate"_s,
            u"tabEventLog"_s, u"tabUsage"_s};
        static const QStringList main{u"createMeter"_s, u"addProduct"_s, u"startCheckout"_s, u"generate"_s};
        if (tabs.contains(name))
            return key(Qt::Key(Qt::Key_1 + tabs.indexOf(name)), Qt::ControlModifier);
        if (main.contains(name))
            return key(Qt::Key_Return, Qt::ControlModifier);
        const bool inPanel = m_screen.panel()->findChild<QWidget *>(name);
        if (inPanel && !m_screen.panel()->isAncestorOf(focus()))
            key(Qt::Key_F1);
        QTRY_VERIFY2(m_screen.part(name), qPrintable(name));
        const QWidget *control = m_screen.part(name);
        if (const auto *row = qobject_cast<const Segments *>(control->parentWidget()))
            return go(*row, name);
        QVERIFY2(tabTo(name), qPrintable(name));
        key(Qt::Key_Space);
    }
    void write(const QString &name, const QString &text) override
    {
        QTRY_VERIFY2(m_screen.part(name), qPrintable(name)); // what was made just now
        QVERIFY2(tabTo(name), qPrintable(name));
        key(Qt::Key_A, Qt::ControlModifier);
        ::write(text);
    }
    void choose(const QString &name, const QString &item) override
    {
        QTRY_VERIFY2(m_screen.part(name), qPrintable(name)); // what was made just now
        QVERIFY2(tabTo(name), qPrintable(name));
        auto *combo = qobject_cast<QComboBox *>(focus());
        QVERIFY2(combo, qPrintable(name));
        for (int steps = combo->count(); steps > 0 && combo->currentText() != item; --steps)
            key(Qt::Key_Down);
        QCOMPARE(combo->currentText(), item);
    }
    void chooseRow(const QString &name, int row) override
    {
        QTRY_VERIFY2(m_screen.part(name), qPrintable(name)); // what was made just now
        QVERIFY2(tabTo(name), qPrintable(name));
        const auto *table = qobject_cast<QTableView *>(focus());
        QVERIFY2(table, qPrintable(name));
        key(Qt::Key_End);
        for (int steps = 0; steps < 100 && table->currentIndex().row() > row; ++steps)
            key(Qt::Key_Up);
        QCOMPARE(table->currentIndex().row(), row);
    }

private:
    // A row of which one is chosen is one stop; the arrow keys choose.
    static void go(const Segments &row, const QString &name)
    {
        for (int stops = 0; stops < 80 && !row.isAncestorOf(focus()); ++stops)
            key(Qt::Key_Tab);
        for (int steps = 0; steps < row.count() && focus()->objectName() != name; ++steps)
            key(Qt::Key_Right);
        for (int steps = 0; steps < row.count() && focus()->objectName() != name; ++steps)
            key(Qt::Key_Left);
        QCOMPARE(focus()->objectName(), name);
    }
};
