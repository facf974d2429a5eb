// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guide.h"
#include "guide/plan.h"
#include "keyboard.h"
#include "session/bench.h"
#include "ui/eventlog/eventlogwords.h"
#include "ui/frame/mainwindow.h"
#include "ui/guide/guidehost.h"
#include "ui/guide/guideoutline.h"
#include "ui/guide/guidepanel.h"
#include "ui/parts/elidedlabel.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QLabel>
#include <QRegularExpression>
#include <QTextDocumentFragment>
#include <QWindow>

using namespace Qt::StringLiterals;

// The whole window at 1280×720 with the guide beside it, as a person sees it: what is in sight, what the
// panel says, where the outline stands. Everything is read from the screen.
class GuideWindow {
public:
    static constexpr int patience = 150000; // milliseconds, for ten pictures on a busy machine

    GuideWindow(const Bench &bench, ThemeHost &themes)
        : m_bench(bench)
        , m_themes(themes)
    {
        open();
    }

    void open()
    {
        m_shell = std::make_unique<Shell>(m_bench->desk(), m_themes, Shell::Memory::Forget);
        m_shell->show(QSize(1280, 720));
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_VERIFY_WITH_TIMEOUT(m_bench.session().state().loaded, 30000);
    }
    void reopen()
    {
        QVERIFY(window().close());
        m_shell.reset();
        open();
    }

    const Bench &bench() const { return m_bench; }
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    Guide &guide() const { return m_shell->guide().guide(); }
    GuidePanel *panel() const { return window().findChild<GuidePanel *>(); }
    GuideOutline *outline() const { return window().findChild<GuideOutline *>(); }

    template<typename T = QWidget>
    T *part(const QString &name) const // in sight
    {
        const auto all = window().findChildren<T *>(name);
        const auto seen = std::ranges::find_if(all, [](T *one) { return one->isVisible(); });
        return seen == all.end() ? nullptr : *seen;
    }
    // As a reader reads it: without marks, whatever the label is made of.
    QString text(const QString &name) const
    {
        const QWidget *found = part(name);
        if (const auto *elided = qobject_cast<const ElidedLabel *>(found))
            return elided->text();
        const auto *label = qobject_cast<const QLabel *>(found);
        return label ? wordsOf(*label) : QString();
    }
    static QString wordsOf(const QLabel &label)
    {
        const QString text = label.text();
        return label.textFormat() == Qt::RichText ? QTextDocumentFragment::fromHtml(text).toPlainText()
                                                  : text;
    }
    QStringList panelTexts() const // every text of the panel in sight
    {
        QStringList all;
        for (const QWidget *one : panel()->findChildren<QWidget *>()) {
            if (!one->isVisible())
                continue;
            if (const auto *label = qobject_cast<const QLabel *>(one))
                all << wordsOf(*label);
            else if (const auto *elided = qobject_cast<const ElidedLabel *>(one))
                all << elided->text();
            else if (const auto *button = qobject_cast<const QAbstractButton *>(one))
                all << button->text();
        }
        all.removeAll(QString());
        return all;
    }

    // Empty, or what a newcomer would stumble over in these texts.
    static QString troubleIn(const QStringList &texts)
    {
        static const QRegularExpression end(u"(?<=[.?])\\s+"_s);
        static const QRegularExpression word(u"[\\p{L}\\p{N}$][^\\s]*"_s);
        for (const QString &text : texts) {
            if (text.contains(u'{') || text.contains(u'}') || text.contains(u'!') || text.contains(u'`'))
                return u"a sign that does not belong there: "_s + text;
            for (const QString &sentence : text.split(end)) {
                const auto matches = word.globalMatch(sentence);
                qsizetype count = 0;
                for (auto it = matches; it.hasNext(); it.next())
                    ++count;
                if (count > 15)
                    return u"more than 15 words: "_s + sentence;
            }
        }
        return {};
    }

    // Empty, or what is wrong with the control that is outlined: it must be there, in sight, on, and free.
    QString troubleWith(const QWidget &control, bool mustBeOn) const
    {
        const QRect box = placeOf(control);
        const QRect frame = outline()->frame();
        if (!control.isVisible() || (mustBeOn && !control.isEnabled()))
            return u"%1 is hidden or off"_s.arg(control.objectName());
        const QRegion seen = control.visibleRegion();
        if (seen.boundingRect().height() < std::min(control.height(), 200)
            || seen.boundingRect().width() < control.width())
            return u"%1 is cut off"_s.arg(control.objectName());
        if (frame.isEmpty() || !window().centralWidget()->rect().intersects(frame))
            return u"%1 has no outline"_s.arg(control.objectName());
        const QWidget *hit = window().childAt(window().centralWidget()->mapTo(&window(), box.center()));
        if (hit == outline())
            return u"the outline lies in the way of %1"_s.arg(control.objectName());
        if (frame.left() >= box.left() || frame.right() <= box.right())
            return u"the outline runs through %1"_s.arg(control.objectName());
        return {};
    }

private:
    QRect placeOf(const QWidget &widget) const
    {
        return {widget.mapTo(window().centralWidget(), QPoint()), widget.size()};
    }

    const Bench &m_bench;
    ThemeHost &m_themes;
    std::unique_ptr<Shell> m_shell;
};
