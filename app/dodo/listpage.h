// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

// One page of a list (dodo-api.md 1.5). The service tells no total: a full page means that there may be more.
template<typename T>
struct ListPage {
    QList<T> items;
    bool more = false;

    friend bool operator==(const ListPage &, const ListPage &) = default;
};
