// SPDX-License-Identifier: MIT
#include "sandbox/strictwalk.h"

#include "support/strictjson.h"

using namespace Qt::StringLiterals;

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isShortInteger(std::string_view text)
{
    return !text.empty() && text.size() <= 18 && text.front() != '0' && std::ranges::all_of(text, isDigit);
}

// Neither too large for a double nor so small that it becomes nothing: QJsonDocument refuses both.
bool fitsDouble(std::string_view text, simdjson::ondemand::value &value)
{
    double read = 0;
    if (value.get_double().get(read) != simdjson::SUCCESS)
        return false;
    const std::string_view mantissa = text.substr(0, text.find_first_of("eE"));
    return read != 0 || mantissa.find_first_of("123456789") == std::string_view::npos;
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
    const QByteArrayView digits(token.data(), qsizetype(token.size()));
    const bool good = isShortInteger(token) || (isJsonNumber(digits) && fitsDouble(token, value));
    return good ? digits : QByteArrayView();
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
