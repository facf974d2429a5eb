// SPDX-License-Identifier: MIT
#include "eventlog/logsearch.h"

struct LogSearch::Work { };

LogSearch::LogSearch(std::shared_ptr<Work> work, QObject *parent)
    : QObject(parent)
    , m_work(std::move(work))
{
}

LogSearch::~LogSearch() = default;
