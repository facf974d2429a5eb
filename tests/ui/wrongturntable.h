// SPDX-License-Identifier: MIT
#pragma once

#include "guide/recipebench.h"
#include "hands.h"
#include "ui/demo/demohand.h"
#include "ui/guide/windowscreen.h"

#include <functional>

// How each wrong turn of the pictures' walk is made with mouse and keys, and how one sees that it is mended.
class WrongTurnTable {
public:
    enum class World { Empty, Meter, Product, Customer, Unfiltered }; // what exists before the walk
    using Deed = std::function<void()>;
    using Proof = std::function<bool()>;
    struct Turn {
        World world = World::Empty;
        int chapter = 1;
        Deed make = {}; // the mistake
        Proof mended = {};
        QString says = {}; // where figures or names are filled in
        bool saidAtOnce = false; // the page itself is the mistake
        QString then = {}; // the wrong turn that is said next, where one leads to another
    };

    explicit WrongTurnTable(const GuideWindow &screen)
        : m_screen(&screen)
        , m_mouse(screen)
    {
        learn();
    }

    const QMap<QString, Turn> &turns() const { return m_turns; } // by "meter/nameEmpty", "anywhere/twins"

private:
    void learn();
    void learnMeter();
    void learnMade();
    void learnProduct();
    void learnCustomer();
    void learnPictures();
    void learnAnywhere();
    void press(const QString &name) { m_mouse.press(name); }
    void write(const QString &name, const QString &text);
    void newMeter(const QString &eventName);
    void priceMeter(const QString &price, const QString &free);
    void addMeter(const QString &eventName = u"image.generated"_s);
    void sell(const QString &price, const QString &free, const QString &eventName = u"image.generated"_s);
    bool sells(const QString &minor, int free) const;
    void toTheDraft();
    void toTheLog();
    void moveTheDate();
    bool holds(const QString &name, const QString &text) const;
    const ServiceState &state() const { return m_screen->bench().session().state(); }

    const GuideWindow *m_screen;
    Mouse m_mouse;
    QMap<QString, Turn> m_turns;
};

inline void WrongTurnTable::learn()
{
    learnMeter();
    learnMade();
    learnProduct();
    learnCustomer();
    learnPictures();
    learnAnywhere();
}

inline void WrongTurnTable::learnMeter()
{
    const auto field = [this](const QString &name, const QString &text) {
        return [=, this] { return holds(name, text); };
    };
    const auto sent = field(u"eventName"_s, u"image.generated"_s);
    const auto add
        = [this](const QString &id, const Deed &make, const Proof &mended, const QString &says = {}) {
              m_turns[u"meter/"_s + id] = {.make = make, .mended = mended, .says = says};
          };
    const auto named = [this](const QString &event) {
        return [=, this] {
            write(u"meterName"_s, u"Pictures"_s);
            write(u"eventName"_s, event);
        };
    };
    const auto nameless = [this] {
        write(u"meterName"_s, u"Pictures"_s);
        write(u"measurementUnit"_s, u"images"_s);
    };
    const auto unitless = [=, this] {
        named(u"image.generated"_s)();
        press(u"filterToggle"_s);
    };
    const auto summing = [this] {
        newMeter(u"image.generated"_s);
        m_mouse.choose(u"aggregationType"_s, u"Sum"_s);
    };
    add(
        u"nameEmpty"_s, [this] { write(u"eventName"_s, u"image.generated"_s); },
        field(u"meterName"_s, u"Image Generation Meter"_s));
    add(u"eventNameEmpty"_s, nameless, sent);
    add(u"unitEmpty"_s, unitless, field(u"measurementUnit"_s, u"images"_s));
    add(u"nameCase"_s, named(u"Image.generated"_s), sent,
        u"This program sends image.generated. Yours has a capital I, so nothing would be counted."_s);
    add(u"nameSign"_s, named(u"image_generated"_s), sent);
    add(u"nameOnPurpose"_s, named(u"sketch.made"_s),
        [this] { return m_screen->bench().session().eventName() == "sketch.made"_L1; });
    add(u"aggregation"_s, summing, field(u"aggregationType"_s, u"Count"_s),
        u"Sum reads a number inside events. Pictures are counted."_s);
}

