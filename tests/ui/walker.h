// SPDX-License-Identifier: MIT
#pragma once

#include "hands.h"
#include "looks.h"

#include <QLineEdit>

#include <functional>

// Walks the guide from its first chapter to its end as a newcomer does: reads the panel, does what it asks on
// the control it outlines, and goes on. Compares what the panel says with the packed texts, and its ticks
// with what the service answers.
class Walker {
public:
    using Deed = std::function<void()>;

    Walker(const GuideWindow &screen, Hand &hand)
        : m_screen(screen)
        , m_hand(hand)
        , m_book(*loadGuidebook(u"pictures"_s, planOf(screen.guide().recipe())))
    {
        learn();
    }

    // What is looked at once a step has come, "chapter/step", or is ticked, "chapter".
    void at(const QString &place, Deed look) { m_looks.insert(place, std::move(look)); }

    void walk(const QString &last = u"back/sentence"_s) // reads that step, and leaves it undone
    {
        while (!QTest::currentTestFailed()) {
            const GuideStep *step = m_screen.guide().currentStep();
            const QString place = step ? chapter().id + u'/' + step->id : chapter().id;
            if (step)
                look(place);
            if (QTest::currentTestFailed() || place == last)
                return;
            if (step)
                doStep(place);
            else
                turnThePage();
        }
    }

    // Wrong once, then right.
    void sayItBack()
    {
        const QStringList right{
            u"Test customer"_s, u"finished pictures"_s, u"12 − 10 = 2"_s, u"2 × $0.05 = $0.10"_s};
        for (qsizetype i = 0; i < right.size(); ++i)
            m_hand.choose(u"guideBlank%1"_s.arg(i + 1), i == 1 ? u"drafts"_s : right[i]);
        m_hand.press(u"guideCheck"_s);
        QTRY_COMPARE(m_screen.text(u"guideSayBackNote"_s), u"Not quite. Blank 2 is not right yet. Read the bill again."_s);
        QVERIFY(!guide().finished());
        lookAt(u"back/wrong"_s);
        m_hand.choose(u"guideBlank2"_s, right[1]);
        m_hand.press(u"guideCheck"_s);
        QTRY_VERIFY(guide().finished());
        QTRY_COMPARE(m_screen.text(u"guideDone"_s), shownAs(chapter().doneText));
        QVERIFY(m_screen.text(u"guideDone"_s).startsWith("That is usage billing."_L1));
        lookAt(u"back"_s);
    }

private:
    const Guide &guide() const { return m_screen.guide(); }
    const Chapter &chapter() const { return m_book.chapters[guide().chapter()]; }
    QString shownAs(const QString &raw) const { return logwords::plain(guide().text(raw)); }
    void learn();
    void look(const QString &place);
    void doStep(const QString &place);
    void nameTheEvent();
    void turnThePage();
    void readStep(const GuideStep &step) const;
    void aim(const GuideStep &step) const;
    void checkTicks();
    QList<bool> ticksOnScreen() const;
    QList<bool> ticksOfTheService() const;
    void act(const GuideStep &step);
    void lookAt(const QString &place)
    {
        if (const Deed look = m_looks.take(place))
            look();
    }

    const GuideWindow &m_screen;
    Hand &m_hand;
    const Guidebook m_book;
    QMap<QString, Deed> m_deeds; // by "chapter/step", where more is asked than to press what is outlined
    QMap<QString, Deed> m_looks;
    QList<bool> m_ticks; // as last compared
};

inline void Walker::learn()
{
    const auto write = [this](const QString &control, const QString &text) {
        return [=, this] { m_hand.write(control, text); };
    };
    m_deeds = {{u"meter/name"_s, write(u"meterName"_s, u"Image Generation Meter"_s)},
        {u"meter/description"_s, write(u"meterDescription"_s, u"Counts pictures"_s)},
        {u"meter/event"_s, [this] { nameTheEvent(); }},
        {u"meter/unit"_s, write(u"measurementUnit"_s, u"images"_s)},
        {u"meter/or"_s, [this] { m_hand.choose(u"filterGroup1Conjunction"_s, u"OR"_s); }},
        {u"meter/standard"_s,
            [this] {
                m_hand.write(u"filterGroup1Key1"_s, u"quality"_s);
                m_hand.write(u"filterGroup1Value1"_s, u"standard"_s);
            }},
        {u"meter/hd"_s,
            [this] {
                m_hand.write(u"filterGroup1Key2"_s, u"quality"_s);
                m_hand.write(u"filterGroup1Value2"_s, u"hd"_s);
            }},
        {u"product/name"_s, write(u"productName"_s, u"PixelGen AI - Image Generation"_s)},
        {u"product/price"_s, write(u"pricePerUnit"_s, u"0.05"_s)},
        {u"product/free"_s, write(u"freeThreshold"_s, u"10"_s)},
        {u"first/prompt"_s, write(u"promptEdit"_s, u"A cute robot painting a landscape"_s)},
        {u"more/own"_s, write(u"promptEdit"_s, u"A calm lake at dawn"_s)},
        {u"more/count"_s, write(u"howMany"_s, u"10"_s)}, {u"more/one"_s, write(u"howMany"_s, u"1"_s)},
        {u"log/draft"_s,
            [this] { m_hand.chooseRow(u"logTable"_s, m_screen.guide().text(u"{log.row}"_s).toInt()); }},
        {u"log/last"_s, [this] {
             const auto *table = m_screen.part<QTableView>(u"logTable"_s);
             m_hand.chooseRow(u"logTable"_s, table->model()->rowCount() - 1);
         }}};
}

