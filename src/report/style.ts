/*
 * One style sheet for screen, phone, dark mode and print. Colours are of the Okabe-Ito set, darkened or lightened until
 * text and marks stand out enough; no meaning is carried by colour alone.
 */

const light = `--paper:#fff;--ink:#1b1b1b;--soft:#555;--line:#c8c8c8;--grid:#e2e2e2;--band:#f4f4f2;
--main:#0072b2;--gain:#0072b2;--loss:#b84a00;--need:#b84a00;--war:#b84a00;--clash:#8e3a71;--burden:#00795a;
--m0:#edf3f8;--m1:#c3dbec;--m2:#86b7d9;--m3:#3a86bd;--m4:#08457e;--land:#f1efe9;--edge:#1b1b1b;--coast:#999;--sea:#fbfbfb;`

const dark = `--paper:#16181a;--ink:#ececec;--soft:#b4b4b4;--line:#4a4d50;--grid:#33363a;--band:#202326;
--main:#56b4e9;--gain:#56b4e9;--loss:#f0a55a;--need:#f0a55a;--war:#f0a55a;--clash:#e39cc5;--burden:#3cc79e;
--m0:#20303c;--m1:#24506e;--m2:#2f78a5;--m3:#5aaad8;--m4:#b5def5;--land:#2a2c2e;--edge:#66727d;--coast:#77797b;--sea:#1b1d1f;`

const base = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
overflow-wrap:anywhere}
main,header,footer{max-width:72rem;margin:0 auto;padding:0 1rem}
p,ul,ol,dl{max-width:44rem}
h1{font-size:1.7rem;line-height:1.2;margin:1.2rem 0 .4rem}
h2{font-size:1.3rem;margin:2.6rem 0 .6rem;padding-top:.5rem;border-top:2px solid var(--ink)}
h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
a{color:var(--main)}
code{font:.85em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--band);padding:.7rem;white-space:pre-wrap}
.skip{position:absolute;left:-99rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--paper);padding:.4rem .8rem;border:2px solid var(--main)}
.lead{font-size:1.05rem}
.soft,figcaption small,caption,.note{color:var(--soft)}
.note{font-size:.9rem}
.warn{border-left:4px solid var(--need);background:var(--band);padding:.6rem .9rem;max-width:44rem}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;max-width:none}
nav a{display:inline-block;padding:.2rem 0}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}
dl.facts dt{color:var(--soft)}
dl.facts dd{margin:0}
.cards{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr))}
.card{border:1px solid var(--line);border-radius:4px;padding:.2rem 1rem .6rem}
.card h3{margin:.6rem 0 .3rem}
.card ul{padding-left:1.1rem;margin:.3rem 0}
.panels{display:grid;gap:1.2rem 1.6rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr));align-items:start}
.panel{margin:0;max-width:32rem;break-inside:avoid}
.panel figcaption{font-weight:600;line-height:1.3;margin-bottom:.2rem}
.panel figcaption small{display:block;font-weight:400;font-size:.85rem}
.plot{display:block;width:100%;height:auto;font-size:12px;overflow:visible}
.plot text{white-space:pre;unicode-bidi:isolate}
.plot text[stroke],.plot g[stroke] text{paint-order:stroke}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;list-style:none;font-size:.9rem;max-width:none}
.key svg{width:1.4rem;height:1rem;vertical-align:-.15rem;margin-right:.3rem}
.chips{display:flex;flex-wrap:wrap;gap:.1rem .9rem;list-style:none;padding:0;margin:.3rem 0;font-size:.85rem}
.chips svg{width:.8rem;height:.8rem;vertical-align:-.1rem;margin-right:.25rem}
.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums;line-height:1.35}
caption{text-align:left;padding:.2rem 0 .4rem;font-size:.85rem}
caption span{display:block;position:sticky;left:0;max-width:min(60rem,calc(100vw - 2.2rem))}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:600;min-width:7.5rem;max-width:18rem}
tbody th{position:sticky;left:0;background:var(--paper)}
td{min-width:5.6rem}
table.options td:nth-last-child(-n+3),table.verdicts td{min-width:9.5rem}
table.compact td{min-width:4rem}
.near{white-space:nowrap}
td small,th small{display:block;color:var(--soft);font-weight:400}
table.assumptions td{min-width:6rem}
table.assumptions tbody th{position:static;min-width:15rem;max-width:26rem}
table.assumptions td:last-child{min-width:14rem}
details{margin:.3rem 0}
summary{cursor:pointer;padding:.3rem 0}
.finding{margin:.5rem 0}
.tag{border:1px solid currentColor;border-radius:3px;padding:0 .3rem;font-size:.8rem;white-space:nowrap}
.tag.error{border-width:2px;font-weight:700}
footer{margin:3rem auto 2rem;color:var(--soft);font-size:.9rem}
.defs{position:absolute;width:0;height:0}
@media (max-width:30rem){body{font-size:15px}h1{font-size:1.4rem}th,td{padding:.25rem .4rem}
dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.4rem}}`

const print = `
@page{margin:15mm}
body{font-size:10.5pt}
main,header,footer{max-width:none;padding:0}
nav,.skip{display:none}
section{break-inside:auto}
h2,h3,figcaption,caption,summary{break-after:avoid}
.panels{display:block;orphans:1;widows:1}
.panel,.card,.finding,tr{break-inside:avoid}
.panel{display:inline-block;width:47%;margin:0 2% 4mm 0;vertical-align:top}
.cards{display:block}
.card{margin-bottom:4mm}
.scroll{overflow:visible}
table{font-size:7.5pt;width:100%}
th,td,table.options td:nth-last-child(-n+3),table.verdicts td,table.compact td,table.assumptions td,table.assumptions tbody th,table.assumptions td:last-child{min-width:0;padding:1mm}
thead{display:table-header-group}
tbody th,caption span{position:static;max-width:none}
details::details-content{content-visibility:visible;height:auto;display:block}
a{color:inherit}`

/** The style sheet of the report. */
export const styleSheet = `:root{color-scheme:light dark;${light}}
@media screen and (prefers-color-scheme:dark){:root{${dark}}}
${base}
@media print{:root{color-scheme:light}${print}}`

/** Patterns that the drawings share; they stand once at the top of the page. */
export const patterns = `<svg class="defs" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch-loss" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--loss)" fill-opacity=".25"/><rect width="2.5" height="6" fill="var(--loss)"/></pattern>
<pattern id="hatch-adversary" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="14" height="14" fill="var(--land)"/><rect width="4" height="14" fill="var(--loss)"/></pattern>
<pattern id="dots-beneficiary" width="12" height="12" patternUnits="userSpaceOnUse"><rect width="12" height="12" fill="var(--paper)"/><circle cx="4" cy="4" r="2.6" fill="var(--burden)"/><circle cx="10" cy="10" r="2.6" fill="var(--burden)"/></pattern>
</defs></svg>`
