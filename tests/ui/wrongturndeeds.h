// SPDX-License-Identifier: MIT
#pragma once

#include "wrongturntable.h"

// What the hands do in several wrong turns.

inline void WrongTurnTable::write(const QString &name, const QString &text)
{
    m_mouse.write(name, text);
    if (text.isEmpty())
        QTest::keyClick(focus(), Qt::Key_Delete);
}

inline bool WrongTurnTable::holds(const QString &name, const QString &text) const
{
    return WindowScreen(m_screen->window()).text(name).value_or(u"?"_s) == text;
}

inline void WrongTurnTable::newMeter(const QString &eventName)
{
    if (!m_screen->part(u"meterName"_s))
        press(u"newMeter"_s);
    write(u"meterName"_s, u"Pictures"_s);
    write(u"eventName"_s, eventName);
    write(u"measurementUnit"_s, u"images"_s);
}

inline void WrongTurnTable::addMeter(const QString &eventName)
{
    QVERIFY(demohand::choose(m_screen->window(), u"addMeter"_s, eventName));
    m_screen->window().activateWindow(); // the platform of the tests does not after a menu
    QTRY_VERIFY(m_screen->part(u"pricePerUnit"_s));
}

inline void WrongTurnTable::priceMeter(const QString &price, const QString &free)
{
    write(u"pricePerUnit"_s, price);
    write(u"freeThreshold"_s, free);
    press(u"saveMeterPrice"_s);
    QTRY_VERIFY(m_screen->part(u"meterRow1"_s));
}

inline void WrongTurnTable::sell(const QString &price, const QString &free, const QString &eventName)
{
    write(u"productName"_s, u"My product"_s);
    const auto named = [this] {
        const GuideStep *step = m_screen->guide().currentStep();
        return !step || !QStringList{u"tab"_s, u"new"_s, u"name"_s}.contains(step->id);
    };
    QTRY_VERIFY(named()); // a person is slower than the guide's look
    addMeter(eventName);
    priceMeter(price, free);
    press(u"addProduct"_s);
    QTRY_VERIFY(!m_screen->part(u"productName"_s));
}

inline bool WrongTurnTable::sells(const QString &minor, int free) const
{
    const Product *product = m_screen->bench().session().productOfThisProgram();
    const auto *price = product ? std::get_if<UsagePrice>(&product->is.price) : nullptr;
    return price && price->meters.first().pricePerUnit->toString() == minor
        && price->meters.first().freeThreshold == free;
}

// Chapter 5 up to the draft; the pictures before it were made by other means.
inline void WrongTurnTable::toTheDraft()
{
    QList<Event> events;
    for (int i = 0; i < 11; ++i) {
        Event event;
        event.id = EventId{"evt_" + QByteArray::number(i)};
        event.customer = state().customer()->id;
        event.name = "image.generated";
        event.at = std::chrono::floor<milliseconds>(m_screen->bench().session().now());
        event.metadata = {{"quality", MetaValue::ofText(u"standard"_s)}};
        events.append(event);
    }
    QVERIFY(resultOf(m_screen->bench()->client().ingest(events)));
    m_screen->bench().session().refresh();
    write(u"promptEdit"_s, u"A lake"_s);
    press(u"moreOptions"_s);
    QTRY_VERIFY(!m_screen->window().findChild<QWidget *>(u"howMany"_s)->visibleRegion().isEmpty());
    write(u"howMany"_s, u"10"_s);
    const auto at = [this](const QString &step) {
        return m_screen->guide().currentStep() && m_screen->guide().currentStep()->id == step;
    };
    QTRY_VERIFY_WITH_TIMEOUT(at(u"billable"_s), 30000);
    press(u"guideNext"_s);
    const auto inSight = [this](const QString &name) {
        return !m_screen->window().findChild<QWidget *>(name)->visibleRegion().isEmpty();
    };
    QTRY_VERIFY(at(u"one"_s) && inSight(u"howMany"_s)); // the guide brings it there
    write(u"howMany"_s, u"1"_s);
    QTRY_VERIFY(at(u"quality"_s) && inSight(u"qualityDraft"_s));
    press(u"qualityDraft"_s);
    QTRY_VERIFY(at(u"draft"_s));
}

// Chapter 6 with a row in the log.
inline void WrongTurnTable::toTheLog()
{
    press(u"tabGenerate"_s);
    write(u"promptEdit"_s, u"A lake"_s);
    press(u"generate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->bench().session().ticks()[4], GuideWindow::patience);
    press(u"tabEventLog"_s);
}

// Away from the day this test runs on, whichever that is.
inline void WrongTurnTable::moveTheDate()
{
    press(u"clockWeek"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_screen->part(u"returnToToday"_s), 30000);
    if (at(m_screen->guide().facts(), u"date.moved"_s).toInteger() < 2)
        press(u"clockWeek"_s);
}
