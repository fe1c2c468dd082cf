import { generateSchool } from "../../src/simulator/generate.js";
import { type Fault, startSimulator } from "../../src/simulator/simulator.js";
import { serveParent } from "../process.js";
import { COURSES, STUDENTS } from "./work.js";

/** Faults, each for a small share of the calls. */
const FAULTS: readonly Fault[] = [
  { kind: "delay", jitterMs: 20 },
  { kind: "http", httpStatus: 502, share: 0.01 },
  { kind: "html", share: 0.005 },
  { kind: "truncate", share: 0.005 },
  { kind: "empty", share: 0.005 },
  { kind: "bom", share: 0.002 },
  { kind: "redirect", share: 0.002 },
  { kind: "huge", bytes: 3 * 1024 * 1024, share: 0.002 },
  { kind: "gzip", bytes: 30 * 1024 * 1024, share: 0.001 },
  { kind: "reset", share: 0.01 },
  { kind: "reset", stage: "after", share: 0.005 },
  { kind: "reset-mid-body", share: 0.005 },
  { kind: "silence", share: 0.0005 },
  { kind: "drip", everyMs: 50, share: 0.0005 },
  { kind: "http", httpStatus: 429, share: 0.0005 },
  { kind: "code", vendor: "tencent-im", code: 10002, share: 0.005 },
  { kind: "code", vendor: "classin", code: 104, share: 0.005 },
];

const simulator = await startSimulator({ school: generateSchool({ courses: COURSES, students: STUDENTS }) });
for (const fault of FAULTS) simulator.faults.add(fault);
serveParent(simulator.url, () => simulator.calls.count());
