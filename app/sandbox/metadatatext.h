// SPDX-License-Identifier: MIT
#pragma once

#include "billing/metadata.h"

#include <deque>
#include <span>
#include <vector>

// Reads the metadata text of a stored event: a flat object that ingest has checked, so nothing is checked
// again. The views point into the text, or, where it held escapes, into this reader, until the next read.
class MetadataText {
public:
    std::span<const MetaView> read(QByteArrayView json);

private:
    QByteArrayView text(QByteArrayView json, qsizetype &pos);

    std::vector<MetaView> m_entries;
    std::deque<QByteArray> m_unescaped;
};

// The characters of a JSON string's inside: \n, \u00e9, \ud83d\ude00 and the rest. Lone surrogates must have
// been refused before.
QByteArray unescapedJson(QByteArrayView inside);
