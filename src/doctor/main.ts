import "../process/supported-node.js";
import { type Config, ConfigError, readConfig, VARIABLES } from "../config/config.js";
import { type Env, isSet } from "../config/fields.js";
import { scrubber } from "../telemetry/log.js";
import { type Arguments, readArguments, USAGE } from "./arguments.js";
import { checksOf } from "./checks.js";
import { type Finding, fine, problem } from "./finding.js";
import { isProblem, jsonOf, lineOf, summaryOf } from "./report.js";
import { runChecks } from "./run-checks.js";

const NOTHING_ELSE = "Nothing else was checked, because that needs valid settings.";

/** The configuration, or every problem with it. */
function readSettings(env: Env): { readonly config: Config } | { readonly problems: readonly string[] } {
  try {
    return { config: readConfig(env) };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems };
    throw error;
  }
}

async function* examine(
  settings: ReturnType<typeof readSettings>,
  env: Env,
  webhooksUrl: URL | null,
): AsyncGenerator<Finding> {
  const about = { check: "settings", title: "settings" };
  if ("problems" in settings) {
    for (const why of settings.problems)
      yield { ...about, result: problem(`${why}.`, "docs/configuration.md describes all variables.") };
    return;
  }
  const count = Object.keys(VARIABLES).filter((name) => isSet(env[name])).length;
  yield { ...about, result: fine(`Valid. ${count} variables are set.`) };
  yield* runChecks(checksOf(settings.config, webhooksUrl));
}

/** Prints the findings and returns the exit code. */
async function report({ webhooksUrl, json }: Arguments): Promise<number> {
  const settings = readSettings(process.env);
  const scrub = scrubber("config" in settings ? settings.config.secrets : []);
  const print = (text: string) => process.stdout.write(`${scrub(text)}\n`);
  const findings: Finding[] = [];
  for await (const finding of examine(settings, process.env, webhooksUrl)) {
    findings.push(finding);
    if (!json) print(lineOf(finding));
  }
  if (json) print(jsonOf(findings));
  else print("config" in settings ? summaryOf(findings) : NOTHING_ELSE);
  return findings.some(isProblem) ? 1 : 0;
}

function prepare(): Arguments | string {
  try {
    const given = readArguments(process.argv.slice(2));
    if (given.envFile !== null) process.loadEnvFile(given.envFile);
    return given;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function main(): Promise<number> {
  const given = prepare();
  if (typeof given === "string") {
    process.stderr.write(`${given}\n\n${USAGE}`);
    return 1;
  }
  if (!given.help) return report(given);
  process.stdout.write(USAGE);
  return 0;
}

// A reader such as `head` may close the pipe early. That is not an error.
process.stdout.on("error", () => {});
// Something that hangs, such as a database that does not answer, must not keep the process.
process.exit(await main());
