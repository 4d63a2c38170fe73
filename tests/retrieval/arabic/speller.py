"""Numbers in Arabic words, to be read back."""


class Speller:
    """Numbers up to 10^10 in words, counting a masculine or feminine noun, in the nominative or not."""

    UNITS = ("", "واحد", "اثن", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
    TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
    HUNDREDS = ("", "مئة", "مئت", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")
    SCALES = ((10**9, "مليار", "مليارات"), (10**6, "مليون", "ملايين"), (1000, "ألف", "آلاف"))

    def __init__(self, feminine: bool, nominative: bool) -> None:
        self.feminine, self.nominative = feminine, nominative

    def spell(self, number: int) -> str:
        if not number:
            return "صفر"
        parts = []
        for scale, one, many in self.SCALES:
            times, number = divmod(number, scale)
            if times:
                parts.append(self._scaled(times, one, many))
        if number:
            parts.append(self._small(number, self.feminine))
        return " و".join(parts)

    def _scaled(self, times: int, one: str, many: str) -> str:
        if times == 1:
            return one
        if times == 2:
            return one + self._dual()
        rest = times % 100
        noun = many if 3 <= rest <= 10 else f"{one}ا" if rest >= 11 else one
        return f"{self._small(times, feminine=False)} {noun}"

    def _small(self, number: int, feminine: bool) -> str:
        hundreds, rest = divmod(number, 100)
        parts = [self.HUNDREDS[hundreds] + self._dual() * (hundreds == 2)] if hundreds else []
        if rest:
            parts.append(self._below_hundred(rest, feminine))
        return " و".join(parts)

    def _below_hundred(self, number: int, feminine: bool) -> str:
        if number <= 10:
            return self._unit(number, feminine)
        tens, unit = divmod(number, 10)
        if tens == 1:
            ten = "عشرة" if feminine else "عشر"
            return f"{self._teen(unit, feminine)} {ten}"
        ten = self.TENS[tens] + ("ون" if self.nominative else "ين")
        return f"{self._unit(unit, feminine)} و{ten}" if unit else ten

    def _teen(self, unit: int, feminine: bool) -> str:
        if unit == 1:
            return "إحدى" if feminine else "أحد"
        if unit == 2:
            return "اثن" + ("ت" if feminine else "") + ("ا" if self.nominative else "ي")
        return self._unit(unit, feminine)

    def _unit(self, unit: int, feminine: bool) -> str:
        if unit == 2:
            return "اثن" + ("ت" if feminine else "") + self._dual()
        ending = feminine if unit == 1 else not feminine
        return self.UNITS[unit] + ("ة" if ending else "")

    def _dual(self) -> str:
        return "ان" if self.nominative else "ين"
