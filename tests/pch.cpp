// SPDX-License-Identifier: MIT
// Only there so that the headers of all tests are compiled.
