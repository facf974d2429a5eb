// SPDX-License-Identifier: MIT
#include "commands/generateengine.h"

QString missingKeyVariable(const Provider &provider, const QProcessEnvironment &environment)
{
    const QString &variable = provider.keyVariable;
    const bool needed = provider.auth == Provider::Auth::Bearer && !variable.isEmpty();
    return needed && environment.value(variable).trimmed().isEmpty() ? variable : QString();
}

QString divertingVariable(const Provider &provider, const QProcessEnvironment &environment)
{
    const QString &variable = provider.urlVariable;
    if (!provider.urlFixed || variable.isEmpty())
        return {};
    const QUrl url(environment.value(variable).trimmed());
    return url.isEmpty() || url.host() == provider.baseUrl.host() ? QString() : variable;
}

const Engine &borrowedEngine(Engines &engines, const GenerateArguments &options)
{
    const Engine before = engines.engine(options.order.provider);
    engines.takeOffered(before.provider);
    engines.borrow(before.provider, options.baseUrl.isEmpty() ? before.baseUrl : options.baseUrl,
        options.order.model.isEmpty() ? before.model : options.order.model);
    return engines.engine(before.provider);
}
