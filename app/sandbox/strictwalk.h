// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <algorithm>
#include <array>
#include <simdjson.h>
#include <unordered_set>

// simdjson reads on demand: what is not asked for is not checked. These walk everything, so that a body is
// either wholly valid or refused, as with readObject.

constexpr int deepestLevel = 32; // JsonLimits::maxDepth

// The token as written, without the white space behind it.
std::string_view tokenOf(simdjson::ondemand::value &value);
char firstOf(simdjson::ondemand::value &value); // its first character; 0 when there is none
bool isNull(simdjson::ondemand::value &value);
// The digits as written; empty when JSON's grammar or a double's range does not allow them.
QByteArrayView numberOf(simdjson::ondemand::value &value);

// Whether the value and all inside it are valid. `complaint` is filled when there is more to say than that.
bool walkValue(simdjson::ondemand::value &value, int level, QString *complaint);

// The keys of one object so far: a list while there are few.
class SeenKeys {
public:
    bool add(std::string_view key)
    {
        if (m_count < m_first.size()) {
            if (std::find(m_first.begin(), m_first.begin() + m_count, key) != m_first.begin() + m_count)
                return false;
            m_first[m_count++] = key;
            return true;
        }
        if (m_set.empty())
            m_set.insert(m_first.begin(), m_first.end());
        return m_set.insert(key).second;
    }

private:
    std::array<std::string_view, 16> m_first;
    size_t m_count = 0;
    std::unordered_set<std::string_view> m_set;
};

QString duplicateKey(std::string_view key);
QString tooDeep();

// Calls `each(key, value)` for every member until it returns false. Each must use up the value.
template<typename Each>
bool walkObject(simdjson::ondemand::object &object, int level, Each each, QString *complaint)
{
    if (level > deepestLevel) {
        *complaint = tooDeep();
        return false;
    }
    SeenKeys keys;
    for (auto member : object) {
        simdjson::ondemand::field field;
        std::string_view key;
        if (std::move(member).get(field) != simdjson::SUCCESS
            || field.unescaped_key().get(key) != simdjson::SUCCESS)
            return false;
        if (!keys.add(key)) {
            *complaint = duplicateKey(key);
            return false;
        }
        if (!each(QByteArrayView(key.data(), qsizetype(key.size())), field.value()))
            return false;
    }
    return true;
}
