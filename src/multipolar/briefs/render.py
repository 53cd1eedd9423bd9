"""One brief, five forms. Each form is imported only when it is asked for."""

from __future__ import annotations

from multipolar.briefs.brief import Brief
from multipolar.errors import InputError

FORMATS = ("html", "pdf", "markdown", "json", "terminal")


def render(brief: Brief, form: str, *, width: int = 80, color: bool = False) -> str | bytes:
    """The brief as one string, as PDF as bytes. `width` (columns) and `color` matter on the terminal only."""
    if form == "pdf":
        from multipolar.briefs.pdf import pdf

        return pdf(brief)
    if form == "html":
        from multipolar.briefs.html import html

        return html(brief)
    if form == "markdown":
        from multipolar.briefs.markdown import markdown

        return markdown(brief)
    if form == "json":
        from multipolar.briefs.data import dumps

        return dumps(brief)
    if form == "terminal":
        from multipolar.briefs.terminal import terminal

        return terminal(brief, width=width, color=color)
    raise InputError(f"no brief in the form {form!r}", mend=f"Choose one of {', '.join(FORMATS)}")
