// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logview.h"

// What the log's table paints: the rows of the view with chip, icon, marked letters, words looked for, and
// the user's own marks, for RowDelegate.
class EventLogRows : public LogView {
    Q_OBJECT

public:
    using LogView::LogView;

    QVariant data(const QModelIndex &index, int role) const override;

private:
    QVariant look(int row, int column, int role) const;
    std::optional<QVariant> event(int row, int column, int role) const; // of an unfolded request
    QVariant chip(int row) const;
    QVariant oddLetters(const QModelIndex &index) const;
    QVariant found(const QModelIndex &index) const;
    QVariant branch(int row) const;
};