// Meters that exist already.
inline void WrongTurnTable::learnMade()
{
    const auto formIsEmpty = [this] { return state().meters.isEmpty() && holds(u"eventName"_s, QString()); };
    const auto create = [this] {
        press(u"createMeter"_s);
        QTRY_VERIFY(!m_screen->part(u"meterName"_s));
    };
    const auto summing = [=, this] {
        newMeter(u"image.generated"_s);
        m_mouse.choose(u"aggregationType"_s, u"Sum"_s);
        write(u"overProperty"_s, u"size"_s);
        create();
    };
    const auto unfiltered = [=, this] {
        newMeter(u"image.generated"_s);
        create();
    };
    m_turns[u"meter/nameTwice"_s] = {.world = World::Meter,
        .make =
            [this] {
                QTRY_VERIFY_WITH_TIMEOUT(
                    m_screen->part(u"newMeter"_s), 30000); // the one there is shown first
                newMeter(u"image.generated"_s);
            },
        .mended = [this] { return m_screen->part(u"archiveMeter"_s) != nullptr; },
        .says = u"A live meter has this event name too. Both will count it."_s};
    m_turns[u"meter/aggregationMade"_s] = {.make = summing, .mended = formIsEmpty};
    m_turns[u"meter/filterForgotten"_s] = {.make = unfiltered, .mended = formIsEmpty};
}

inline void WrongTurnTable::learnProduct()
{
    const auto add
        = [this](const QString &id, const Deed &make, const Proof &mended, const QString &says = {}) {
              m_turns[u"product/"_s + id]
                  = {.world = World::Meter, .chapter = 2, .make = make, .mended = mended, .says = says};
          };
    const auto field = [this](const QString &name, const QString &text) {
        return [=, this] { return holds(name, text); };
    };
    const auto priced = [this](const QString &price, const QString &free) {
        return [=, this] {
            write(u"productName"_s, u"My product"_s);
            addMeter();
            write(u"pricePerUnit"_s, price);
            write(u"freeThreshold"_s, free);
        };
    };
    const auto nameless = [this] {
        addMeter();
        priceMeter(u"0.05"_s, u"10"_s);
    };
    add(u"nameEmpty"_s, nameless, field(u"productName"_s, u"PixelGen AI - Image Generation"_s));
    add(
        u"kind"_s, [this] { press(u"pricingSubscription"_s); },
        [this] { return m_screen->part(u"addMeter"_s) != nullptr; });
    add(
        u"fixed"_s, [this] { write(u"fixedPrice"_s, u"49"_s); }, field(u"fixedPrice"_s, u"0"_s),
        u"$49.00 each month, even without a picture: is that meant?"_s);
    add(u"dear"_s, priced(u"5"_s, u"10"_s), field(u"pricePerUnit"_s, u"0.05"_s),
        u"$5.00 a picture: is that meant?"_s);
    add(u"priceEmpty"_s, priced(QString(), u"10"_s), field(u"pricePerUnit"_s, u"0.05"_s));
    add(u"free"_s, priced(u"0.05"_s, u"100"_s), field(u"freeThreshold"_s, u"10"_s),
        u"Here the first 10 are free, not 100."_s);
    add(
        u"dearMade"_s, [this] { sell(u"5"_s, u"10"_s); }, [this] { return sells(u"5"_s, 10); },
        u"$5.00 a picture: is that meant?"_s);
    add(
        u"freeMade"_s, [this] { sell(u"0.05"_s, u"100"_s); }, [this] { return sells(u"5"_s, 10); },
        u"100 units are free. This guide counts with 10."_s);
    const auto otherMeter = [this] {
        const NewMeter calls = loadRecipe(u"calls"_s)->meters.first();
        QVERIFY(resultOf(m_screen->bench()->client().createMeter(calls)));
        m_screen->bench().session().refresh();
        QTRY_COMPARE(state().meters.size(), 2);
        sell(u"0.05"_s, u"10"_s, calls.eventName);
    };
    add(u"withoutMeter"_s, otherMeter, field(u"productName"_s, QString()),
        u"“My product” does not use your meter. It charges for no picture."_s);
}

