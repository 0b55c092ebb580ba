import { Html } from "./html";

export const style = new Html(`
body { font: 13px/1.4 system-ui, sans-serif; margin: 1.5em; color: #222; background: #fff; }
h1 { font-size: 1.5em; margin: 0; }
table { border-collapse: collapse; margin: 1.5em 0; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .3em 0; }
th, td { border-bottom: 1px solid #ddd; padding: .3em .6em; text-align: left; vertical-align: top; }
th { background: #f0f0f0; white-space: nowrap; }
small { display: block; color: #666; white-space: nowrap; }
tr:has([rowspan]) td { border-top: 1px solid #aaa; }
.small { white-space: nowrap; }
small, .small, .params, button { font-size: 11px; }
.up { background: #e3f5e1; }
.down { background: #fbe1df; }
.params { word-break: break-all; }
form { display: flex; flex-wrap: wrap; gap: .3em; margin: 0; }
button { font-family: inherit; cursor: pointer; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1b1b1b; }
  th { background: #2a2a2a; }
  th, td { border-color: #444; }
  tr:has([rowspan]) td { border-top-color: #666; }
  small { color: #aaa; }
  .up { background: #1d3a1b; }
  .down { background: #46211e; }
  a { color: #8ab4f8; }
}
`);
