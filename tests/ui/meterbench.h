// SPDX-License-Identifier: MIT
#pragma once

#include "stack.h"
#include "tight.h"
#include "ui/pages/meterpage.h"

#include <QLabel>

using namespace Qt::StringLiterals;

inline NewMeter imageMeter()
{
    return {.name = u"Image Generation Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
}

inline Filter qualityFilter()
{
    const auto equals = [](const QString &value) {
        return Clause{Condition{u"quality"_s, Operator::Equals, MetaValue::ofText(value)}};
    };
    return {Conjunction::Or, {equals(u"standard"_s), equals(u"hd"_s)}};
}

// The Meter page before the real service.
class MeterBench {
protected:
    void open();
    void close();
    void fill();
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<MeterPage> m_page;
};

inline void MeterBench::open()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_stack = std::make_unique<Stack>();
    m_page = std::make_unique<MeterPage>(m_stack->session());
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(m_stack->load());
}

inline void MeterBench::close()
{
    m_page.reset();
    m_stack.reset();
}

inline void MeterBench::fill()
{
    type(*m_page, "meterName", u"Image Generation Meter"_s);
    type(*m_page, "eventName", u"image.generated"_s);
    type(*m_page, "measurementUnit", u"images"_s);
}
