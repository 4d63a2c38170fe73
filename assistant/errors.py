"""Errors of asking, beside those of ``retrieval.errors``; worded in ``prompts/errors.toml`` too."""

from retrieval.errors import IsnadError


class EmptyQuestion(IsnadError):
    """There is nothing in the question."""


class QuestionTooLong(IsnadError):
    """The question is longer than can be searched: ``length``, ``most``, in characters."""


class BadLine(IsnadError):
    """A line of a batch is not the JSON object it should be: ``line``, from 1."""


class Unforeseen(IsnadError):
    """A line of a batch met with what nobody thought of: ``reason``."""


class Interrupted(IsnadError):
    """The user stopped the work."""


class BadEncoding(IsnadError):
    """What was sent as the bytes of a file is no Base64: ``name``."""


class UnknownConversation(IsnadError):
    """No such conversation, or it was removed: ``conversation``."""


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
