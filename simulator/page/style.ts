import { Html } from "./html";

export const style = new Html(`
body { font: 14px/1.4 system-ui, sans-serif; margin: 2em; color: #222; background: #fff; }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .3em 0; }
th, td { border: 1px solid #ccc; padding: .25em .5em; text-align: left; vertical-align: top; }
th { background: #f0f0f0; }
.up { background: #e3f5e1; }
.down { background: #fbe1df; }
.params { font-size: 12px; word-break: break-all; }
form { display: inline; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1b1b1b; }
  th { background: #2a2a2a; }
  th, td { border-color: #444; }
  .up { background: #1d3a1b; }
  .down { background: #46211e; }
  a { color: #8ab4f8; }
}
`);
