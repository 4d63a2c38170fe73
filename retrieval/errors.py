"""What can go wrong, as data: the wording for the user is in ``prompts/errors.toml``, looked up by class name."""


class IsnadError(Exception):
    """Base of every error a user can meet; ``details`` fill the placeholders of its wording."""

    def __init__(self, **details: object) -> None:
        super().__init__(", ".join(f"{name}={value}" for name, value in details.items()))
        self.details = details


class ModelUnavailable(IsnadError):
    """The embedding model cannot be loaded: ``name``, ``reason``."""


class ReaderUnavailable(IsnadError):
    """The reader's weights cannot be loaded: ``path``, ``reason``."""


class PathMissing(IsnadError):
    """A path to index does not exist: ``path``."""


class PathUnreadable(IsnadError):
    """A folder to index cannot be listed: ``path``."""


class NoArticles(IsnadError):
    """A path to index holds no article file at all: ``path``."""


class NothingIndexed(IsnadError):
    """A question was asked of an empty data folder: ``data``."""


class UnknownArticle(IsnadError):
    """No such article: ``article``."""


class UnknownOutlet(IsnadError):
    """No article is of this outlet: ``outlet``, ``outlets`` (some that there are)."""


class UnknownName(IsnadError):
    """No article names this: ``name``, ``near`` (names that begin alike)."""


class BadDate(IsnadError):
    """A bound of a range of dates cannot be read: ``text``."""


class DataBusy(IsnadError):
    """Another process owns the data folder: ``data``."""


class DataUnwritable(IsnadError):
    """The data folder cannot be written: ``data``, ``reason``."""


class DataUnreadable(IsnadError):
    """The data folder cannot be read: ``data``, ``reason``."""


class DataDamaged(IsnadError):
    """The catalog cannot be read: ``data``, ``reason``."""


class CatalogMissing(IsnadError):
    """The catalog is gone or empty while indexes made of it are there: ``data``."""


class DataThere(IsnadError):
    """A folder that a backup should go to has articles of its own: ``data``."""


class BackupExists(IsnadError):
    """There is something where a backup should be written: ``path``."""


class BackupDamaged(IsnadError):
    """A backup is not as it was written, or is none: ``path``, ``reason``."""


class DataOutdated(IsnadError):
    """The catalog was written by an earlier version and this process only reads: ``data``."""


class DataStale(IsnadError):
    """The articles were embedded by another model and this process may not write: ``data``."""


class IndexDamaged(IsnadError):
    """A derived index cannot be used and must be rebuilt: ``name``, ``reason``; not shown to users."""
