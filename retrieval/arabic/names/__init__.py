"""Names of people, places and bodies: where a text has them, of what kind, and when two spellings are one name."""

from retrieval.arabic.names.bodies import body_heads
from retrieval.arabic.names.lands import lands
from retrieval.arabic.names.mentions import NameKind
from retrieval.arabic.names.name import Name, find_names
from retrieval.arabic.names.senses import is_nation, is_portfolio, may_be_name
from retrieval.arabic.names.spelling import name_key, same_name
from retrieval.arabic.names.titles import is_office, lessens, office_names, rank_names

__all__ = [
    "Name", "NameKind", "body_heads", "find_names", "is_nation", "is_office", "is_portfolio", "lands", "lessens",
    "may_be_name", "name_key", "office_names", "rank_names", "same_name",
]  # fmt: skip
