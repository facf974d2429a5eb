// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/provider.h"
#include "session/picturejob.h"

class GenerateRows;
class GenerateSize;
class QLabel;
class QLineEdit;
class QSpinBox;
class Segments;
class Toggle;

// What an order says beside prompt and engine: the tier the customer buys, size, style, seed, how many, and
// what else the engine takes. A field the engine does not have is not there, and is left out of the order.
class GenerateOptions : public QObject {
    Q_OBJECT

public:
    // `fixed` stands always, `more` under "More options" where the page is small, `extra` always there.
    GenerateOptions(GenerateRows &fixed, GenerateRows &more, GenerateRows &extra);

    void setProfile(const Provider &profile, const QString &model);
    void setCompact(bool compact);
    void setPicturesOnly(bool on); // no word of events
    enum class Of { Shown, All }; // Shown: what the engine takes; the rest keeps the order's own default
    void fill(PictureOrder &order, Of which = Of::Shown) const;
    void use(const PictureOrder &order); // shows it, as far as this engine has it
    void useSeed(quint64 seed); // as if typed
    void ordered(); // moves to the next seed, unless a person typed one
    QString summary() const; // "vivid, seed 7, 1 picture": of the rows in `more`

Q_SIGNALS:
    void changed();

private:
    void buildFixed();
    void buildMore();
    void buildExtra();
    QWidget *seedRow();
    QWidget *countRow();
    void setFormats(const QStringList &formats);
    void formatChosen();
    quint64 seed() const;
    void setSeed(quint64 seed);

    GenerateRows &m_fixed;
    GenerateRows &m_more;
    GenerateRows &m_extra;
    bool m_seedTyped = false;

    Segments *m_quality;
    GenerateSize *m_size;
    Segments *m_style;
    QWidget *m_seedHolder;
    QLineEdit *m_seed;
    QSpinBox *m_count;
    QLabel *m_countHelp;
    QLineEdit *m_negative;
    QWidget *m_formatHolder;
    Segments *m_format = nullptr;
    QStringList m_formats;
    QWidget *m_clearHolder;
    Toggle *m_clear;
};
