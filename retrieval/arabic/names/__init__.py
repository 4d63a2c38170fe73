"""Names of people, places and bodies: where a text has them, of what kind, and when two spellings are one name."""

from retrieval.arabic.names.mentions import NameKind
from retrieval.arabic.names.name import Name, find_names
from retrieval.arabic.names.senses import is_nation
from retrieval.arabic.names.spelling import name_key, same_name

__all__ = ["Name", "NameKind", "find_names", "is_nation", "name_key", "same_name"]
