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

BorrowedEngine::BorrowedEngine(Engines &engines, const GenerateArguments &options)
    : m_engines(engines)
    , m_before(engines.engine(options.order.provider))
{
    if (m_before.provider == "demo")
        return;
    engines.takeOffered(m_before.provider);
    const QUrl url = options.baseUrl.isEmpty() ? m_before.baseUrl : options.baseUrl;
    const QString model = options.order.model.isEmpty() ? m_before.model : options.order.model;
    m_changed = !m_before.ready || url != m_before.baseUrl || model != m_before.model;
    if (m_changed)
        engines.setUp(m_before.provider, url, model);
}

BorrowedEngine::~BorrowedEngine()
{
    if (m_changed)
        m_engines.setUp(m_before.provider, m_before.baseUrl, m_before.model);
}
