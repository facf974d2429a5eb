// SPDX-License-Identifier: MIT
#include "sandbox/strictwalk.h"

using namespace Qt::StringLiterals;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
bool isNumber(std::string_view text)
{
    size_t at = 0;
    const auto digits = [&] {
        const size_t first = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - first;
    };
    if (at < text.size() && text[at] == '-')
        ++at;
    const bool zero = at < text.size() && text[at] == '0';
    const size_t whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

bool isShortInteger(std::string_view text)
{
    return text.size() <= 18 && std::ranges::all_of(text, isDigit);
}

bool walkArray(simdjson::ondemand::value &value, int level, QString *complaint)
{
    if (level > deepestLevel) {
        *complaint = tooDeep();
        return false;
    }
    simdjson::ondemand::array items;
    if (value.get_array().get(items) != simdjson::SUCCESS)
        return false;
    for (auto item : items) {
        simdjson::ondemand::value element;
        if (item.get(element) != simdjson::SUCCESS || !walkValue(element, level + 1, complaint))
            return false;
    }
    return true;
}

} // namespace

std::string_view tokenOf(simdjson::ondemand::value &value)
{
    std::string_view token = value.raw_json_token();
    while (!token.empty() && uchar(token.back()) <= ' ')
        token.remove_suffix(1);
    return token;
}

char firstOf(simdjson::ondemand::value &value)
{
    const std::string_view token = tokenOf(value);
    return token.empty() ? '\0' : token.front();
}

bool isNull(simdjson::ondemand::value &value)
{
    return tokenOf(value) == "null";
}

QByteArrayView numberOf(simdjson::ondemand::value &value)
{
    const std::string_view token = tokenOf(value);
    double unused = 0;
    if (!isNumber(token) || (!isShortInteger(token) && value.get_double().get(unused) != simdjson::SUCCESS))
        return {};
    return {token.data(), qsizetype(token.size())};
}

bool walkValue(simdjson::ondemand::value &value, int level, QString *complaint)
{
    switch (firstOf(value)) {
    case '{': {
        simdjson::ondemand::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return false;
        const auto each = [&](QByteArrayView, simdjson::ondemand::value &member) {
            return walkValue(member, level + 1, complaint);
        };
        return walkObject(object, level, each, complaint);
    }
    case '[':
        return walkArray(value, level, complaint);
    case '"': {
        std::string_view text;
        return value.get_string().get(text) == simdjson::SUCCESS;
    }
    case 't':
    case 'f': {
        bool truth = false;
        return value.get_bool().get(truth) == simdjson::SUCCESS;
    }
    case 'n':
        return isNull(value);
    default:
        return !numberOf(value).isEmpty();
    }
}

QString duplicateKey(std::string_view key)
{
    return u"The JSON has the key “%1” twice in one object."_s.arg(
        QString::fromUtf8(key.data(), qsizetype(key.size())));
}

QString tooDeep()
{
    return u"The JSON is nested deeper than %1 levels."_s.arg(deepestLevel);
}
