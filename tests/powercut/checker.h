// SPDX-License-Identifier: MIT
#pragma once

#include "powercut/filereading.h"
#include "powercut/imagevfs.h"
#include "powercut/merchants.h"

// Opens the files a power cut left with SQLite and compares them with what the merchants know. One thread.
class Checker {
public:
    Checker(const Merchants &merchants, const QByteArray &vfsName);

    Finding check(DiskImage image, qsizetype position);

private:
    struct Found {
        int events = 0;
        bool exchange = false;
        bool customer = false;
    };
    void readWorld(sqlite3 *db, Finding &finding);
    void compare(const std::vector<Found> &found, size_t generation, Finding &finding) const;
    void compareOne(size_t number, const Found &found, bool mustBe, bool mayBe, Finding &finding) const;
    void compareNames(
        sqlite3 *db, const std::vector<Found> &found, size_t generation, Finding &finding) const;
    void checkSnapshots(Finding &finding);
    bool belongs(size_t number, size_t generation) const;
    size_t generationOf(sqlite3 *db, Finding &finding) const;

    const Merchants &m_merchants;
    ImageVfs m_vfs;
    qsizetype m_position = 0;
};
