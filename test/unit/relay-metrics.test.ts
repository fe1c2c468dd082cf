import { expect, test } from "vitest";
import { createMetrics } from "../../src/telemetry/metrics.js";
import type { RelayState } from "../../src/webhooks/relay/model.js";
import { targetsOf } from "../../src/webhooks/relay/targets.js";

const metricsOf = async (states: readonly RelayState[]) => {
  const metrics = createMetrics({ version: "1", codeLabel: () => "none" });
  metrics.registerState({
    health: () => [],
    clockSkewMs: () => null,
    waiting: () => [],
    permits: () => [],
    misconfigured: () => [],
    isReady: async () => true,
    store: async () => ({ kind: "embedded", why: null }),
    ledgerAnswers: async () => null,
    keysAnswer: () => null,
    relays: () => states,
  });
  return metrics;
};

test("targets are counted by their hosts, from zero", async () => {
  const metrics = await metricsOf([
    { name: "a.example", place: 1, waiting: 7, failingSeconds: 12.5, failure: "HTTP status 500" },
    { name: "b.example", place: 2, waiting: 0, failingSeconds: 0, failure: null },
  ]);
  metrics.relay.target("a.example");
  expect(await metrics.text()).toContain('class_groups_webhook_relay_given_up_total{target="a.example"} 0');
  metrics.relay.delivery("a.example", "refused");
  metrics.relay.delivery("a.example", "delivered");
  metrics.relay.delivery("a.example", "delivered");
  metrics.relay.givenUp("a.example");
  const text = await metrics.text();
  for (const line of [
    'class_groups_webhook_relay_waiting{target="a.example"} 7',
    'class_groups_webhook_relay_waiting{target="b.example"} 0',
    'class_groups_webhook_relay_failing_seconds{target="a.example"} 12.5',
    'class_groups_webhook_relay_failing_seconds{target="b.example"} 0',
    'class_groups_webhook_relay_deliveries_total{target="a.example",outcome="refused"} 1',
    'class_groups_webhook_relay_deliveries_total{target="a.example",outcome="delivered"} 2',
    'class_groups_webhook_relay_given_up_total{target="a.example"} 1',
  ])
    expect(text.split("\n")).toContain(line);
});

test("targets on one host have different names and keys, and no name holds a path", () => {
  const urls = ["https://a.example/x?token=1", "https://b.example:8443/", "https://a.example/y"];
  const targets = targetsOf(urls.map((url) => new URL(url)));
  expect(targets.map(({ name }) => name)).toEqual(["a.example", "b.example:8443", "a.example #2"]);
  expect(new Set(targets.map(({ key }) => key)).size).toBe(3);
});
