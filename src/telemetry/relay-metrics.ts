import type { Registry } from "prom-client";
import type { RelayObserver } from "../webhooks/relay/model.js";
import { Definitions } from "./define.js";

/** Counts deliveries of webhooks to the relay targets. A target is its host, so no label holds a path. */
export function relayMetrics(registry: Registry): RelayObserver {
  const define = new Definitions(registry);
  const deliveries = define.counter(
    "class_groups_webhook_relay_deliveries_total",
    "Attempts to deliver a webhook to a relay target, by their outcome.",
    ["target", "outcome"],
  );
  const givenUp = define.counter(
    "class_groups_webhook_relay_given_up_total",
    "Webhooks that a relay target will not get, because it failed with them for three days.",
    ["target"],
  );
  return {
    // The first increase is visible only if the series exists before it.
    target: (target) => givenUp.inc({ target }, 0),
    delivery: (target, outcome) => deliveries.inc({ target, outcome }),
    givenUp: (target) => givenUp.inc({ target }),
  };
}
