// SPDX-License-Identifier: MIT
#pragma once

#include <QSize>
#include <QWidget>

class QComboBox;
class QVBoxLayout;
class Segments;

// The sizes of a model: one square, one wide and one tall as segments, all others in a combo that the last
// segment opens.
class GenerateSize : public QWidget {
    Q_OBJECT

public:
    explicit GenerateSize(QWidget *parent = nullptr);

    void setSizes(const QList<QSize> &sizes); // empty: three usual ones
    void setCompact(bool compact); // without icons where there are four
    QSize current() const { return m_current; }
    void setCurrent(const QSize &size); // the nearest there is; does not signal
    QWidget *firstStop() const;

Q_SIGNALS:
    void changed();

private:
    void rebuild();
    void chosen(int segment);
    void showOthers();

    QList<QSize> m_sizes;
    QList<QSize> m_main; // the segments'
    QSize m_current;
    bool m_compact = false;
    QVBoxLayout *m_column;
    Segments *m_segments = nullptr;
    QComboBox *m_others = nullptr;
};

void nameSegments(Segments *segments, const QString &name, const QString &label, const QStringList &names);