inline void Walker::look(const QString &place)
{
    const GuideStep step = *guide().currentStep();
    readStep(chapter().steps[guide().step()]);
    aim(step);
    if (ticksOnScreen() != m_ticks)
        checkTicks();
    if (!QTest::currentTestFailed())
        lookAt(place);
}

inline void Walker::doStep(const QString &place)
{
    const GuideStep step = *guide().currentStep();
    act(step);
    const auto moved = [&] { return !guide().currentStep() || guide().currentStep()->id != step.id; };
    QTRY_VERIFY2_WITH_TIMEOUT(moved(), qPrintable((place + u" is not done"_s)), GuideWindow::patience);
}

// Every sentence, as it stands on the screen.
inline void Walker::readStep(const GuideStep &step) const
{
    QTRY_COMPARE(m_screen.text(u"guideTitle"_s), shownAs(chapter().title));
    QTRY_COMPARE(m_screen.text(u"guideWhy"_s), shownAs(chapter().why));
    QTRY_COMPARE(m_screen.text(u"guideSay"_s), shownAs(step.say));
    QTRY_COMPARE(m_screen.text(u"guideTodo"_s), shownAs(step.todo));
    QTRY_VERIFY2(GuideWindow::troubleIn(m_screen.panelTexts()).isEmpty(),
        qPrintable(GuideWindow::troubleIn(m_screen.panelTexts())));
    QVERIFY2(!m_screen.part(u"guideWrongTurn"_s), qPrintable(m_screen.text(u"guideWrongTurnText"_s)));
}

inline void Walker::aim(const GuideStep &step) const
{
    if (step.on.isEmpty()) {
        QTRY_VERIFY(!m_screen.outline()->target());
        return;
    }
    const auto aimed = [&] {
        const QWidget *target = m_screen.outline()->target();
        return target && target->objectName() == step.on;
    };
    QTRY_VERIFY2(aimed(), qPrintable(chapter().id + u'/' + step.id + u" does not outline "_s + step.on));
    const bool mustBeOn = step.kind == GuideStep::Kind::Do;
    const auto trouble = [&] { return m_screen.troubleWith(*m_screen.outline()->target(), mustBeOn); };
    QTRY_VERIFY2(trouble().isEmpty(), qPrintable(chapter().id + u'/' + step.id + u": "_s + trouble()));
}

inline void Walker::act(const GuideStep &step)
{
    if (step.kind == GuideStep::Kind::Read)
        m_hand.press(u"guideNext"_s);
    else if (const Deed deed = m_deeds.value(chapter().id + u'/' + step.id))
        deed();
    else
        m_hand.press(step.on);
}

// As on stage: a capital letter first, and its mend.
inline void Walker::nameTheEvent()
{
    m_hand.write(u"eventName"_s, u"Image.generated"_s);
    QTRY_COMPARE(m_screen.text(u"guideWrongTurnText"_s),
        u"This program sends image.generated. Yours has a capital I, so nothing would be counted."_s);
    QVERIFY(!guide().ticked(0));
    m_hand.press(u"guideMend"_s);
    QTRY_COMPARE(m_screen.part<QLineEdit>(u"eventName"_s)->text(), u"image.generated"_s);
}

inline void Walker::turnThePage()
{
    const QString done = chapter().id;
    QTRY_COMPARE(m_screen.text(u"guideDone"_s), shownAs(chapter().doneText));
    QTRY_VERIFY2(GuideWindow::troubleIn(m_screen.panelTexts()).isEmpty(),
        qPrintable(GuideWindow::troubleIn(m_screen.panelTexts())));
    checkTicks();
    QVERIFY(guide().ticked(guide().chapter()));
    lookAt(done);
    if (QTest::currentTestFailed())
        return;
    const int next = guide().chapter() + 1;
    m_hand.press(u"guideNext"_s);
    QTRY_COMPARE(guide().chapter(), next);
}

// Asked over HTTP, beside everything the window keeps.
inline QList<bool> Walker::ticksOfTheService() const
{
    Client &client = m_screen.bench()->client();
    QList<bool> ticks(8, false);
    const auto meters = resultOf(client.meters());
    const auto products = resultOf(client.products());
    const auto subscriptions = resultOf(client.subscriptions());
    ticks[0] = meters && !meters->isEmpty() && meters->first().is.eventName == u"image.generated"_s;
    ticks[1] = products && !products->isEmpty();
    ticks[2] = subscriptions && !subscriptions->isEmpty();
    if (ticks[2]) {
        const auto usage = resultOf(client.usageHistory(subscriptions->first().id));
        const MeterUsage used = usage && !usage->isEmpty() && !usage->first().meters.isEmpty()
            ? usage->first().meters.first()
            : MeterUsage();
        ticks[3] = used.consumedUnits >= Decimal(1);
        ticks[4] = used.consumedUnits >= Decimal(12);
        ticks[6] = used.totalPrice >= 1;
    }
    const auto log = resultOf(m_screen.bench()->sandbox().exchanges(0, 1000));
    ticks[5] = log && std::ranges::any_of(log->items, [](const Exchange &one) {
        return one.target == "/events/ingest" && one.answerBody.contains("\"ingested_count\":0");
    });
    return ticks;
}

inline QList<bool> Walker::ticksOnScreen() const
{
    QList<bool> ticks;
    for (int i = 1; i <= 8; ++i) {
        const auto *button = m_screen.part<QAbstractButton>(u"guideChapter%1"_s.arg(i));
        ticks << (button && button->accessibleName().endsWith(", done"_L1));
    }
    return ticks;
}

// The last chapter is the reader's own, and the walk stops before it is said.
inline void Walker::checkTicks()
{
    const auto same = [this] { return ticksOnScreen() == ticksOfTheService(); };
    QTRY_VERIFY_WITH_TIMEOUT(same(), 30000);
    m_ticks = ticksOnScreen();
}