inline void WrongTurnTable::learnCustomer()
{
    const auto field = [this](const QString &name, const QString &text) {
        return Turn{.world = World::Product,
            .chapter = 3,
            .make = [=, this] { write(name, QString()); },
            .mended = [=, this] { return holds(name, text); }};
    };
    const auto card = [this](const QString &name) {
        return Turn{.world = World::Product,
            .chapter = 3,
            .make =
                [=, this] {
                    press(name);
                    press(u"startCheckout"_s);
                    QTRY_VERIFY_WITH_TIMEOUT(m_screen->part(u"payAgain"_s), 30000);
                },
            .mended = [this] { return state().subscription && m_screen->part(u"subscriptionActive"_s); }};
    };
    m_turns[u"customer/nothingToBuy"_s] = {.chapter = 3,
        .make = [] {},
        .mended = [this] { return m_screen->window().currentPage() == MainWindow::Product; },
        .saidAtOnce = true};
    m_turns[u"customer/nameEmpty"_s] = field(u"customerName"_s, u"Test customer"_s);
    m_turns[u"customer/emailEmpty"_s] = field(u"customerEmail"_s, u"customer@example.com"_s);
    m_turns[u"customer/declined"_s] = card(u"payDeclined"_s);
    m_turns[u"customer/declined"_s].says = u"The card was declined. Nothing was charged."_s;
    m_turns[u"customer/noFunds"_s] = card(u"payNoFunds"_s);
    m_turns[u"customer/noFunds"_s].says = u"There is no money on this card. Nothing was charged."_s;
}

inline void WrongTurnTable::learnPictures()
{
    const auto filled = [this] { return !holds(u"promptEdit"_s, QString()); };
    const auto isDraft = [this] { return m_screen->part<QAbstractButton>(u"qualityDraft"_s)->isChecked(); };
    m_turns[u"first/promptEmpty"_s] = {
        .world = World::Customer, .chapter = 4, .make = [this] { press(u"generate"_s); }, .mended = filled};
    m_turns[u"first/draft"_s] = {.world = World::Customer,
        .chapter = 4,
        .make = [this] { press(u"qualityDraft"_s); },
        .mended = [=] { return !isDraft(); }};
    m_turns[u"more/promptEmpty"_s] = {
        .world = World::Customer, .chapter = 5, .make = [this] { press(u"generate"_s); }, .mended = filled};
    m_turns[u"more/notDraft"_s] = {.world = World::Customer,
        .chapter = 5,
        .make =
            [this] {
                toTheDraft();
                press(u"qualityStandard"_s);
            },
        .mended = isDraft};
    m_turns[u"more/noFilter"_s] = {.world = World::Unfiltered,
        .chapter = 5,
        .make = [this] { toTheDraft(); },
        .mended = [this] { return m_screen->guide().chapter() == 0; },
        .then = u"meter/filterForgotten"_s};
    m_turns[u"log/queryHides"_s] = {.world = World::Customer,
        .chapter = 6,
        .make =
            [this] {
                toTheLog();
                write(u"logQuery"_s, u"nowhere"_s);
            },
        .mended = [this] { return holds(u"logQuery"_s, QString()); }};
}

inline void WrongTurnTable::learnAnywhere()
{
    const auto paint = [this] {
        press(u"tabGenerate"_s);
        write(u"promptEdit"_s, u"A lake"_s);
        press(u"generate"_s);
    };
    const auto pageIs
        = [this](int page) { return [=, this] { return m_screen->window().currentPage() == page; }; };
    const auto twin = [this] {
        newMeter(u"image.generated"_s);
        press(u"createMeter"_s);
        QTRY_COMPARE(state().meters.size(), 2);
    };
    const auto firstIsLeft = [this] {
        return state().meters.size() == 1 && state().meters.first().is.name == "Image Generation Meter"_L1;
    };
    const auto other = [this] {
        press(u"guideFill"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_screen->part(u"guideNote"_s), 30000);
        write(u"eventName"_s, u"sketch.made"_s);
        press(u"createMeter"_s);
        QTRY_VERIFY(!m_screen->part(u"meterName"_s));
    };
    m_turns[u"anywhere/unbilled"_s] = {.world = World::Product,
        .chapter = 3,
        .make = paint,
        .mended = pageIs(MainWindow::Customer),
        .says = u"Made, not billed: no customer yet."_s};
    m_turns[u"anywhere/unbilledEarly"_s] = {
        .make = paint, .mended = pageIs(MainWindow::Meter), .says = u"Made, not billed: no customer yet."_s};
    m_turns[u"anywhere/twins"_s] = {.world = World::Meter,
        .make = twin,
        .mended = firstIsLeft,
        .says = u"“Pictures” and “Image Generation Meter” have one event name. Both will count it."_s};
    m_turns[u"anywhere/otherName"_s] = {.make = other,
        .mended = [this] { return m_screen->bench().session().eventName() == "sketch.made"_L1; },
        .says = u"Your meter counts sketch.made. This program sends image.generated."_s};
    m_turns[u"anywhere/date"_s] = {.world = World::Customer,
        .chapter = 7,
        .make = [this] { moveTheDate(); },
        .mended = [this] { return m_screen->bench().session().dateIsToday(); }};
}

#include "wrongturndeeds.h"
