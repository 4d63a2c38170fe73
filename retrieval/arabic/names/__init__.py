"""Names of people, places and bodies: where a text has them, of what kind, and when two spellings are one name."""

from retrieval.arabic.names.around import Titles
from retrieval.arabic.names.bodies import body_heads
from retrieval.arabic.names.keys import (
    begins_with,
    body_key,
    descends,
    is_part,
    keeps_particle,
    longer_form,
    lookup_keys,
    may_be_nickname,
    person_key,
    place_key,
    role_words,
    sounds,
    told_apart,
)
from retrieval.arabic.names.lands import lands
from retrieval.arabic.names.mentions import NameKind
from retrieval.arabic.names.name import Name, find_names
from retrieval.arabic.names.plans import Plan, find_plans
from retrieval.arabic.names.senses import is_nation, is_portfolio, may_be_name
from retrieval.arabic.names.settling import is_sent, settle
from retrieval.arabic.names.spelling import name_key, same_name
from retrieval.arabic.names.titles import is_office, lessens, office_names, rank_names

__all__ = [
    "Name", "NameKind", "Plan", "Titles", "begins_with", "body_heads", "body_key", "descends", "find_names",
    "find_plans", "is_nation", "is_office", "is_part", "is_portfolio", "is_sent", "keeps_particle", "lands",
    "lessens", "longer_form", "lookup_keys", "may_be_name", "may_be_nickname", "name_key", "office_names", "person_key",
    "place_key", "rank_names", "role_words", "same_name", "settle", "sounds", "told_apart",
]  # fmt: skip
