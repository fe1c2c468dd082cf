import { type ClassinProbe, probeV1, probeV2 } from "../classin/probe.js";
import type { ClassinSettings, TencentImSettings } from "../school/settings.js";
import { probeTencentIm } from "../tencent-im/probe.js";
import { createUserSigs } from "../tencent-im/user-sig.js";
import { ClockSkew } from "../vendor/clock-skew.js";
import type { Clock } from "../vendor/clock.js";
import type { Probe } from "../vendor/probe.js";
import { connect } from "../vendor/send.js";
import { ATTEMPT_TIMEOUT_MS, withTimeout } from "../vendor/timeout.js";

/** A probe's answer, and how far the vendor's clock was ahead of ours. Null: the answer had no date. */
export interface Probed {
  readonly probe: Probe;
  readonly skewMs: number | null;
}

/** ClassIn's two APIs. Each may be asked again with a signature of another time. */
export interface ClassinProbes {
  readonly v1: (signedAt?: Date) => Promise<Probed>;
  readonly v2: (signedAt?: Date) => Promise<Probed>;
}

export function classinProbes({ url, sid, secret }: ClassinSettings, clock: Clock): ClassinProbes {
  const probing = (send: typeof probeV1) => (signedAt?: Date) =>
    probed(url, clock, (host, attempt) => {
      const given: ClassinProbe = { sid, secret: secret.reveal(), host };
      return send(given, signedAt ?? clock.now(), attempt);
    });
  return { v1: probing(probeV1), v2: probing(probeV2) };
}

export function tencentImProbe(settings: TencentImSettings, groupId: string, clock: Clock): Promise<Probed> {
  const { url, sdkAppId, admin, secretKey } = settings;
  const userSigs = createUserSigs({ sdkAppId, admin, secretKey: secretKey.reveal(), clock });
  return probed(url, clock, (host, attempt) =>
    probeTencentIm({ credentials: { sdkAppId, admin }, userSig: userSigs.current(), host, groupId }, attempt),
  );
}

type Send = (
  host: ReturnType<typeof connect>,
  attempt: Parameters<Parameters<typeof withTimeout<Probe>>[2]>[0],
) => Promise<Probe>;

async function probed(url: string, clock: Clock, send: Send): Promise<Probed> {
  const skew = new ClockSkew(clock, () => undefined);
  const host = connect(url, (date, tookMs) => skew.measure(date, tookMs));
  try {
    const probe = await withTimeout(clock, ATTEMPT_TIMEOUT_MS, (attempt) => send(host, attempt));
    return { probe, skewMs: skew.ms };
  } finally {
    await host.close();
  }
}
