// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <algorithm>
#include <simdjson.h>
#include <unordered_set>
#include <vector>

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

// The keys of one object so far: a list while it is short.
class SeenKeys {
public:
    bool add(std::string_view key)
    {
        constexpr size_t shortList = 64;
        if (m_list.size() < shortList) {
            if (std::ranges::find(m_list, key) != m_list.end())
                return false;
            m_list.push_back(key);
            return true;
        }
        if (m_set.empty())
            m_set.insert(m_list.begin(), m_list.end());
        return m_set.insert(key).second;
    }

private:
    std::vector<std::string_view> m_list;
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
