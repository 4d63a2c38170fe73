"""Is a folded word the noun of an act: «تنظيم», «إعداد», «مراجعة», «استكمال»?

By the patterns of the derived verbs and a list of the short ones. What it does not know: nouns of the same shape that
are no act («تقرير», «إسلام»).
"""

import re

from retrieval.arabic.letters import fold

_SHAPES = re.compile(
    r"(?:ت\w\w?[^\Wا]ي\w|ا\w\w?ا\w|ا\w\wا|ا\wت\wا|ا[^\Wا]ت\w[^\Wا]?ا\w|است\w+ا\w|ان\w\wا\w|م[^\Wا]ا\w\wه|ت[^\Wا]و?ي?\w\wه|ت\wا\w\w|ت\w\w\w|ا\wا\wه)"
)
_SHORT = frozenset(
    map(
        fold,
        "عقد رفع منع غلق فتح نقل دعم وضع نشر سحب فض ضبط حل حصر صرف منح بناء شراء بيع بدء وقف بحث طرح دفع ضم جمع ربط فرض "
        "كشف طبع خفض زيادة إزالة إقامة إعادة إدارة إحالة إتاحة حماية رعاية صيانة صياغة دراسة كتابة مكافحة ضرورة دعوة "
        "إخضاع العمل التزام مواصلة تسوية تهيئة تعبئة تصفية ترقية تنمية توعية التصدي التعامل التواصل توحيد إحدث".split(),
    )
)
_NO_ACTS = frozenset(
    map(
        fold,
        "تقرير تاريخ تونس تموز تركيا تيار إسلام إيران إمام أمام أيام أعمال أفراد أحزاب أسعار أطفال أعضاء إطار اعتبار "
        "أنحاء أثناء أرباح أموال أنواع أقسام أوقات أحداث أهداف أخبار أبناء أطراف أسباب ألمانيا امتحان اجتماع اتفاق اتحاد "
        "مبادرة محافظة محاولة جماعة ساعة مقابلة مناسبة مباراة منافسة تجربة تربية".split(),
    )
)


def is_act(word: str) -> bool:
    """Whether a folded word, with or without the article, has the shape of an act's noun."""
    bare = word.removeprefix("ال")
    if word in _NO_ACTS or bare in _NO_ACTS:
        return False
    return word in _SHORT or bare in _SHORT or bool(_SHAPES.fullmatch(bare))
