// SPDX-License-Identifier: MIT
#pragma once

#include "stack.h"
#include "tight.h"
#include "ui/pages/customerpage.h"
#include "ui/pages/customerstep.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/messagestrip.h"

#include <QLabel>

using namespace Qt::StringLiterals;

using State = PurchaseStep::State;

// The Customer page before the real service, with a product to buy where a test makes one.
class CustomerBench {
protected:
    void open();
    void close();
    void makeProduct(const QList<MeterPrice> &extra = {}, qint64 fixedPrice = 0);
    void makePage();
    bool buy();
    const CustomerStep &step(int number) const;
    State state(int number) const { return step(number).look().state; }
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }
    QString fact(const char *name) const { return control<ElidedLabel>(*m_page, name)->text(); }
    bool says(const QString &sentence) const;
    bool shown(const char *name) const { return control(*m_page, name)->isVisible(); }

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<CustomerPage> m_page;
    MeterId m_meter;
    QUrl m_opened;
};

inline void CustomerBench::open()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_stack = std::make_unique<Stack>();
    m_opened.clear();
    NewMeter meter;
    meter.name = u"Image Generation Meter"_s;
    meter.eventName = u"image.generated"_s;
    meter.measurementUnit = u"images"_s;
    const auto made = answerOf(m_stack->client().createMeter(meter));
    QVERIFY(made);
    m_meter = made->id;
}

inline void CustomerBench::close()
{
    m_page.reset();
    m_stack.reset();
}

inline void CustomerBench::makeProduct(const QList<MeterPrice> &extra, qint64 fixedPrice)
{
    UsagePrice price;
    price.fixedPrice = fixedPrice;
    MeterPrice images;
    images.meter = m_meter;
    images.pricePerUnit = Decimal(5);
    images.freeThreshold = 10;
    price.meters = QList<MeterPrice>{images} + extra;
    NewProduct product;
    product.name = u"PixelGen AI - Image Generation"_s;
    product.price = price;
    QVERIFY(answerOf(m_stack->client().createProduct(product)));
}

inline void CustomerBench::makePage()
{
    m_page = std::make_unique<CustomerPage>(m_stack->session());
    m_page->setOpenUrl([this](const QUrl &url) { m_opened = url; });
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(m_stack->load());
}

inline bool CustomerBench::buy()
{
    press(*m_page, "startCheckout");
    return QTest::qWaitFor([this] { return shown("generateFirst"); }, 30000);
}

inline const CustomerStep &CustomerBench::step(int number) const
{
    return *control<CustomerStep>(*m_page, qPrintable(u"purchaseStep%1"_s.arg(number)));
}

inline bool CustomerBench::says(const QString &sentence) const
{
    for (const QLabel *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text() == sentence)
            return true;
    }
    return false;
}
