// SPDX-License-Identifier: MIT
#pragma once

#include "billing/filter.h"

#include <QWidget>

#include <optional>

class Button;
class ComboBox;
class MeterFilterGroup;
class QLabel;
class QVBoxLayout;
class Toggle;

// "Enable Event Filtering": off, or one or more groups. One group is a list of conditions; several are joined
// by an AND or OR of their own (dodo-api.md 3.3).
class MeterFilterEdit : public QWidget {
    Q_OBJECT

public:
    static constexpr int mostGroups = 10;

    explicit MeterFilterEdit(QWidget *parent = nullptr);

    std::optional<Filter> filter() const; // nullopt while off
    void setFilter(const std::optional<Filter> &filter); // at most two levels: what this form can show
    bool check(); // marks what is wrong and puts the keyboard there
    void showError(const QString &text);

Q_SIGNALS:
    void changed();

private:
    void buildHead(QVBoxLayout *column);
    void buildRoot(QVBoxLayout *column);
    MeterFilterGroup *addGroup();
    void removeGroup(MeterFilterGroup *group);
    void clearGroups();
    void switched(bool on);
    void arrange();
    void orderTabs();

    Toggle *m_toggle;
    QWidget *m_root;
    ComboBox *m_rootConjunction;
    QLabel *m_rootMeaning;
    QVBoxLayout *m_column;
    Button *m_add;
    QList<MeterFilterGroup *> m_groups;
};
