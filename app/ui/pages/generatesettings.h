// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "ui/pages/generatepopup.h"

// How a picture was made, shown beside it: the form stays as it is.
class GenerateSettings : public GeneratePopup {
    Q_OBJECT

public:
    explicit GenerateSettings(QWidget *anchor);
    void openFor(const ImageRow &row);

Q_SIGNALS:
    void useRequested();

private:
    QWidget *m_lines = nullptr;
};
