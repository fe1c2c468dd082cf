import { isIP } from "node:net";
import { z } from "zod";
import { adminHost, drainSeconds, otlpEndpoint } from "../admin/config-fields.js";
import {
  accessProblems,
  algorithms,
  fits,
  jwksUrl,
  publicKey,
  routerSecrets,
} from "../auth/config-fields.js";
import { LIMIT_VARIABLES } from "../graphql/limits/limits.js";
import { SUBSCRIPTION_VARIABLES } from "../graphql/subscriptions/callback-origins.js";
import { databaseUrl, storeFields } from "../store/config-fields.js";
import { LOG_LEVELS } from "../telemetry/log.js";
import { Secret } from "../telemetry/secret.js";
import { TENCENT_IM_BACKUP_HOSTS, TENCENT_IM_HOSTS, type TencentImRegion } from "../tencent-im/regions.js";
import { rateProblems, vendorUrl } from "../vendor/config-fields.js";
import { callsPerSecond, commandRates, replicas } from "../vendor/rate-limit/config-fields.js";

const REGIONS = Object.keys(TENCENT_IM_HOSTS) as [TencentImRegion, ...TencentImRegion[]];
const CLASSIN_ORIGINS: ReadonlySet<string> = new Set(["https://api.eeo.cn"]);
const TENCENT_IM_ORIGINS: ReadonlySet<string> = new Set([
  ...Object.values(TENCENT_IM_HOSTS),
  ...TENCENT_IM_BACKUP_HOSTS,
]);

const port = (fallback: number) =>
  z.coerce.number("must be a port number").int().min(0).max(65_535).default(fallback);
/** Shorter secrets are guessed, and stand in too many words to be taken out of a log. */
const MIN_SECRET_LENGTH = 8;
const secret = () =>
  z
    .string("is required")
    .refine(
      (value) => value.length >= MIN_SECRET_LENGTH,
      `must have at least ${MIN_SECRET_LENGTH} characters`,
    )
    .refine((value) => !/\p{Cc}/u.test(value), "must not hold a line feed or another control character")
    .transform((value) => new Secret(value));

const customKeys = (most: number) =>
  z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((key) => key.trim())
        .filter((key) => key !== ""),
    )
    .refine(
      (keys) => keys.every((key) => /^[A-Za-z0-9_]{1,16}$/.test(key)),
      "keys are 1 to 16 letters, digits or _",
    )
    .refine((keys) => keys.length <= most, `at most ${most} keys`);

/** Course numbers have up to 20 digits, group ids up to 48 characters. */
const COURSE_GROUP_ID = /^[\x20-\x7e]*\{courseId\}[\x20-\x7e]*$/;

