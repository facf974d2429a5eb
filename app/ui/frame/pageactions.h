// SPDX-License-Identifier: MIT
#pragma once

// What a page of the window answers to keys. All optional.
struct PageActions {
    virtual ~PageActions() = default;
    virtual void primaryAction() { } // Ctrl+Return
    virtual void focusQuery() { } // Ctrl+F
    virtual bool cancel() { return false; } // Esc; true when there was something to cancel or close
};
