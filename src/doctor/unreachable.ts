import type { SendFailure } from "../vendor/send.js";
import { type CheckResult, problem } from "./finding.js";

/** Why a host gave no readable answer, with what to do by the kind of failure. */
export const unreachable = (what: string, failure: SendFailure): CheckResult =>
  problem(`${what}: ${failure.why}.`, remedyFor(failure));

function remedyFor({ kind, why }: SendFailure): string {
  if (/certificate/.test(why))
    return "Use a certificate of a trusted authority. If a proxy of your own replaces certificates, add its authority with NODE_EXTRA_CA_CERTS.";
  if (/host name/.test(why)) return "Check the spelling of the host, and DNS.";
  if (kind === "unreadable-answer")
    return "Something else answers, such as a proxy, a firewall or a captive portal. Let it pass these requests unchanged.";
  return "Check the network path to this host: firewall, proxy and port.";
}
