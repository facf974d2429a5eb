// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"

#include <QTimer>
#include <QWidget>

class Disclosure;
class GeneratePrompt;
class Outbox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class Segments;

// The left column's form: prompt, engine, quality, size, style, seed, how many. It keeps itself as a draft of
// the workspace. Unless a person typed a seed, each order takes the next one.
class GenerateForm : public QWidget {
    Q_OBJECT

public:
    enum class Density { Roomy, Compact }; // Compact: style, seed and count under "More options"

    explicit GenerateForm(Outbox &outbox, QWidget *parent = nullptr);
    ~GenerateForm() override;

    PictureOrder value() const;
    void use(const ImageRow &row); // what made that picture
    bool check(); // says at the field what is wrong
    void ordered(); // the pictures of value() are under way: moves to the next seed
    void setDensity(Density density);
    void setPicturesOnly(bool on); // no word of events
    GeneratePrompt *prompt() const { return m_prompt; }

Q_SIGNALS:
    void changed();

private:
    void buildFixed();
    void buildMore();
    QWidget *seedRow();
    QWidget *countRow();
    void addRow(QGridLayout *grid, const QString &label, QWidget *editor, QWidget *buddy);
    void restore();
    void keep();
    void edited();
    void newSeed();
    quint64 seed() const;
    void setSeed(quint64 seed);

    Outbox &m_outbox;
    QTimer m_keep; // a draft is written when typing pauses
    bool m_seedTyped = false;

    GeneratePrompt *m_prompt;
    QGridLayout *m_fixed;
    Segments *m_quality;
    Segments *m_size;
    Disclosure *m_more;
    QWidget *m_moreBody;
    Segments *m_style;
    QLineEdit *m_seed;
    QSpinBox *m_count;
    QLabel *m_countHelp;
};
