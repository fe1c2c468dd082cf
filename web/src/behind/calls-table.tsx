import { useText } from "../messages/use-text.js";
import type { VendorCall } from "./api.js";
import styles from "./behind.module.css";
import { useVendorName } from "./use-vendor-name.js";

interface Props {
  readonly calls: readonly VendorCall[];
}

/** The last calls to the vendors, newest first. */
export function CallsTable({ calls }: Props) {
  const text = useText();
  const nameOf = useVendorName();
  return (
    <section aria-labelledby="behind-calls">
      <h2 id="behind-calls">{text("behind.calls")}</h2>
      {calls.length === 0 && <p>{text("behind.noCalls")}</p>}
      <table className={styles.table} hidden={calls.length === 0}>
        <thead>
          <tr>
            <th scope="col">{text("behind.vendor")}</th>
            <th scope="col">{text("behind.command")}</th>
            <th scope="col">{text("behind.answer")}</th>
            <th scope="col">{text("behind.milliseconds")}</th>
          </tr>
        </thead>
        <tbody>
          {keyed(calls).map(({ key, call }) => (
            <tr key={key} data-succeeded={call.succeeded}>
              <td>{nameOf(call.vendor)}</td>
              <td>{call.operation}</td>
              <td>
                {call.code === null
                  ? (call.why ?? text("behind.noAnswer"))
                  : text("behind.code", { code: String(call.code) })}
                {call.attempts > 1 && ` ${text("behind.attempts", { count: call.attempts })}`}
              </td>
              <td>{call.tookMs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Calls have no id, and two may end in the same millisecond. */
function keyed(calls: readonly VendorCall[]): readonly { readonly key: string; readonly call: VendorCall }[] {
  const seen = new Map<string, number>();
  return calls
    .toReversed()
    .map((call) => {
      const name = `${call.at} ${call.operation}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return { key: `${name} ${count}`, call };
    })
    .toReversed();
}
