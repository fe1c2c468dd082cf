import { useText } from "../messages/use-text.js";
import type { Budget } from "./api.js";
import styles from "./behind.module.css";
import { useVendorName } from "./use-vendor-name.js";

interface Props {
  readonly budgets: readonly Budget[];
  readonly callsInLastSecond: number;
}

/** How much of each vendor's limit is used. */
export function Budgets({ budgets, callsInLastSecond }: Props) {
  const text = useText();
  const nameOf = useVendorName();
  return (
    <section aria-labelledby="behind-budgets">
      <h2 id="behind-budgets">{text("behind.budgets")}</h2>
      <p>{text("behind.callsInLastSecond", { count: callsInLastSecond })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text("behind.budget")}</th>
            <th scope="col">{text("behind.inUse")}</th>
            <th scope="col">{text("behind.limit")}</th>
            <th scope="col">{text("behind.waiting")}</th>
          </tr>
        </thead>
        <tbody>
          {budgets.map(({ name, inUse, limit, waiting }) => {
            const [vendor = "", command = ""] = name.split(" ");
            return (
              <tr key={name}>
                <th scope="row">
                  {nameOf(vendor)} <span className={styles.soft}>{command}</span>
                </th>
                <td>{inUse}</td>
                <td>{limit}</td>
                <td>{waiting}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
