"""The numbers of Arabic texts, in digits of any script or in words: their values, what they count, where they stand.

«واحد» is a number behind what it counts («طفل واحد») or in a ratio («واحد من كل خمسة»); in «واحد منهم» it is a pronoun
and none. A word like «آلاف» alone has no value.

What is not known: grammar beyond the words beside a number, which country's currency a text means, Roman numerals, and
numbers that go over the end of a line.
"""

from retrieval.arabic.numbers.number import Number, find_numbers, is_number_word, numbers, same_value

__all__ = ["Number", "find_numbers", "is_number_word", "numbers", "same_value"]
