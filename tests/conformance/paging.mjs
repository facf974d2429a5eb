// SPDX-License-Identifier: MIT
// The SDK's iteration against zero-based pages: it skips page 1 unless told where to start.
import DodoPayments from 'dodopayments';
import { assert, check, collect, refused } from './check.mjs';

export async function paging(shop) {
  const pages = [];
  const client = shop.clientWith({
    fetch: (url, init) => {
      pages.push(new URL(url).searchParams.get('page_number'));
      return shop.witness.fetch(url, init);
    },
  });
  for (let i = 0; i < 25; i += 1) {
    await client.customers.create({ email: `row${i}@paging.example.com`, name: `Row ${i}` });
  }
  const seen = async (query) => {
    pages.length = 0;
    const rows = await collect(client.customers.list({ email: '@paging.example.com', ...query }));
    return rows.length;
  };
  await check('I1 no page given: requests none, 2, 3 and 15 of 25 rows', async () => {
    assert.equal(await seen({}), 15);
    assert.deepEqual(pages, [null, '2', '3']);
  });
  await check('I1 from page 0: all 25 rows', async () => {
    assert.equal(await seen({ page_number: 0 }), 25);
    assert.deepEqual(pages, ['0', '1', '2', '3']);
  });
  await check('I1 page_size 100: all 25 rows', async () => assert.equal(await seen({ page_size: 100 }), 25));
  await check('I3 page_size 101', () =>
    refused(() => client.customers.list({ page_size: 101 }), {
      type: DodoPayments.UnprocessableEntityError,
      status: 422,
    }),
  );
}
