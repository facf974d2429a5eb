// SPDX-License-Identifier: MIT
#pragma once

#include "session/example.h"
#include "session/studio.h"
#include "stack.h"
#include "tight.h"
#include "ui/pages/generatepage.h"
#include "ui/pages/generateprompt.h"
#include "ui/parts/button.h"
#include "ui/parts/chain.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/segments.h"

#include <QLabel>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using State = ChainNode::State;

constexpr int patience = 30000; // a busy machine paints slowly

// The Generate page before the real sandbox, which paints and bills.
class GenerateBench {
protected:
    void open();
    void close();
    void makePage();
    bool makeExample();
    void order(const QString &prompt);
    bool idle() const { return !control(*m_page, "cancelGenerate")->isVisible(); }
    Chain *chain() const { return control<Chain>(*m_page, "chain"); }
    State state(Chain::Step step) const { return chain()->node(step).state; }
    QString text(const char *label) const { return control<QLabel>(*m_page, label)->text(); }
    qsizetype images() { return answerOf(m_stack->session().outbox().images()).valueOr({}).size(); }

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<SeededIds> m_ids;
    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<GeneratePage> m_page;
};

inline void GenerateBench::open()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_stack = std::make_unique<Stack>();
    m_ids = std::make_unique<SeededIds>(2);
    m_studio = std::make_unique<Studio>(
        m_stack->session(), m_stack->images(), m_stack->engines(), m_stack->purse(), *m_ids);
    QVERIFY(m_stack->load());
    m_stack->session().outbox().setDestination(m_stack->session().world());
    makePage();
}

inline void GenerateBench::close()
{
    if (QTest::currentTestFailed() && m_page) { // how far it came
        for (int i = 0; i < Chain::StepCount; ++i) {
            const ChainNode node = chain()->node(Chain::Step(i));
            qInfo() << node.name << int(node.state) << node.lead << node.fact << node.detail << node.time;
        }
    }
    m_page.reset();
    m_studio.reset();
    m_stack.reset();
}

inline void GenerateBench::makePage()
{
    m_page = std::make_unique<GeneratePage>(m_stack->session(), *m_studio);
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

inline bool GenerateBench::makeExample()
{
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    return finished.wait(30000) && m_stack->load() && m_stack->session().bill();
}

inline void GenerateBench::order(const QString &prompt)
{
    m_page->findChild<GeneratePrompt *>()->setText(prompt);
    press(*m_page, "generate");
}
