// SPDX-License-Identifier: MIT
// Loaded before a program: its clock stands at FROZEN_AT.
const at = Number(process.env.FROZEN_AT) * 1000;
Date.now = () => at;
