"""What templates can say besides Django's own words."""

from django import template

register = template.Library()


@register.filter
def plain(words: object) -> str:
    """Content as bare text, for an attribute, an option or a title: there no mark of another language can stand."""
    return str.__str__(words) if isinstance(words, str) else str(words)
