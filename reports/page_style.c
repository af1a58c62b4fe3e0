// SPDX-License-Identifier: MIT
// The page's style sheet. Colours: plot.c has those of the light theme; --c1 to --c8 are the same ones here.
#include "reports/page.h"

#define LIGHT                                                                                                \
	"--paper:#fcfcfa;--card:#fff;--ink:#1b1d1f;--text:#55585c;--rule:#dfdfda;--soft:#f3f3ef;"            \
	"--axis:#8c8c8c;--grid:#dcdcdc;--mark:#c9c9c4;--heat:#0a5a94;--link:#00558f;--warn:#fff4d6;"         \
	"--warnrule:#b07d00;--c1:#0063a8;--c2:#b84300;--c3:#00735a;--c4:#a3397f;--c5:#806000;--c6:#5b48b0;"  \
	"--c7:#2f6f8f;--c8:#666;color-scheme:light;"

#define DARK                                                                                                 \
	"--paper:#131517;--card:#1a1d20;--ink:#ebebe8;--text:#b4b8bd;--rule:#34383d;--soft:#202428;"         \
	"--axis:#7d838a;--grid:#33373c;--mark:#454a50;--heat:#6db8f2;--link:#7dbcf0;--warn:#33290f;"         \
	"--warnrule:#d9a520;--c1:#5fb0f0;--c2:#ff8f4d;--c3:#3ccfa5;--c4:#f08fcb;--c5:#d9b23c;--c6:#b0a2ff;"  \
	"--c7:#82c8e6;--c8:#b5b5b5;color-scheme:dark;"

