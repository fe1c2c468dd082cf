import { expect, test } from "vitest";
import { growthIn, heapBytesPerThousand } from "../../bench/soak/growth.js";
import type { SoakSample } from "../../bench/soak/run-soak.js";

const sample = (requests: number, over: Partial<SoakSample> = {}): SoakSample => ({
  requests,
  rssMiB: 150,
  heapMiB: 30,
  sockets: 0,
  moreDescriptors: 0,
  timers: 1,
  warnings: 0,
  ...over,
});
const samples = (over: (index: number) => Partial<SoakSample>): SoakSample[] =>
  Array.from({ length: 9 }, (_, index) => sample((index + 1) * 1000, over(index)));

test("constant memory is not growth", () => {
  expect(growthIn(samples(() => ({})))).toEqual([]);
  expect(heapBytesPerThousand(samples(() => ({})))).toBe(0);
});

test("the warm-up is not growth", () => {
  expect(growthIn(samples((index) => ({ heapMiB: Math.min(30, 10 + 10 * index) })))).toEqual([]);
});

test.for<[string, (index: number) => Partial<SoakSample>, RegExp]>([
  ["the heap", (index) => ({ heapMiB: 30 + 2 * index }), /heap grew/],
  ["resident memory", (index) => ({ rssMiB: 150 + 40 * index }), /resident memory grew/],
  ["connections", () => ({ sockets: 3 }), /3 connections/],
  ["descriptors", (index) => ({ moreDescriptors: index * 10 }), /descriptors are left open: 80/],
  ["timers", (index) => ({ timers: index * 10 }), /timers/],
  ["a warning", () => ({ warnings: 1 }), /warned 1 times/],
])("reports growth of %s", ([, over, report]) => {
  expect(growthIn(samples(over)).join("\n")).toMatch(report);
});

test("the slope is reported in bytes per thousand requests", () => {
  expect(heapBytesPerThousand(samples((index) => ({ heapMiB: 30 + index })))).toBe(2 ** 20);
});
