// SPDX-License-Identifier: MIT
// Only there so that the headers all folders read are compiled.
