// Runs vectors through a door; the same in Node and in the browser.

/** How many answers are right, and the ids of those that are not. */
export function check(wire, files, units) {
  const failed = [];
  let passed = 0;
  const expect = (id, request, answer) => {
    if (wire(request) === answer) passed += 1;
    else failed.push(id);
  };
  for (const test of files.flatMap((file) => file.tests)) expect(test.id, test.request, test.answer);
  // texts that are no Unicode, which no file of JSON can hold for every language
  units.forEach(([request, answer], at) => expect(`units-${at}`, String.fromCharCode(...request), answer));
  for (const wrong of [undefined, null, 7, {}, ["{}"]]) {
    try {
      wire(wrong);
      failed.push(`${wrong} is taken for a text`);
    } catch (error) {
      if (!(error instanceof TypeError)) failed.push(`${wrong}: ${error}`);
    }
  }
  return { passed, failed };
}
