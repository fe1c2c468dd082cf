import { type Config, ConfigError, readConfig } from "../../src/config/config.js";

type Env = Readonly<Record<string, string | undefined>>;

/** Every variable that has no default. */
export const COMPLETE = {
  CLASSIN_SID: "1234567",
  CLASSIN_SECRET: "PLANTED-CLASSIN-SECRET",
  TENCENT_IM_REGION: "singapore",
  TENCENT_IM_SDK_APP_ID: "1400000001",
  TENCENT_IM_SECRET_KEY: "PLANTED-TENCENT-KEY",
  TENCENT_IM_ADMIN: "administrator",
} satisfies Env;

/** Access control, as production needs it. */
export const ACCESS = {
  ROUTER_SECRETS: "PLANTED-ROUTER-SECRET-0123456789-ABCDEF",
  JWT_JWKS_URL: "https://issuer.example/keys",
  JWT_ISSUER: "https://issuer.example",
  JWT_AUDIENCE: "class-groups",
} satisfies Env;

export const configWith = (env: Env = {}): Config => readConfig({ ...COMPLETE, ...ACCESS, ...env });

/** The problems of exactly this environment. Empty if it is usable. */
export function configProblems(env: Env): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The problems of a complete environment with these variables changed. */
export const problemsWith = (env: Env): readonly string[] =>
  configProblems({ ...COMPLETE, ...ACCESS, ...env });

/** The variables that the problems name. */
export const namesIn = (problems: readonly string[]): string[] =>
  problems.map((problem) => problem.split(" ", 1)[0] ?? "").sort();
