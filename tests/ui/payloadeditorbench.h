// SPDX-License-Identifier: MIT
#pragma once

#include "guide/recipe.h"
#include "looks.h"
#include "session/example.h"
#include "session/payloadevents.h"
#include "stack.h"
#include "ui/parts/button.h"
#include "ui/parts/chip.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/segments.h"
#include "ui/payload/payloadeditor.h"
#include "ui/payload/payloadtext.h"

#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// The payload editor in a window, with the real sandbox and a log behind it: two meters that read pictures
// and one that reads tokens.
class PayloadEditorBench {
protected:
    void start();
    void open();
    void close();
    void bringIn();
    void write(const QString &text);
    QString eventText(const QString &id, const QString &quality = u"hd"_s) const;
    QString outcome() const;
    QString remark() const { return control<ElidedLabel>(*m_editor, "payloadRemark")->text(); }
    Button *send() const { return shown<Button>("payloadSend"); }
    PayloadText *text() const { return control<PayloadText>(*m_editor, "payloadText"); }
    QStringList chips() const;
    template<typename T>
    T *shown(const char *name) const // of two feet the one in sight
    {
        for (T *each : m_editor->findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisible())
                return each;
        }
        qFatal("no control named %s in sight", name);
    }
    int stored() const
    {
        const auto events = answerOf(m_stack->client().events());
        return events ? int(events->size()) : -1;
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<QWidget> m_window;
    PayloadEditor *m_editor = nullptr;
    qint64 m_seen = 0;
};

inline void PayloadEditorBench::start()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

inline void PayloadEditorBench::open()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_stack = std::make_unique<Stack>();
    auto log = EventLog::open(m_folder->path());
    QVERIFY(log);
    m_log = *std::move(log);
    m_seen = 0;
    QVERIFY(m_stack->load());
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(30000));
    NewMeter all = loadScenario(pixelgen)->meter;
    all.name = u"All Images Meter"_s;
    all.filter.reset();
    QVERIFY(answerOf(m_stack->client().createMeter(all)));
    NewMeter tokens{.name = u"Tokens"_s,
        .eventName = u"tokens.used"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"tokens"_s},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(tokens)));
    QVERIFY(m_stack->load());
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    column->setContentsMargins(0, 0, 0, 0);
    m_editor = new PayloadEditor(m_stack->session(), *m_log, m_window.get());
    column->addWidget(m_editor);
    column->addStretch(1);
    m_window->resize(1280, 623);
    m_editor->fit(m_window->size());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    QVERIFY(answerOf(m_log->setWorld(m_stack->session().world())));
}

inline void PayloadEditorBench::close()
{
    m_window.reset();
    m_stack.reset();
    m_log.reset();
}

// What the sandbox recorded, into the log.
inline void PayloadEditorBench::bringIn()
{
    const auto page = answerOf(m_stack->session().sandbox()->exchanges(m_seen, 1000));
    QVERIFY(page);
    m_seen = page->next;
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    m_log->append(page->items);
    QTRY_VERIFY_WITH_TIMEOUT(!appended.isEmpty(), 30000);
}

inline void PayloadEditorBench::write(const QString &written)
{
    text()->replaceAll(written);
    QTRY_COMPARE(m_stack->session().outbox().draft(u"payload"_s), written);
}

inline QString PayloadEditorBench::eventText(const QString &id, const QString &quality) const
{
    const Event is{.id = EventId::of(id),
        .customer = m_stack->session().state().customer()->id,
        .name = "image.generated",
        .at = m_stack->clock->now(),
        .metadata = {{"quality", MetaValue::ofText(quality)}}};
    return formatted(QString::fromUtf8(toText(is)));
}

inline QString PayloadEditorBench::outcome() const
{
    return shown<QLabel>("payloadOutcome")->text();
}

inline QStringList PayloadEditorBench::chips() const
{
    QStringList out;
    for (const Chip *chip : m_editor->findChildren<Chip *>(u"payloadMeterChip"_s)) {
        if (chip->isVisible())
            out.append(chip->look().text);
    }
    return out;
}
