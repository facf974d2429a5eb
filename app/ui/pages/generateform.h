// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "session/picturejob.h"

#include <QTimer>
#include <QWidget>

class Disclosure;
class Engines;
class GenerateEngine;
class GenerateOptions;
class GeneratePrompt;
class GenerateRows;
class Outbox;
class QVBoxLayout;

// The left column's form: prompt, engine, and what that engine takes. It keeps itself as a draft of the
// workspace.
class GenerateForm : public QWidget {
    Q_OBJECT

public:
    enum class Density { Roomy, Compact }; // Compact: style, seed and count under "More options" too

    GenerateForm(Outbox &outbox, Engines &engines, QWidget *parent = nullptr);
    ~GenerateForm() override;

    PictureOrder value() const;
    void use(const ImageRow &row); // what made that picture
    bool check(); // says at the field what is wrong
    void ordered(); // the pictures of value() are under way: moves to the next seed
    void setDensity(Density density);
    void setPicturesOnly(bool on); // no word of events
    GeneratePrompt *prompt() const { return m_prompt; }
    GenerateEngine *engine() const { return m_engine; }

Q_SIGNALS:
    void changed();

private:
    void engineChanged();
    void restore();
    void keep();
    void edited();
    void placeMore();
    void orderTabs();
    void showMore();
    void bringMoreIntoSight(bool opened);

    Outbox &m_outbox;
    QTimer m_keep; // a draft is written when typing pauses
    bool m_compact = false;

    GeneratePrompt *m_prompt;
    GenerateRows *m_fixed;
    Disclosure *m_open;
    GenerateRows *m_more;
    GenerateRows *m_extra;
    GenerateEngine *m_engine;
    GenerateOptions *m_options;
    QVBoxLayout *m_column = nullptr;
};
