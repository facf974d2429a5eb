// SPDX-License-Identifier: MIT
// What the suite is about, in the order it runs.
import OpenAI from 'openai';
import { assert, check } from './check.mjs';
import { advice } from './advice.mjs';
import { balances } from './balances.mjs';
import { billing } from './billing.mjs';
import { checkouts, preview, staticLinks } from './checkouts.mjs';
import { codes } from './codes.mjs';
import { creditFigures } from './creditfigures.mjs';
import { credits } from './credits.mjs';
import { creditSales } from './creditsales.mjs';
import { customers, portal, wallets } from './customers.mjs';
import { deliveries } from './deliveries.mjs';
import { events } from './events.mjs';
import { failures, subscriptionChanges } from './failures.mjs';
import { figures } from './figures.mjs';
import { images } from './images.mjs';
import { ingest } from './ingest.mjs';
import { meters } from './meters.mjs';
import { paging } from './paging.mjs';
import { addOns, products } from './products.mjs';
import { invoices, payments } from './payments.mjs';
import { pausing, plans } from './plans.mjs';
import { program } from './program.mjs';
import { rateLimits, retries, shouldRetry } from './retries.mjs';
import { subscriptions } from './subscriptions.mjs';
import { webhooks } from './webhooks.mjs';
import { webui } from './webui.mjs';
import { world } from './world.mjs';

// From the first meter to a cancelled subscription, each step on what the one before left.
async function story(shop) {
  const world = {};
  await check('serve prints its addresses and keys', () => {
    for (const key of ['dodo_url', 'image_url', 'api_key', 'webhook_key', 'pid', 'version']) {
      assert.ok(key in shop.address, `${key} is missing`);
    }
  });
  await billing(shop, world);
  await ingest(shop, world);
  await failures(shop, world);
  await program(shop, world);
  await subscriptionChanges(shop, world);
}

async function pictures({ address }) {
  await images(address, OpenAI, 'openai 4');
  // The newest version asks for a newer Node than a system may have; it is not even loaded there.
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.log(`skipped: openai 7 needs a newer Node than ${process.version}`);
  } else {
    const { default: Newest } = await import('openai-newest');
    await images(address, Newest, 'openai 7');
  }
  await webui(address);
}

export const topics = {
  story,
  paging,
  meters,
  events,
  figures,
  retries,
  rateLimits,
  shouldRetry,
  products,
  addOns,
  customers,
  portal,
  wallets,
  checkouts,
  preview,
  staticLinks,
  subscriptions,
  plans,
  pausing,
  payments,
  invoices,
  credits,
  balances,
  creditSales,
  creditFigures,
  webhooks,
  deliveries,
  world,
  codes,
  advice,
  pictures,
};
