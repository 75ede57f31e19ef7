"""What is looked at on every page: axe, and the habits that a page must have."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SETTLED = 400  # milliseconds
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"

HABITS = """() => {
  const faults = [];
  const html = document.documentElement;
  if (html.lang !== 'en-GB') faults.push(`its language is "${html.lang}"`);
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) faults.push(`it has ${headings} first headings`);
  if (!document.title.trim() || document.title.trim().startsWith('–'))
    faults.push(`its title is "${document.title}"`);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const twice = [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
  if (twice.length) faults.push(`ids used twice: ${twice.join(', ')}`);
  const skip = document.querySelector('body a[href^="#"]');
  const target = skip && document.getElementById(skip.getAttribute('href').slice(1));
  if (!target || !/skip/i.test(skip.textContent))
    faults.push('it has no link that skips to its content');
  const empty = [...document.querySelectorAll('a[href=""]')].map(a => a.textContent.trim());
  if (empty.length) faults.push(`links that lead nowhere: ${empty.join(', ')}`);
  const leaked = document.body.innerText.match(
    /\\{(org|person):[^}]*\\}|\\[object Object\\]|FactDate\\(|Text\\(|\\+00:00/);
  if (leaked) faults.push(`it shows inner workings: ${leaked[0]}`);
  return faults;
}"""

SIDEWAYS = """() => {
  const html = document.documentElement;
  if (html.scrollWidth <= html.clientWidth) return [];
  const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true;
    return false; };
  const wide = [...document.querySelectorAll('body *')].filter(e =>
    e.getBoundingClientRect().right > html.clientWidth + 1 && !scrolls(e));
  return [`${html.scrollWidth} px wide: ` + wide.slice(-3).map(e =>
    `<${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent.trim().slice(0, 40)}`
  ).join('; ')];
}"""

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return 'nothing has the focus';
  const s = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const outlined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
  if (!outlined && s.boxShadow === 'none')
    return `the focus cannot be seen on <${e.tagName.toLowerCase()}> ${e.textContent.trim()}`;
  return box.width && box.height ? '' : 'what has the focus is not shown';
}"""


@lru_cache(maxsize=1)
def axe_script() -> str:
    """axe-core, as it comes with the package that we install."""
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA. It is evaluated, so the content policy stays on."""
    page.evaluate(axe_script())
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {resultTypes: ['violations'], "
        "runOnly: {type: 'tag', values: tags}})",
        WCAG,
    )  # fmt: skip
    return [
        f"{violation['id']}: {violation['help']}: "
        + "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        for violation in found["violations"]
    ]


def habits_missing(page: Page) -> list[str]:
    """Language, one first heading, a title, ids used once, a skip link, no inner workings."""
    faults: list[str] = page.evaluate(HABITS)
    return faults


def scrolls_sideways(page: Page) -> list[str]:
    """Empty if the page fits its window; else what sticks out.

    The menu of the header arranges itself a moment after the window changed, so that a page that
    does not fit is looked at again.
    """
    faults: list[str] = page.evaluate(SIDEWAYS)
    if faults:
        page.wait_for_timeout(SETTLED)
        faults = page.evaluate(SIDEWAYS)
    return faults


def focus_fault(page: Page) -> str:
    """Why whoever uses the keyboard cannot see where they are; empty if they can."""
    fault: str = page.evaluate(FOCUS)
    return fault