/** Every variable the server reads, in the order of the table in docs/configuration.md. */
const ServerEnv = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .default("production")
    .describe("`development` opens Apollo Sandbox at `/` and introspection."),
  HOST: z
    .string()
    .refine((host) => host === "localhost" || isIP(host) !== 0, "must be an IP address, or localhost")
    .default("127.0.0.1")
    .describe("Address to listen on; `0.0.0.0` or `::` for all. Loopback only where access control is off."),
  PORT: port(4001).describe("Port of the GraphQL endpoint."),
  ADMIN_HOST: adminHost().describe(
    "Address of the admin port: `/live`, `/ready`, `/metrics`. No secret stands there, and no access control before it.",
  ),
  ADMIN_PORT: port(4002).describe("Port of `/live`, `/ready` and `/metrics`."),
  DRAIN_SECONDS: drainSeconds().describe(
    "How long a stopping server still takes requests after `/ready` says no, so that whoever sends them notices.",
  ),
  MAX_CONNECTIONS: z.coerce
    .number("must be a number")
    .int("must be whole")
    .min(10)
    .max(100_000)
    .default(2_000)
    .describe(
      "Most open connections to the GraphQL port; more are closed at once. Each subscription by server-sent events keeps one.",
    ),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default("info")
    .describe("How much is logged, as JSON lines on standard output."),
  ROUTER_SECRETS: routerSecrets()
    .optional()
    .describe(
      "What the gateway shows in `Router-Authorization`: at least 32 characters; two with a comma between while they are exchanged. Required in production, as are the `JWT_` ones.",
    ),
  JWT_JWKS_URL: jwksUrl()
    .optional()
    .describe(
      "Where the keys are published that callers' tokens are signed with. Https, or http on loopback.",
    ),
  JWT_PUBLIC_KEY: publicKey()
    .optional()
    .describe("Instead of JWT_JWKS_URL: one public key in PEM; line feeds may be written as `\\n`."),
  JWT_ISSUER: z.string().optional().describe("The `iss` of callers' tokens."),
  JWT_AUDIENCE: z.string().optional().describe("The `aud` of callers' tokens: the name of this graph there."),
  JWT_ALGORITHMS: algorithms().describe("The signatures that are accepted. None with a shared secret."),
  JWT_CALLER_CLAIM: z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/, "must be the name of a claim: 1 to 128 visible ASCII characters")
    .default("sub")
    .describe(
      "The claim that says who is calling. For `class-groups:write:own` it must be the user id in Tencent IM.",
    ),
  ...SUBSCRIPTION_VARIABLES,
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint()
    .optional()
    .describe(
      "Where spans are sent, by HTTP and protobuf; `/v1/traces` is added. None: nothing is traced. The exporter also reads the standard `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER` and their like.",
    ),
  CLASSIN_URL: vendorUrl(CLASSIN_ORIGINS)
    .default("https://api.eeo.cn")
    .describe("ClassIn, or the simulator."),
  CLASSIN_SID: z
    .string("is required")
    .regex(/^\d{1,20}$/, "must be the institution number, digits only")
    .describe("The institution number that ClassIn issued with the secret."),
  CLASSIN_SECRET: secret().describe("The secret that ClassIn issued with the SID."),
  CLASSIN_CALLS_PER_SECOND: callsPerSecond(20).describe(
    "Most calls to ClassIn in any second. ClassIn publishes no limit; ask for yours.",
  ),
  TENCENT_IM_REGION: z
    .preprocess(
      (name) => (typeof name === "string" ? name.toLowerCase().replace(/[ _]/g, "-") : name),
      z.enum(REGIONS, `must be one of ${REGIONS.join(", ")}`),
    )
    .optional()
    .describe(`Where the app was created: ${REGIONS.join(", ")}. Not needed beside TENCENT_IM_URL.`),
  TENCENT_IM_URL: vendorUrl(TENCENT_IM_ORIGINS)
    .optional()
    .describe("Overrides the region's host: a vendor's backup host, or the simulator."),
  TENCENT_IM_SDK_APP_ID: z.coerce
    .number("is required, a whole number")
    .int("must be whole")
    .positive()
    .max(2 ** 32 - 1)
    .describe("The app's SDKAppID."),
  TENCENT_IM_SECRET_KEY: secret().describe("The app's secret key, as the console shows it."),
  TENCENT_IM_ADMIN: z
    .string("is required")
    .regex(/^[A-Za-z0-9_-]{1,32}$/, "must be 1 to 32 letters, digits, _ or -")
    .describe("User id of an app administrator, in whose name all calls are made."),
  TENCENT_IM_CALLS_PER_SECOND: callsPerSecond(200).describe(
    "Most calls of one command in any second; the vendor's limit is 200.",
  ),
  TENCENT_IM_COMMAND_RATES: commandRates().describe(
    "Limits of single commands that the school bought more of, such as `get_group_info=500,get_role_in_group=300`.",
  ),
  TENCENT_IM_GROUP_CUSTOM_KEYS: customKeys(10).describe(
    "Comma-separated keys of groups' custom fields to read. None: `Group.customFields` is null.",
  ),
  TENCENT_IM_MEMBER_CUSTOM_KEYS: customKeys(5).describe(
    "Comma-separated keys of members' custom fields to read. None: whatever the vendor sends.",
  ),
  COURSE_GROUP_ID: z
    .string()
    .regex(COURSE_GROUP_ID, "must be printable ASCII with {courseId} in it")
    .refine((pattern) => pattern.split("{courseId}").length === 2, "must contain {courseId} once")
    .refine(
      (pattern) => pattern.length - "{courseId}".length + 20 <= 48,
      "must leave room for 20 digits within 48 characters",
    )
    .default("course-{courseId}")
    .describe("How a course's chat group is named."),
  DATABASE_URL: databaseUrl()
    .transform((url) => new Secret(url))
    .optional()
    .describe(
      "PostgreSQL, where replicas share one budget of calls and bulk operations. None: this process has it all.",
    ),
  ...storeFields,
  REPLICAS: replicas().describe(
    "The most replicas that ever run at once, those of a rolling update included. While the database is away, each calls the vendors at an even part of a fifth of the rates.",
  ),
  ...LIMIT_VARIABLES,
});

