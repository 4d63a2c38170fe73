"""Errors of asking, beside those of ``retrieval.errors``; worded in ``prompts/errors.toml`` too."""

from retrieval.errors import IsnadError


class EmptyQuestion(IsnadError):
    """There is nothing in the question."""


class QuestionTooLong(IsnadError):
    """The question is longer than can be searched: ``length``, ``most``, in characters."""


class BadLine(IsnadError):
    """A line of a batch is not the JSON object it should be: ``line``, from 1."""


class BadSheet(IsnadError):
    """A table of questions cannot be read: ``path``."""


class NoColumn(IsnadError):
    """A table of questions has no column of this name: ``column``, ``columns`` (those that it has)."""


class Unforeseen(IsnadError):
    """A line of a batch met with what nobody thought of: ``reason``."""


class Interrupted(IsnadError):
    """The user stopped the work."""


class BadEncoding(IsnadError):
    """What was sent as the bytes of a file is no Base64: ``name``."""


class NamelessFile(IsnadError):
    """A file was sent without a name that a file can have."""


class BodyTooLarge(IsnadError):
    """A request is larger than is taken: ``most``, in megabytes."""


class TooManyLines(IsnadError):
    """A batch has more lines than are taken in one request: ``most``."""


class MalformedRequest(IsnadError):
    """A request does not have the form it should: ``places``, where it does not."""


class NoSuchAddress(IsnadError):
    """Nothing is at this address of the service."""


class WrongMethod(IsnadError):
    """What is at this address is not asked by this method."""


class UnknownModel(IsnadError):
    """A chat was asked of a model that is not here: ``model``, ``models`` (those that are)."""


class InternalFailure(IsnadError):
    """The service met with what nobody thought of."""


class ExtraMissing(IsnadError):
    """A command needs what the default installation leaves out: ``command``, ``package``."""


class UnknownConversation(IsnadError):
    """No such conversation, or it was removed."""


class SystemFailure(IsnadError):
    """The operating system refused something: ``reason``."""


class Usage(IsnadError):
    """The command line is not of the right form: ``reason``."""


class PortTaken(IsnadError):
    """Another program listens there: ``host``, ``port``."""


class OpenNeeded(IsnadError):
    """The page would be served to other machines, and nobody said that it may: ``host``."""


class BadSetting(IsnadError):
    """An environment variable has a value that cannot be used: ``name``, ``value``."""


class BadModel(IsnadError):
    """A language model is not named as it should be, or its provider is not installed: ``model``, ``reason``."""