// Several strings, as a compiler need not take one of more than 4095 bytes.
static const char *const style[] = {
	":root{" LIGHT "}"
	"@media(prefers-color-scheme:dark){:root.both{" DARK "}}",
	":root.dark{" DARK "}"
	"*{box-sizing:border-box}"
	"html{-webkit-text-size-adjust:100%;text-size-adjust:100%}"
	".nb{white-space:nowrap}body{margin:0;background:var(--paper);color:var(--ink);"
	"font:1rem/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;"
	"overflow-wrap:break-word}"
	".page{max-width:66rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}"
	"header{border-bottom:1px solid var(--rule);padding-bottom:.6rem;margin-bottom:1.2rem}"
	"h1{font-size:clamp(1.5rem,1.1rem + 2vw,2.2rem);line-height:1.2;margin:0 0 "
	".4rem;letter-spacing:-.01em}"
	"h2{font-size:1.3rem;line-height:1.3;margin:2.2rem 0 .7rem}header+main>section:first-child "
	"h2{margin-top:0}"
	"h3{font-size:1.02rem;line-height:1.35;margin:0 0 .35rem}"
	"p{margin:.4rem 0 .8rem}"
	".kind{margin:0;color:var(--text);font-size:.85rem;letter-spacing:.06em;text-transform:uppercase}",
	".lead,.note,figcaption,.key{color:var(--text)}.lead{margin:0}"
	".note,figcaption,.key{font-size:.86rem;line-height:1.5}"
	"a{color:var(--link)}a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid "
	"var(--c2);outline-offset:2px}"
	".skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:."
	"4rem}"
	"nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.6rem 0 0;padding:0;"
	"font-size:.86rem}nav a{display:inline-block;padding:.2rem 0}"
	".small.few{grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}"
	".say::first-letter{text-transform:uppercase}.past{grid-template-columns:repeat(auto-fill,minmax(min("
	"100%,"
	"24rem),1fr))}.findings.past .say{font-size:.98rem}.findings .articles{font-size:.92rem;margin:.4rem "
	"0 0}"
	".findings{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}"
	".findings>li{background:var(--card);border:1px solid var(--rule);border-left:5px solid var(--mark);"
	"border-radius:6px;padding:.8rem 1rem}"
	".findings p{margin:0}.findings .say{font-size:1.12rem;line-height:1.45}.findings "
	".evidence{color:var(--text);"
	"font-size:.88rem;margin-top:.3rem}"
	".warnings{background:var(--warn);border:1px solid var(--warnrule);border-radius:6px;padding:.8rem "
	"1rem;"
	"margin:1.2rem 0}.warnings h2{font-size:1rem;margin:0 0 .3rem}.warnings "
	"ul{margin:0;padding-left:1.2rem}"
	"figure{margin:0;background:var(--card);border:1px solid var(--rule);border-radius:6px;padding:.8rem}"
	"figcaption{margin-top:.5rem}figure>h3{display:flex;gap:.5rem;align-items:baseline}"
	".chart{display:block;width:100%;height:auto;overflow:visible}"
	".chart text{font-family:inherit;font-variant-numeric:tabular-nums}"
	".narrow{display:none}.hits rect{fill:transparent;pointer-events:all}"
	".hits rect:hover{fill:var(--ink);fill-opacity:.07}"
	".small{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:.9rem}",
	".swatch{flex:none;width:.8em;height:.8em;border-radius:2px;display:inline-block}"
	"details{margin-top:.4rem;font-size:.88rem}summary{cursor:pointer;color:var(--link);padding:.2rem 0;"
	"width:fit-content}"
	".scroll{overflow-x:auto;max-width:100%;position:relative}details "
	".scroll{max-height:22rem;overflow-y:auto}"
	"table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums;width:100%}"
	"th,td{padding:.3rem .7rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap;"
	"vertical-align:baseline}thead th{color:var(--text);font-weight:600}"
	"thead th,thead td{border-bottom-color:var(--axis)}"
	"th:first-child,td:first-child{text-align:left;padding-left:0}tbody th{font-weight:500}"
	"td.name,th.name{white-space:normal;min-width:7rem;text-align:left}"
	".latest{margin-top:1.4rem}.latest "
	"h3{margin-bottom:.5rem}.meter{display:block;position:relative;height:.7rem;min-width:7rem;"
	"background:var(--soft);border-"
	"radius:2px}"
	".meter i{position:absolute;top:0;bottom:0;display:block}.meter .usual{background:var(--mark)}.meter "
	".band{opacity:.45;top:2px;bottom:2px;border-radius:2px}"
	".meter .dot{width:3px;margin-left:-1.5px;top:-2px;bottom:-2px}"
	".heat{display:grid;grid-template-columns:minmax(5rem,11rem) 1fr auto;gap:3px "
	".7rem;align-items:center;"
	"font-size:.88rem;margin:0}"
	".heat .row{display:contents}.heat .name{overflow:hidden;text-overflow:ellipsis;line-height:1.25}"
	".heat svg{display:block;width:100%;height:1.5rem;background:var(--soft);border-radius:2px}"
	".heat .high{color:var(--text);text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
	".axis{position:relative;height:1.3rem;color:var(--text);font-size:.78rem;overflow:hidden}"
	".axis span{position:absolute;white-space:nowrap;border-left:1px solid "
	"var(--axis);padding-left:.25rem}",
	".heat rect{fill:var(--heat)}.heat .run{fill:none;stroke:var(--heat);stroke-dasharray:3 "
	"2}.heat rect:hover{stroke:var(--ink)}"
	".drove{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:.9rem}"
	".drove>section{background:var(--card);border:1px solid var(--rule);border-radius:6px;padding:.8rem "
	"1rem}"
	".terms{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem .4rem;margin:.3rem 0 .7rem;padding:0}"
	".terms li{background:var(--soft);border-radius:4px;padding:.1rem .5rem;font-size:.88rem}"
	".terms small{color:var(--text)}"
	".articles{margin:.2rem 0 0;padding-left:1.15rem}.articles li{margin:.25rem 0;line-height:1.4}"
	".articles .by{color:var(--text);font-size:.85rem}"
	".methods{background:var(--soft);border-radius:6px;padding:.8rem 1.1rem;font-size:.93rem}"
	".methods ul{margin:0;padding-left:1.1rem}.methods li{margin:.3rem 0}.methods table{margin:.6rem 0}"
	"footer{margin-top:2rem;color:var(--text);font-size:.83rem;border-top:1px solid "
	"var(--rule);padding-top:.8rem}"
	"code{font-family:ui-monospace,'DejaVu Sans Mono',monospace;font-size:.9em;overflow-wrap:anywhere}"
	"@media(max-width:40rem){.page{padding:1rem .8rem 2rem}.wide{display:none}.narrow{display:block}"
	"figure{padding:.6rem .45rem}h2{margin-top:2rem}.latest .bar{display:none}th,td{padding:.3rem .5rem}"
	".latest table{font-size:.82rem}.latest thead th{white-space:normal}.latest th,.latest "
	"td{padding:.3rem .3rem}"
	".latest th.name{min-width:6.4rem;overflow-wrap:anywhere}.latest th:first-child{padding-left:0}"
	".heat{grid-template-columns:1fr auto;gap:1px .6rem;grid-auto-flow:dense}.heat "
	".name{grid-column:1}.heat "
	".high{grid-column:2;"
	"grid-row:auto}.heat .strip{grid-column:1/-1;margin-bottom:.45rem}.heat .blank{display:none}}"
	"@media print{@page{size:A4;margin:14mm 12mm}:root,:root.both,:root.dark{" LIGHT
	"--paper:#fff;--soft:#f3f3ef}",
	"body{font-size:9.5pt}.page{max-width:none;padding:0}nav,details,.skip,.hits{display:none}"
	".wide{display:block}.narrow{display:none}h2,h3,.key{break-after:avoid}h2{margin-top:1.4rem}"
	"figure,.findings>li,.drove>section,tr,.methods li{break-inside:avoid}"
	".small,.small.few,.findings.past{grid-template-columns:1fr 1fr}.scroll{overflow:visible}"
	"table{font-size:8pt}th,td{padding:.15rem .35rem}"
	"*{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{color:inherit}}"
	"@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}",
};

void page_style(struct buf *out)
{
	buf_adds(out, "<style>");
	for (size_t i = 0; i < sizeof style / sizeof *style; i++)
		buf_adds(out, style[i]);
	buf_adds(out, "</style>");
}
