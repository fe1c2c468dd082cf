import { EVENTS } from "./events.js";
import {
  OPTIONS,
  type OptionName,
  TRIGGER_EVENTS,
  type TriggerEvent,
  type TriggerName,
} from "./trigger-events.js";

const withValue = (name: OptionName) => `--${name} ${OPTIONS[name][0]}`;

function lineOf([name, { required, optional }]: [string, TriggerEvent]): string {
  const options = [...required.map(withValue), ...optional.map((option) => `[${withValue(option)}]`)];
  const { what } = EVENTS[name as TriggerName];
  return `  ${[name, ...options].join(" ")}\n      ${what}`;
}

const line = (option: string, meaning: string) => `  ${option.padEnd(21)}${meaning}`;

export const triggerHelp = (): string =>
  [
    "Usage: npm run simulator -- trigger EVENT [options]",
    "",
    "Makes something happen at a running simulator. The simulator changes its school and sends the webhook.",
    "",
    "Events:",
    ...Object.entries<TriggerEvent>(TRIGGER_EVENTS).map(lineOf),
    "",
    "Options of events:",
    ...(Object.keys(OPTIONS) as OptionName[]).map((name) => line(withValue(name), OPTIONS[name][1])),
    "",
    "How the webhook is sent, by default once, at once and signed:",
    line("--times N", "N times"),
    line("--delay-ms N", "N milliseconds later"),
    line("--after-later N", "after N later webhooks of the same vendor were sent"),
    line("--unsigned", "without a signature"),
    line("--forged", "signed with a wrong key"),
    line("--lost", "not at all; the school changes all the same"),
    "",
    "Where the simulator is:",
    line(
      "--control URL",
      "its control API (default: http://127.0.0.1:4011, or the port in SIMULATOR_CONTROL_PORT)",
    ),
  ].join("\n");