type Env = Readonly<Record<string, string | undefined>>;

/** What the server needs to know to run. Secrets print as "[redacted]". */
export type Config = Omit<z.output<typeof ServerEnv>, "TENCENT_IM_REGION" | "TENCENT_IM_URL"> & {
  /** Decided from the region and its override. */
  readonly TENCENT_IM_URL: string;
};

/** Shorter passwords stand in too many words to be taken out of a text. */
const MIN_SCRUBBED_PASSWORD = 8;

/** Everything that must never be seen in a log. */
export function secretsOf(config: Config): readonly Secret[] {
  const { CLASSIN_SECRET, TENCENT_IM_SECRET_KEY, ROUTER_SECRETS = [], DATABASE_URL } = config;
  return [CLASSIN_SECRET, TENCENT_IM_SECRET_KEY, ...ROUTER_SECRETS, ...databaseSecrets(DATABASE_URL)];
}

/** The password also by itself, as it stands in the URL and as it is: a driver's errors may quote either. */
function databaseSecrets(url: Secret | undefined): Secret[] {
  if (url === undefined) return [];
  const { password } = new URL(url.reveal());
  const spellings = [password, decoded(password)].filter((text) => text.length >= MIN_SCRUBBED_PASSWORD);
  return [url, ...spellings.map((text) => new Secret(text))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What is wrong with the environment: every problem, by name and never by value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      [
        "The configuration is not usable, so nothing was started:",
        ...problems.map((problem) => `  - ${problem}`),
        "Set these variables and start again. docs/configuration.md lists them all.",
      ].join("\n"),
    );
    this.name = "ConfigError";
  }
}

/** The only reader of the server's environment. An empty or blank variable counts as unset, and blanks around a value do not count. */
export function readConfig(given: Env): Config {
  const env = trimmed(given);
  const parsed = ServerEnv.safeParse(env);
  const problems = parsed.success ? [] : problemsOf(parsed.error);
  if (!isSet(env.TENCENT_IM_REGION) && !isSet(env.TENCENT_IM_URL)) {
    problems.push("TENCENT_IM_REGION is required, unless TENCENT_IM_URL is set");
  }
  problems.push(...accessProblems(env), ...rateProblems(env));
  const key = parsed.data?.JWT_PUBLIC_KEY;
  if (key !== undefined && !fits(key, parsed.data?.JWT_ALGORITHMS ?? []))
    problems.push(
      "JWT_PUBLIC_KEY is of a kind that none of JWT_ALGORITHMS uses: every token would be refused",
    );
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
    problems.push("NODE_TLS_REJECT_UNAUTHORIZED must not be 0: signatures would be sent to whoever answers");
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { TENCENT_IM_REGION: region, TENCENT_IM_URL: url, ...rest } = parsed.data;
  return { ...rest, TENCENT_IM_URL: url ?? TENCENT_IM_HOSTS[region ?? "china"] };
}

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== "";

/** Secrets that are made with `echo` end in a line feed. No value of ours begins or ends with a blank. */
const trimmed = (env: Env): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (isSet(value) ? [[name, value?.trim()]] : [])),
  );

/** zod's own messages name what was expected; what was given stays out of them. */
const problemsOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);

export interface VariableDoc {
  readonly name: string;
  readonly fallback: string;
  readonly description: string;
}

/** Each variable with its default and meaning, for the table in docs/configuration.md. */
export function describeVariables(): readonly VariableDoc[] {
  return Object.entries(ServerEnv.shape).map(([name, schema]) => ({
    name,
    fallback: fallbackOf(schema),
    description: schema.description ?? "",
  }));
}

function fallbackOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodPipe) return fallbackOf(schema.in as z.ZodType);
  if (schema instanceof z.ZodDefault) return String(schema.def.defaultValue);
  return schema instanceof z.ZodOptional ? "" : "required";
}
