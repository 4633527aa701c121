"""Names of government bodies: the places in them, and how people shorten them.

A name is places from the outermost in ("某某市", "某某区") and the body itself ("财政局").
People drop places, say only the level of the last one ("区财政局"), drop it too ("财政局"), and
shorten words of the body by habits that are data (``identity.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

LONGEST_NAME = 40
"""Characters: what is longer is no name."""

MOST_NAMES = 24
"""So many short names of one body are kept."""


@cache
def identity_words() -> dict[str, Any]:
    """``identity.toml``, read once."""
    return tomllib.loads(
        resources.files("corpus.identity").joinpath("identity.toml").read_text("utf-8")
    )


def split_places(name: str) -> tuple[tuple[str, ...], str]:
    """The places that ``name`` (normalized) starts with, and the body behind them."""
    places: list[str] = []
    rest = _without_prefix(name)
    for level in identity_words()["places"]["levels"]:
        match = re.match(rf"[^省区县旗]{{1,8}}?{level}(?=.{{2,}})", rest)
        if match and match[0] not in identity_words()["places"]["not_places"]:
            places.append(match[0])
            rest = rest[match.end() :]
    return tuple(places), rest


def is_body_name(text: str) -> bool:
    """Whether normalized ``text`` can be the name of a government body as it stands."""
    bodies = identity_words()["bodies"]
    bare = re.sub(bodies["qualifiers"], "", text)
    if not 4 <= len(bare) <= LONGEST_NAME or re.search(r"[。;,:、]|20\d\d", text):
        return False
    return bare.endswith(tuple(bodies["endings"]))


def short_names(name: str) -> tuple[str, ...]:
    """Ways people shorten ``name`` (normalized), the most specific first, itself left out."""
    bare = re.sub(identity_words()["bodies"]["qualifiers"], "", name)
    places, body = split_places(bare)
    if len(body) > 6 and body.startswith("人民政府"):
        body = body.removeprefix("人民政府")
    party, body = _party(body)
    found = {
        prefix + short
        for short in _shortened(body)
        for prefix in _prefixes(places, party)
        if len(prefix + short) > 2 and not _is_generic(prefix + short)
    }
    return tuple(sorted(found - {name}, key=lambda short: (-len(short), short))[-MOST_NAMES:])


def _is_generic(name: str) -> bool:
    return any(re.fullmatch(word, name) for word in identity_words()["bodies"]["generic"])


def _without_prefix(name: str) -> str:
    for prefix in identity_words()["bodies"]["prefixes"]:
        if name.startswith(prefix) and len(name) > len(prefix) + 3:
            return name.removeprefix(prefix)
    return name


def _party(body: str) -> tuple[str, str]:
    """("委", the rest) for an organ of a party committee: "委办公厅", "委员会社会工作部"."""
    match = re.match(r"委(?:员会)?(?=.{2,})", body)
    if match and not body.startswith("委员会办公室"):
        return "委", body[match.end() :]
    return "", body


def _prefixes(places: Sequence[str], party: str) -> Iterator[str]:
    """What may stand before the body: all places, the last ones, its level, nothing."""
    for start in range(len(places)):
        yield "".join(places[start:]) + party
    if places:
        yield _level(places[-1]) + party
        bare = _bare(places[-1])
        if 1 < len(bare) < 5 and not party:
            yield bare
    yield ""


def _level(place: str) -> str:
    """What people say for the place: "区" for any district."""
    shorts: dict[str, str] = identity_words()["places"]["short"]
    ending = max((end for end in shorts if place.endswith(end)), key=len)
    return shorts[ending]


def _bare(place: str) -> str:
    shorts: dict[str, str] = identity_words()["places"]["short"]
    ending = max((end for end in shorts if place.endswith(end)), key=len)
    return place.removesuffix(ending)


def _shortened(body: str) -> list[str]:
    """The body's name with every habit of shortening tried, the full one first."""
    names = [body]
    for word, shorts in identity_words()["abbreviations"].items():
        for name in tuple(names):
            if word in name:
                names += [name.replace(word, short) for short in shorts]
    return list(dict.fromkeys(names))
