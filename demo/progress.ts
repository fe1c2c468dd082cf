/** Reports what is being started, and when: seconds since the demo began. */
export function startProgress(print: (text: string) => void): (what: string) => void {
  return (what) => print(`   ${process.uptime().toFixed(1).padStart(4)} s  ${what}`);
}
